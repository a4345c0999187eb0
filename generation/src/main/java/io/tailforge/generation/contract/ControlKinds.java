package io.tailforge.generation.contract;

/** What CONTROL_KIND calls a conditioning style. */
public final class ControlKinds {
    public static final String HDMAP = "hdmap";
    public static final String WORLD_SCENARIO = "wsm";
    public static final String DEPTH = "depth";
    public static final String SEGMENTATION = "seg";
    public static final String LIDAR_RANGE = "lidar_range";

    private ControlKinds() {}

    /** A style whose videos are of a kind; the kind itself where no renderer of ours makes it. */
    public static String styleOf(String kind) {
        return switch (kind) {
            case HDMAP -> "hdmap-v1";
            case WORLD_SCENARIO -> "world-scenario-v3";
            case SEGMENTATION -> "semantic";
            case LIDAR_RANGE -> "lidar-range";
            default -> kind;
        };
    }

    /** @param style a renderer's id, for example {@code hdmap-v1} or {@code world-scenario-v3} */
    public static String ofStyle(String style) {
        return switch (style) {
            case "depth" -> DEPTH;
            case "semantic" -> SEGMENTATION;
            case "lidar-range" -> LIDAR_RANGE;
            default -> style.startsWith("world-scenario") ? WORLD_SCENARIO : HDMAP;
        };
    }
}
