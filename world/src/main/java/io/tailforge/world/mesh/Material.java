package io.tailforge.world.mesh;

import io.tailforge.scene.artifact.SemanticClass;

/**
 * What a surface is made of, for light and for the LiDAR. Visible albedo is linear RGB in 0..1 before the triangle's tint.
 * Where the figures come from is said in docs/world.md.
 */
public enum Material {
    ASPHALT(SemanticClass.ROAD, 0.105, 0.105, 0.108, 0.85, Laser.matt(0.12)),
    CONCRETE(SemanticClass.SIDEWALK, 0.38, 0.37, 0.35, 0.8, Laser.matt(0.36)),
    PAINT_WHITE(SemanticClass.LANE_MARKING, 0.72, 0.72, 0.70, 0.6, Laser.matt(0.65)),
    PAINT_YELLOW(SemanticClass.LANE_MARKING, 0.68, 0.45, 0.04, 0.6, Laser.matt(0.60)),
    CROSSING_PAINT(SemanticClass.CROSSWALK, 0.72, 0.72, 0.70, 0.6, Laser.matt(0.65)),
    KERB_STONE(SemanticClass.SIDEWALK, 0.42, 0.41, 0.40, 0.8, Laser.matt(0.36)),
    PAVING(SemanticClass.SIDEWALK, 0.34, 0.32, 0.30, 0.8, Laser.matt(0.30)),
    BARRIER(SemanticClass.GUARD_RAIL, 0.45, 0.46, 0.47, 0.4, Laser.metal(0.35, 0.15)),
    GRASS(SemanticClass.TERRAIN, 0.085, 0.13, 0.045, 0.95, Laser.matt(0.50)),
    SOIL(SemanticClass.TERRAIN, 0.17, 0.13, 0.09, 0.95, Laser.matt(0.25)),
    FACADE(SemanticClass.BUILDING, 0.55, 0.53, 0.50, 0.9, Laser.matt(0.40)),
    BRICK(SemanticClass.BUILDING, 0.30, 0.13, 0.09, 0.9, Laser.matt(0.28)),
    ROOF(SemanticClass.BUILDING, 0.22, 0.17, 0.15, 0.9, Laser.matt(0.25)),
    WINDOW(SemanticClass.BUILDING, 0.04, 0.05, 0.06, 0.05, Laser.pane(0.15, 0.60)),
    FOLIAGE(SemanticClass.VEGETATION, 0.075, 0.14, 0.035, 0.9, Laser.matt(0.48)),
    BARK(SemanticClass.VEGETATION, 0.12, 0.09, 0.06, 0.95, Laser.matt(0.30)),
    POLE_METAL(SemanticClass.POLE, 0.32, 0.33, 0.34, 0.4, Laser.metal(0.30, 0.15)),
    SIGN_FACE(SemanticClass.TRAFFIC_SIGN, 0.85, 0.85, 0.85, 0.5, Laser.retro(0.50, 70)),
    SIGN_BACK(SemanticClass.TRAFFIC_SIGN, 0.35, 0.36, 0.37, 0.5, Laser.metal(0.35, 0.15)),
    SIGNAL_HOUSING(SemanticClass.TRAFFIC_LIGHT, 0.03, 0.03, 0.03, 0.6, Laser.matt(0.06)),
    SIGNAL_LENS(SemanticClass.TRAFFIC_LIGHT, 0.10, 0.10, 0.10, 0.2, Laser.coated(0.10)),
    CAR_PAINT(SemanticClass.CAR, 0.50, 0.50, 0.50, 0.15, Laser.coated(0.45)),
    CAR_GLASS(SemanticClass.CAR, 0.03, 0.035, 0.04, 0.03, Laser.pane(0.08, 0.50)),
    CAR_TRIM(SemanticClass.CAR, 0.03, 0.03, 0.03, 0.6, Laser.matt(0.06)),
    TYRE(SemanticClass.CAR, 0.02, 0.02, 0.02, 0.9, Laser.matt(0.067)),
    RIM(SemanticClass.CAR, 0.45, 0.46, 0.47, 0.3, Laser.metal(0.30, 0.30)),
    HEADLIGHT(SemanticClass.CAR, 0.70, 0.70, 0.72, 0.1, Laser.coated(0.50)),
    TAILLIGHT(SemanticClass.CAR, 0.40, 0.02, 0.02, 0.15, Laser.retro(0.40, 4)),
    PLATE(SemanticClass.CAR, 0.75, 0.75, 0.72, 0.5, Laser.retro(0.50, 50)),
    CLOTH(SemanticClass.PERSON, 0.35, 0.35, 0.38, 0.95, Laser.matt(0.40)),
    SKIN(SemanticClass.PERSON, 0.48, 0.32, 0.24, 0.7, Laser.matt(0.45)),
    HAIR(SemanticClass.PERSON, 0.05, 0.04, 0.03, 0.8, Laser.matt(0.20)),
    LAMP(SemanticClass.POLE, 0.80, 0.80, 0.78, 0.3, Laser.matt(0.50)),
    CARDBOARD(SemanticClass.DYNAMIC, 0.38, 0.27, 0.16, 0.9, Laser.matt(0.50)),
    CONE_ORANGE(SemanticClass.DYNAMIC, 0.80, 0.20, 0.03, 0.7, Laser.matt(0.60)),
    FUR(SemanticClass.DYNAMIC, 0.25, 0.18, 0.11, 0.95, Laser.matt(0.40)),
    DOOR(SemanticClass.BUILDING, 0.03, 0.03, 0.03, 0.6, Laser.matt(0.10)),
    /** Fences and poles of sawn wood, weathered. */
    WOOD(SemanticClass.FENCE, 0.30, 0.24, 0.18, 0.9, Laser.matt(0.55)),
    /** Garden walls. */
    WALL_BRICK(SemanticClass.WALL, 0.30, 0.13, 0.09, 0.9, Laser.matt(0.28)),
    /** Walls beside motorways, retaining walls, parapets. */
    WALL_CONCRETE(SemanticClass.WALL, 0.36, 0.36, 0.34, 0.85, Laser.matt(0.36));

    private final SemanticClass semantic;
    private final float red;
    private final float green;
    private final float blue;
    private final float roughness;
    private final Laser laser;

    Material(SemanticClass semantic, double red, double green, double blue, double roughness, Laser laser) {
        this.semantic = semantic;
        this.red = (float) red;
        this.green = (float) green;
        this.blue = (float) blue;
        this.roughness = (float) roughness;
        this.laser = laser;
    }

    private static final Material[] VALUES = values();

    /** By ordinal, without the copy that {@code values()} makes. */
    public static Material of(int ordinal) {
        return VALUES[ordinal];
    }

    /** Class of a static surface of this material; an actor's surfaces take the class of the actor instead. */
    public SemanticClass semantic() {
        return semantic;
    }

    public float red() {
        return red;
    }

    public float green() {
        return green;
    }

    public float blue() {
        return blue;
    }

    /** Matt part of what comes back at 905 nm, 0..1. */
    public float reflectance905() {
        return (float) laser.diffuse();
    }

    /** Perceptual roughness 0 mirror .. 1 matt. */
    public float roughness() {
        return roughness;
    }

    /** All that happens to a beam of 905 nm. */
    public Laser laser() {
        return laser;
    }

    /** Sends light back to where it came from: sign faces and number plates. */
    public boolean isRetroReflective() {
        return this == SIGN_FACE || this == PLATE;
    }
}
