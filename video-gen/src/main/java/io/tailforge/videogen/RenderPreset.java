package io.tailforge.videogen;

/** How much work goes into a pixel. */
public enum RenderPreset {
    /** Sun shadow only: previews and contract tests. */
    DRAFT(0, false, false, false, false, false),
    /** One sky direction a pixel, reflections, four samples at edges. */
    DEFAULT(1, true, true, false, true, false),
    /** Four sky directions a pixel, edges among leaves as well, drops of rain on the lens. */
    HIGH(4, true, true, true, true, true);

    private final int skyDirections;
    private final boolean reflections;
    private final boolean smoothEdges;
    private final boolean smoothLeaves;
    private final boolean motionBlur;
    private final boolean lensDrops;

    RenderPreset(
            int skyDirections,
            boolean reflections,
            boolean smoothEdges,
            boolean smoothLeaves,
            boolean motionBlur,
            boolean lensDrops) {
        this.skyDirections = skyDirections;
        this.reflections = reflections;
        this.smoothEdges = smoothEdges;
        this.smoothLeaves = smoothLeaves;
        this.motionBlur = motionBlur;
        this.lensDrops = lensDrops;
    }

    /** Directions per pixel towards the sky for ambient occlusion; 0 means none. */
    int skyDirections() {
        return skyDirections;
    }

    boolean reflections() {
        return reflections;
    }

    boolean smoothEdges() {
        return smoothEdges;
    }

    boolean smoothLeaves() {
        return smoothLeaves;
    }

    boolean motionBlur() {
        return motionBlur;
    }

    boolean lensDrops() {
        return lensDrops;
    }
}
