package io.tailforge.generation.contract;

/** What CONTROL_KIND calls a conditioning style. */
public final class ControlKinds {
    public static final String HDMAP = "hdmap";
    public static final String WORLD_SCENARIO = "wsm";

    private ControlKinds() {}

    /** @param style a renderer's id, for example {@code hdmap-v1} or {@code world-scenario-v3} */
    public static String ofStyle(String style) {
        return style.startsWith("world-scenario") ? WORLD_SCENARIO : HDMAP;
    }
}
