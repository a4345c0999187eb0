package io.tailforge.world.mesh;

import io.tailforge.scene.artifact.SemanticClass;

/**
 * What a surface is made of, for light and for the LiDAR. Visible albedo is linear RGB in 0..1 before the triangle's tint;
 * reflectance at 905 nm is diffuse, 0..1.
 */
public enum Material {
    ASPHALT(SemanticClass.ROAD, 0.105, 0.105, 0.108, 0.15, 0.85),
    CONCRETE(SemanticClass.SIDEWALK, 0.38, 0.37, 0.35, 0.30, 0.8),
    PAINT_WHITE(SemanticClass.LANE_MARKING, 0.72, 0.72, 0.70, 0.65, 0.6),
    PAINT_YELLOW(SemanticClass.LANE_MARKING, 0.68, 0.45, 0.04, 0.60, 0.6),
    CROSSING_PAINT(SemanticClass.CROSSWALK, 0.72, 0.72, 0.70, 0.65, 0.6),
    KERB_STONE(SemanticClass.SIDEWALK, 0.42, 0.41, 0.40, 0.32, 0.8),
    PAVING(SemanticClass.SIDEWALK, 0.34, 0.32, 0.30, 0.28, 0.8),
    BARRIER(SemanticClass.GUARD_RAIL, 0.45, 0.46, 0.47, 0.45, 0.4),
    GRASS(SemanticClass.TERRAIN, 0.085, 0.13, 0.045, 0.45, 0.95),
    SOIL(SemanticClass.TERRAIN, 0.17, 0.13, 0.09, 0.25, 0.95),
    FACADE(SemanticClass.BUILDING, 0.55, 0.53, 0.50, 0.40, 0.9),
    BRICK(SemanticClass.BUILDING, 0.30, 0.13, 0.09, 0.35, 0.9),
    ROOF(SemanticClass.BUILDING, 0.22, 0.17, 0.15, 0.25, 0.9),
    WINDOW(SemanticClass.BUILDING, 0.04, 0.05, 0.06, 0.06, 0.05),
    FOLIAGE(SemanticClass.VEGETATION, 0.075, 0.14, 0.035, 0.45, 0.9),
    BARK(SemanticClass.VEGETATION, 0.12, 0.09, 0.06, 0.30, 0.95),
    POLE_METAL(SemanticClass.POLE, 0.32, 0.33, 0.34, 0.35, 0.4),
    SIGN_FACE(SemanticClass.TRAFFIC_SIGN, 0.85, 0.85, 0.85, 0.90, 0.5),
    SIGN_BACK(SemanticClass.TRAFFIC_SIGN, 0.35, 0.36, 0.37, 0.40, 0.5),
    SIGNAL_HOUSING(SemanticClass.TRAFFIC_LIGHT, 0.03, 0.03, 0.03, 0.06, 0.6),
    SIGNAL_LENS(SemanticClass.TRAFFIC_LIGHT, 0.10, 0.10, 0.10, 0.10, 0.2),
    CAR_PAINT(SemanticClass.CAR, 0.50, 0.50, 0.50, 0.45, 0.15),
    CAR_GLASS(SemanticClass.CAR, 0.03, 0.035, 0.04, 0.04, 0.03),
    CAR_TRIM(SemanticClass.CAR, 0.03, 0.03, 0.03, 0.05, 0.6),
    TYRE(SemanticClass.CAR, 0.02, 0.02, 0.02, 0.04, 0.9),
    RIM(SemanticClass.CAR, 0.45, 0.46, 0.47, 0.45, 0.3),
    HEADLIGHT(SemanticClass.CAR, 0.70, 0.70, 0.72, 0.50, 0.1),
    TAILLIGHT(SemanticClass.CAR, 0.40, 0.02, 0.02, 0.50, 0.15),
    PLATE(SemanticClass.CAR, 0.75, 0.75, 0.72, 0.90, 0.5),
    CLOTH(SemanticClass.PERSON, 0.35, 0.35, 0.38, 0.40, 0.95),
    SKIN(SemanticClass.PERSON, 0.48, 0.32, 0.24, 0.45, 0.7),
    HAIR(SemanticClass.PERSON, 0.05, 0.04, 0.03, 0.20, 0.8),
    LAMP(SemanticClass.POLE, 0.80, 0.80, 0.78, 0.50, 0.3),
    CARDBOARD(SemanticClass.DYNAMIC, 0.38, 0.27, 0.16, 0.40, 0.9),
    CONE_ORANGE(SemanticClass.DYNAMIC, 0.80, 0.20, 0.03, 0.60, 0.7),
    FUR(SemanticClass.DYNAMIC, 0.25, 0.18, 0.11, 0.40, 0.95),
    DOOR(SemanticClass.BUILDING, 0.03, 0.03, 0.03, 0.05, 0.6);

    private final SemanticClass semantic;
    private final float red;
    private final float green;
    private final float blue;
    private final float reflectance905;
    private final float roughness;

    Material(SemanticClass semantic, double red, double green, double blue, double reflectance905, double roughness) {
        this.semantic = semantic;
        this.red = (float) red;
        this.green = (float) green;
        this.blue = (float) blue;
        this.reflectance905 = (float) reflectance905;
        this.roughness = (float) roughness;
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

    public float reflectance905() {
        return reflectance905;
    }

    /** Perceptual roughness 0 mirror .. 1 matt. */
    public float roughness() {
        return roughness;
    }

    /** Sends light back to where it came from: sign faces and number plates. */
    public boolean isRetroReflective() {
        return this == SIGN_FACE || this == PLATE;
    }
}
