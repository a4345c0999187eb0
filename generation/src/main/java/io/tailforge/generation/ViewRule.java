package io.tailforge.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many sensors a model takes at a time, and which.
 *
 * @param names of the views that the engine knows; empty where any camera will do
 * @param subsets whether it makes some sensors of a rig without the others
 */
public record ViewRule(int least, int most, List<String> names, boolean subsets) {
    private static final int MOST = 64;

    /** As many as a rig may have. */
    public static final ViewRule ANY = new ViewRule(1, MOST, List.of(), false);

    public ViewRule {
        names = List.copyOf(names);
        if (least < 1
                || most > 1000
                || least > most
                || names.size() != names.stream().distinct().count()) {
            throw new IllegalArgumentException("no rig has " + least + " to " + most + " views of " + names);
        }
        if (!names.isEmpty() && names.size() < least) {
            throw new IllegalArgumentException("needs " + least + " views and knows only " + names);
        }
    }

    public static ViewRule upTo(int most) {
        return new ViewRule(1, most, List.of(), false);
    }

    public ViewRule withSubsets() {
        return new ViewRule(least, most, names, true);
    }

    /** As many as the engine has names for, where it has names. */
    public int mostAtOnce() {
        return names.isEmpty() ? most : Math.min(most, names.size());
    }

    public boolean allows(int count) {
        return count >= least && count <= mostAtOnce();
    }

    /**
     * The engine's view for each camera: the longest of its names that stands in the camera's between underscores, so
     * {@code camera_cross_left_120fov} is {@code cross_left}. A camera without one, or whose view another one has, is not
     * in the answer.
     */
    public Map<String, String> viewsOf(List<String> cameras) {
        Map<String, String> views = new LinkedHashMap<>();
        List<String> free = new ArrayList<>(names);
        for (String camera : cameras) {
            findView(camera).filter(free::remove).ifPresent(view -> views.put(camera, view));
        }
        return views;
    }

    private Optional<String> findView(String camera) {
        String framed = "_" + camera + "_";
        return names.stream()
                .filter(name -> framed.contains("_" + name + "_"))
                .max(Comparator.comparingInt(String::length));
    }
}
