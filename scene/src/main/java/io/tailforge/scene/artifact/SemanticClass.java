package io.tailforge.scene.artifact;

/** Semantic truth; ids and colours of the Cityscapes label set, extended by lane paint and crossings (ids from 40). */
public enum SemanticClass {
    SKY(23, 70, 130, 180),
    ROAD(7, 128, 64, 128),
    SIDEWALK(8, 244, 35, 232),
    PARKING(9, 250, 170, 160),
    BUILDING(11, 70, 70, 70),
    WALL(12, 102, 102, 156),
    FENCE(13, 190, 153, 153),
    GUARD_RAIL(14, 180, 165, 180),
    POLE(17, 153, 153, 153),
    TRAFFIC_LIGHT(19, 250, 170, 30),
    TRAFFIC_SIGN(20, 220, 220, 0),
    VEGETATION(21, 107, 142, 35),
    TERRAIN(22, 152, 251, 152),
    PERSON(24, 220, 20, 60),
    RIDER(25, 255, 0, 0),
    CAR(26, 0, 0, 142),
    TRUCK(27, 0, 0, 70),
    BUS(28, 0, 60, 100),
    TRAILER(30, 0, 0, 110),
    TRAIN(31, 0, 80, 100),
    MOTORCYCLE(32, 0, 0, 230),
    BICYCLE(33, 119, 11, 32),
    STATIC(4, 0, 0, 0),
    DYNAMIC(5, 111, 74, 0),
    LANE_MARKING(40, 255, 255, 255),
    CROSSWALK(41, 200, 128, 128);

    private final int id;
    private final int rgb;

    SemanticClass(int id, int red, int green, int blue) {
        this.id = id;
        this.rgb = red << 16 | green << 8 | blue;
    }

    /** The value in semantic truth, 0..255. */
    public int id() {
        return id;
    }

    /** Display colour 0xRRGGBB. */
    public int rgb() {
        return rgb;
    }
}
