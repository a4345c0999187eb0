package io.tailforge.conditioning.assemble;

import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.ActorRequest.Role;
import io.tailforge.scene.variation.SceneRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The actors asked for, one slot each, named {@code car-1}, {@code car-2}, {@code child-1} ... around the names that are taken.
 *
 * @param warnings requests that no actor of that class can fulfil
 */
record Slots(String scene, List<Slot> slots, List<Problem> warnings) {
    static Slots of(SceneRequest request, Set<String> takenIds) {
        Set<String> taken = new HashSet<>(takenIds);
        List<Slot> slots = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        Map<ActorClass, Integer> numbers = new EnumMap<>(ActorClass.class);
        for (int i = 0; i < request.actors().size(); i++) {
            ActorRequest wish = request.actors().get(i);
            if (!fits(wish.role(), wish.actorClass()) && wish.count() > 0) {
                warnings.add(unfit(request, i, wish));
                continue;
            }
            for (int n = 0; n < wish.count(); n++) {
                slots.add(new Slot(
                        slots.size(), nextId(wish.actorClass(), numbers, taken), wish.role(), wish.actorClass()));
            }
        }
        return new Slots(request.name(), List.copyOf(slots), List.copyOf(warnings));
    }

    private static String nextId(ActorClass actorClass, Map<ActorClass, Integer> numbers, Set<String> taken) {
        String id;
        do {
            id = nameOf(actorClass) + "-" + numbers.merge(actorClass, 1, Integer::sum);
        } while (!taken.add(id));
        return id;
    }

    private static String nameOf(ActorClass actorClass) {
        return actorClass.name().toLowerCase(Locale.ROOT);
    }

    private static boolean fits(Role role, ActorClass actorClass) {
        boolean walks =
                switch (actorClass) {
                    case PEDESTRIAN, CHILD, STROLLER, ANIMAL -> true;
                    default -> false;
                };
        boolean still =
                actorClass == ActorClass.DEBRIS || actorClass == ActorClass.CONE || actorClass == ActorClass.OTHER;
        return switch (role) {
            case LANE_FOLLOWER, ONCOMING -> !walks && !still;
            case PARKED -> !walks;
            case WALKWAY -> walks;
            case CROSSING -> walks || actorClass == ActorClass.BICYCLE;
        };
    }

    private static Problem unfit(SceneRequest request, int i, ActorRequest wish) {
        return new Problem(
                "ACTOR-ROLE-UNFIT",
                "scene " + request.name(),
                "/actors/" + i,
                0,
                "a " + nameOf(wish.actorClass()) + " cannot be "
                        + wish.role().name().toLowerCase(Locale.ROOT) + "; all " + wish.count() + " are left out");
    }

    /** One warning per class and role that did not fit completely. */
    List<Problem> listUnfilled(Set<Slot> filled) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Slot slot : slots) {
            String wish =
                    nameOf(slot.actorClass()) + " as " + slot.role().name().toLowerCase(Locale.ROOT);
            int[] count = counts.computeIfAbsent(wish, unused -> new int[2]);
            count[0] += filled.contains(slot) ? 0 : 1;
            count[1]++;
        }
        List<Problem> problems = new ArrayList<>();
        counts.forEach((wish, count) -> {
            if (count[0] > 0) {
                problems.add(Problem.of(
                        "ACTOR-NOT-PLACED",
                        "scene " + scene,
                        count[0] + " of " + count[1] + " (" + wish
                                + ") found no free place near the ego's way; ask for fewer, or take a larger layout"));
            }
        });
        return problems;
    }
}
