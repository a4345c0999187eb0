package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorClass.Coarse;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.Locale;

/** The constants of {@code world-scenario-v3}: what is drawn, how and in which colour. See {@code docs/style-world-scenario-v3.md}. */
final class WorldScenarioV3Style {
    static final String ID = "world-scenario-v3";

    /** Width in pixels that stroke widths are given at; they scale with the picture's width. */
    static final double WIDTH = 1280;

    /** Depth (metres along the optical axis) at which everything has faded to black and to no width. */
    static final double MAX_DEPTH = 200;

    static final double LINE_WIDTH = 12;
    static final double POLE_WIDTH = 5;
    static final double BOX_EDGE_WIDTH = 4;
    /** Lane lines of style OTHER are this much wider. */
    static final double BROAD = 3;

    /** Straight pieces that a half circle at a stroke's end consists of. */
    static final int CAP_STEPS = 8;

    static final double LANE_LINE_STEP = 0.05;
    static final double LINE_STEP = 0.2;
    static final double CROSSWALK_STEP = 0.8;

    /** Half the distance between the two lines of a double one, metres. */
    static final double GROUP_OFFSET = 0.1;

    static final Dashes LONG_DASHES = new Dashes(3.05, 9.14);
    static final Dashes SHORT_DASHES = new Dashes(0.91, 2.74);
    /** Of the pieces of a dotted line's on-part one in so many is drawn. */
    static final int DOT_IN_DASH = 3;

    static final int DOT_IN_SOLID = 10;

    /** Elements wholly this far below the ego (metres), and below the cone of that many degrees, belong to another level. */
    static final double UNDERPASS_DEPTH = -3;

    static final double UNDERPASS_CONE_DEGREES = 3;
    static final double UNDERPASS_SHARE = 0.8;

    static final int ROAD_BOUNDARY = 0xfd01e8;
    static final int WAIT_LINE = 0x6cb33b;
    static final int POLE = 0xb745b1;
    static final int CROSSWALK = 0x8b5dff;
    static final int ROAD_MARKING = 0x14feb9;
    static final int TRAFFIC_SIGN = 0x0802ff;
    static final int BOX_EDGE = 0xc8c8c8;

    /** The corners of a cuboid along one path; signs and lights are fans from its first point. */
    static final int[] CUBOID_PATH = {0, 1, 2, 3, 0, 4, 5, 6, 7, 4, 5, 1, 2, 6, 7, 3};

    /** The faces of a box, each drawn as the triangles 0 1 2 and 0 2 3. */
    static final int[][] BOX_FACES = {{0, 1, 5, 4}, {2, 3, 7, 6}, {0, 3, 2, 1}, {4, 5, 6, 7}, {0, 4, 7, 3}, {1, 2, 6, 5}
    };

    static final int[][] BOX_EDGES = {
        {0, 1}, {1, 2}, {2, 3}, {3, 0}, {4, 5}, {5, 6}, {6, 7}, {7, 4}, {0, 4}, {1, 5}, {2, 6}, {3, 7}
    };

    private WorldScenarioV3Style() {}

    /** Drawing order, which decides only where depths are equal. */
    enum Layer {
        LANELINES,
        ROAD_BOUNDARIES,
        WAIT_LINES,
        POLES,
        CROSSWALKS,
        ROAD_MARKINGS,
        TRAFFIC_SIGNS,
        TRAFFIC_LIGHTS,
        BOXES;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param on painted metres; {@code off} the gap after them */
    record Dashes(double on, double off) {}

    static int laneLine(LineColour colour) {
        return switch (colour) {
            case WHITE -> 0xffffff;
            case YELLOW -> 0xffff00;
            case BLUE, RED, OTHER -> 0xb5a447;
        };
    }

    static int light(LightState state) {
        return switch (state) {
            case RED -> 0xf03232;
            case YELLOW -> 0xffc800;
            case GREEN -> 0x82f084;
            case OFF, UNKNOWN -> 0x646464;
        };
    }

    /** Colour of the four front corners of a box. */
    static int boxFront(Coarse coarse) {
        return switch (coarse) {
            case CAR -> 0x002e88;
            case TRUCK -> 0xcc3700;
            case PEDESTRIAN -> 0x94003e;
            case CYCLIST -> 0x005042;
            case OTHERS -> 0x351a14;
        };
    }

    /** Colour of the four rear corners of a box. */
    static int boxRear(Coarse coarse) {
        return switch (coarse) {
            case CAR -> 0x7eceff;
            case TRUCK -> 0xffc040;
            case PEDESTRIAN -> 0xff7cab;
            case CYCLIST -> 0x66d0c6;
            case OTHERS -> 0xa6887d;
        };
    }

    /** True for a cuboid's corners 0, 1, 4, 5. */
    static boolean isFront(int corner) {
        return (corner & 3) < 2;
    }

    /** What is left of colour and width at a depth. */
    static double fade(double depth) {
        return Math.clamp(1 - depth / MAX_DEPTH, 0, 1);
    }
}
