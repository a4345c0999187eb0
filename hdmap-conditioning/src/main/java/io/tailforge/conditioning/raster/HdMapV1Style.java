package io.tailforge.conditioning.raster;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.motion.ActorClass.Coarse;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.Optional;

/** The constants of {@code hdmap-v1}: what is drawn, how and in which colour. See {@code docs/style-hdmap-v1.md}. */
final class HdMapV1Style {
    static final String ID = "hdmap-v1";

    /** Size the style is defined at; strokes scale with the height. */
    static final int HEIGHT = 720;

    static final int WIDTH = 1280;
    /** Height that the toolkit resizes 1280x720 to. */
    static final int RESIZED_HEIGHT = 704;

    /** Depth (metres along the optical axis) at which everything has faded to black. */
    static final double MAX_DEPTH = 122.5;

    static final double RESAMPLE_METRES = 0.8;
    static final int LINE_THICKNESS = 8;
    static final int BOX_THICKNESS = 5;

    /** The corners of a cuboid along one stroke that covers its twelve edges. */
    static final int[] CUBOID_PATH = {0, 1, 2, 3, 0, 4, 5, 6, 7, 4, 5, 1, 2, 6, 7, 3};

    private HdMapV1Style() {}

    /** Whether the picture is what training made of one of 1280x720, squeezed (the toolkit) or cropped (post-training). */
    static boolean isCutDown(FrameGrid grid) {
        return grid.width() == WIDTH && grid.height() == RESIZED_HEIGHT;
    }

    /** Which of the two: a camera squeezed to 1280x704 shows squares flattened, a cropped one as squares. */
    static boolean isSqueezed(CameraModel camera) {
        return camera.pixelAspect() < (1 + (double) RESIZED_HEIGHT / HEIGHT) / 2;
    }

    /** What has a picture of its own before the pictures are merged by maximum. */
    enum Layer {
        LANELINES(0x62b7f9, Kind.RESAMPLED_LINE),
        ROAD_BOUNDARIES(0xc82423, Kind.RESAMPLED_LINE),
        WAIT_LINES(0xb93f22, Kind.LINE),
        POLES(0x422890, Kind.LINE),
        CROSSWALKS(0xce833f, Kind.AREA),
        ROAD_MARKINGS(0x7ecccd, Kind.AREA),
        TRAFFIC_SIGNS(0x83af9b, Kind.CUBOID),
        TRAFFIC_LIGHTS(0xfc9d9b, Kind.CUBOID);

        private final int rgb;
        private final Kind kind;

        Layer(int rgb, Kind kind) {
            this.rgb = rgb;
            this.kind = kind;
        }

        int rgb() {
            return rgb;
        }

        Kind kind() {
            return kind;
        }
    }

    enum Kind {
        RESAMPLED_LINE,
        LINE,
        AREA,
        CUBOID
    }

    /** The layer an element is drawn on; most of a map's topology is not drawn. */
    static Optional<Layer> findLayer(MapElement element) {
        return switch (element) {
            case MapElement.LaneLine line ->
                line.style() == LineStyle.NONE ? Optional.empty() : Optional.of(Layer.LANELINES);
            case MapElement.RoadBoundary any -> Optional.of(Layer.ROAD_BOUNDARIES);
            case MapElement.WaitLine any -> Optional.of(Layer.WAIT_LINES);
            case MapElement.Pole any -> Optional.of(Layer.POLES);
            case MapElement.Crosswalk any -> Optional.of(Layer.CROSSWALKS);
            case MapElement.RoadMarking any -> Optional.of(Layer.ROAD_MARKINGS);
            case MapElement.TrafficSign any -> Optional.of(Layer.TRAFFIC_SIGNS);
            case MapElement.TrafficLight any -> Optional.of(Layer.TRAFFIC_LIGHTS);
            case MapElement.Lane any -> Optional.empty();
            case MapElement.Junction any -> Optional.empty();
            case MapElement.Kerb any -> Optional.empty();
            case MapElement.Walkway any -> Optional.empty();
            case MapElement.DrivableArea any -> Optional.empty();
        };
    }

    /** The points of a drawn element, as its source gives them. */
    static Polyline3 points(MapElement element) {
        return switch (element) {
            case MapElement.LaneLine line -> line.line();
            case MapElement.RoadBoundary boundary -> boundary.line();
            case MapElement.WaitLine line -> line.line();
            case MapElement.Pole pole -> pole.axis();
            case MapElement.Crosswalk crosswalk -> crosswalk.area();
            case MapElement.RoadMarking marking -> marking.area();
            case MapElement.TrafficSign sign -> sign.corners();
            case MapElement.TrafficLight light -> light.corners();
            case MapElement.Lane any -> throw notDrawn(any);
            case MapElement.Junction any -> throw notDrawn(any);
            case MapElement.Kerb any -> throw notDrawn(any);
            case MapElement.Walkway any -> throw notDrawn(any);
            case MapElement.DrivableArea any -> throw notDrawn(any);
        };
    }

    private static IllegalArgumentException notDrawn(MapElement element) {
        return new IllegalArgumentException("hdmap-v1 does not draw " + element.id());
    }

    static int boxColour(Coarse coarse) {
        return switch (coarse) {
            case CAR -> 0xff0000;
            case TRUCK -> 0x0000ff;
            case PEDESTRIAN -> 0x00ff00;
            case CYCLIST -> 0xffff00;
            case OTHERS -> 0xffffff;
        };
    }

    /** A colour at a mean depth, each channel truncated; black where the depth is beyond the maximum. */
    static int faded(int rgb, double depth) {
        double weight = Math.max(0, 2 * (MAX_DEPTH - depth) / 255);
        int red = (int) ((rgb >> 16) * weight);
        int green = (int) ((rgb >> 8 & 0xff) * weight);
        int blue = (int) ((rgb & 0xff) * weight);
        return red << 16 | green << 8 | blue;
    }

    static int thickness(int atStyleHeight, int height) {
        return Math.max(2, (int) Math.rint((double) atStyleHeight * height / HEIGHT));
    }
}
