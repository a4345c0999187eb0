package io.tailforge.variation.prompt;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is seen, in words: counts by class, and how far at the moment each is seen best. Whoever is farther than the fog
 * lets one see, or a speck in the picture, is not named.
 */
final class ActorWords {
    private static final double NEAR_METRES = 20;
    private static final double FAR_METRES = 50;
    /** An actor counts as seen from this share of the picture on: 22 pixels at 640x352. */
    private static final double SEEN_SHARE = 1e-4;

    private enum Range {
        NEAR,
        MIDDLE,
        FAR
    }

    private final Map<String, ActorClass> classes = new HashMap<>();
    private final List<ActorVisibility> seen;

    ActorWords(Scene scene, List<ActorVisibility> visible) {
        for (ActorTrack actor : scene.actors()) {
            classes.put(actor.id(), actor.actorClass());
        }
        double least =
                Math.max(1, SEEN_SHARE * scene.grid().width() * scene.grid().height());
        double farthest = scene.variation().weather().fogVisibilityMetres();
        seen = visible.stream()
                .filter(v -> v.visiblePixels() >= least && v.distance() <= farthest && classes.containsKey(v.actorId()))
                .toList();
    }

    /** Everyone any camera sees, each once, at the nearest sighting. */
    String all() {
        Map<String, ActorVisibility> nearest = new TreeMap<>();
        for (ActorVisibility view : seen) {
            nearest.merge(view.actorId(), view, (a, b) -> a.distance() <= b.distance() ? a : b);
        }
        return sentence(List.copyOf(nearest.values()));
    }

    String of(String camera) {
        return sentence(seen.stream().filter(v -> v.camera().equals(camera)).toList());
    }

    private String sentence(List<ActorVisibility> views) {
        if (views.isEmpty()) {
            return "No other road users are in view.";
        }
        Map<Range, Map<ActorClass, Integer>> counts = new EnumMap<>(Range.class);
        for (ActorVisibility view : views) {
            counts.computeIfAbsent(range(view.distance()), range -> new EnumMap<>(ActorClass.class))
                    .merge(classes.getOrDefault(view.actorId(), ActorClass.OTHER), 1, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((range, byClass) -> parts.add(place(range) + " " + list(byClass)));
        return "In view: " + joined(parts, "; ", "; ") + ".";
    }

    private static Range range(double distance) {
        return distance < NEAR_METRES ? Range.NEAR : distance < FAR_METRES ? Range.MIDDLE : Range.FAR;
    }

    private static String place(Range range) {
        return switch (range) {
            case NEAR -> "nearby";
            case MIDDLE -> "at middle distance";
            case FAR -> "far away";
        };
    }

    private static String list(Map<ActorClass, Integer> byClass) {
        List<String> parts = byClass.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> counted(entry.getValue(), entry.getKey()))
                .toList();
        return joined(parts, ", ", " and ");
    }

    private static String counted(int count, ActorClass actorClass) {
        String[] words = words(actorClass);
        return count == 1 ? words[0] : number(count) + " " + words[1];
    }

    private static String[] words(ActorClass actorClass) {
        return switch (actorClass) {
            case CAR -> new String[] {"a car", "cars"};
            case VAN -> new String[] {"a van", "vans"};
            case TRUCK -> new String[] {"a truck", "trucks"};
            case BUS -> new String[] {"a bus", "buses"};
            case TRAM -> new String[] {"a tram", "trams"};
            case TRAILER -> new String[] {"a trailer", "trailers"};
            case MOTORCYCLE -> new String[] {"a motorcyclist", "motorcyclists"};
            case BICYCLE -> new String[] {"a cyclist", "cyclists"};
            case PEDESTRIAN -> new String[] {"a pedestrian", "pedestrians"};
            case CHILD -> new String[] {"a child on foot", "children on foot"};
            case STROLLER -> new String[] {"a stroller", "strollers"};
            case ANIMAL -> new String[] {"an animal", "animals"};
            case DEBRIS -> new String[] {"a piece of debris", "pieces of debris"};
            case CONE -> new String[] {"a traffic cone", "traffic cones"};
            case OTHER -> new String[] {"an object", "objects"};
        };
    }

    private static String number(int count) {
        String[] small = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
        return count < small.length ? small[count] : Integer.toString(count);
    }

    private static String joined(List<String> parts, String between, String last) {
        int end = parts.size() - 1;
        return end == 0 ? parts.getFirst() : String.join(between, parts.subList(0, end)) + last + parts.get(end);
    }
}
