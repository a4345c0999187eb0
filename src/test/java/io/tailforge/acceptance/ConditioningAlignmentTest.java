package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import io.tailforge.videogen.GeometryFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** What a control draws of the map and what the camera sees of the world lie on each other, through every lens. */
class ConditioningAlignmentTest {
    private final SeenStreet street = SeenStreet.built();

    @Test
    void theLaneLinesOfTheControlLieOnThePaintThatTheCameraSees() {
        Scene scene = street.sized(1280, 720);
        DrawingOptions lines = new DrawingOptions(Set.of("lanelines"), false);
        for (Camera camera : SeenStreet.lenses(scene)) {
            GeometryFrame seen = street.look(scene, camera);
            Frame drawn = Frame.rgb24(1280, 720);
            Scene filmed = withCamera(scene, camera);
            try (ControlFrames control = ConditioningStyles.get("hdmap-v1").open(filmed, street.map(), lines)) {
                control.painter(camera).draw(SeenStreet.FRAME, drawn);
            }
            List<Double> offsets = new ArrayList<>();
            for (int v = 0; v < 720; v++) {
                addOffsets(seen, drawn, v, offsets);
            }
            assertThat(offsets).hasSizeGreaterThan(100);
            assertThat(Math.abs(median(offsets))).as("pixels to one side").isLessThanOrEqualTo(0.5);
            assertThat(median(offsets.stream().map(Math::abs).toList()))
                    .as("pixels; runs are whole pixels")
                    .isLessThanOrEqualTo(0.75);
        }
    }

    @Test
    void actorsAreSeenWithinTheirDrawnBoxesToAPixel() {
        Scene scene = street.sized(1280, 720);
        DrawingOptions boxes = new DrawingOptions(Set.of("boxes"), false);
        int whole = 0;
        for (Camera camera : SeenStreet.lenses(scene)) {
            int[][] masks = masks(street.look(scene, camera), scene.actors().size());
            for (int actor = 1; actor <= scene.actors().size(); actor++) {
                int[] mask = masks[actor];
                int[] box = box(drawnAlone(scene, camera, actor, boxes));
                if (mask[4] > 100 && box[0] > 0 && box[1] > 0 && box[2] < 1279 && box[3] < 719) {
                    whole++;
                    for (int side = 0; side < 2; side++) {
                        assertThat(mask[side] - box[side]).as("left, top").isGreaterThanOrEqualTo(BOX_STROKE - 1);
                        assertThat(box[2 + side] - mask[2 + side])
                                .as("right, bottom")
                                .isGreaterThanOrEqualTo(BOX_STROKE - 1);
                    }
                }
            }
        }
        assertThat(whole).isGreaterThan(10);
    }

    /** Rows of a box's stroke beside its line. */
    private static final int BOX_STROKE = 3;

    private Frame drawnAlone(Scene s, Camera camera, int actor, DrawingOptions boxes) {
        Scene alone = new Scene(
                s.name(),
                s.layout(),
                new Rig(s.rig().name(), List.of(camera), List.of()),
                s.ego(),
                List.of(s.actors().get(actor - 1)),
                s.lights(),
                s.variation(),
                s.grid(),
                s.seed());
        Frame drawn = Frame.rgb24(1280, 720);
        try (ControlFrames control = ConditioningStyles.get("hdmap-v1").open(alone, street.map(), boxes)) {
            control.painter(camera).draw(SeenStreet.FRAME, drawn);
        }
        return drawn;
    }

    private static int[] box(Frame drawn) {
        int[] box = newBox();
        for (int p = 0; p < 1280 * 720; p++) {
            if ((drawn.bytes()[3 * p] | drawn.bytes()[3 * p + 1] | drawn.bytes()[3 * p + 2]) != 0) {
                grow(box, p);
            }
        }
        return box;
    }

    /** By actor: left, top, right, bottom and the number of pixels. */
    private static int[][] masks(GeometryFrame seen, int actors) {
        int[][] masks = new int[actors + 1][];
        Arrays.setAll(masks, actor -> newBox());
        for (int p = 0; p < 1280 * 720; p++) {
            grow(masks[seen.instance()[p]], p);
        }
        return masks;
    }

    private static int[] newBox() {
        return new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1, 0};
    }

    private static void grow(int[] box, int p) {
        box[0] = Math.min(box[0], p % 1280);
        box[1] = Math.min(box[1], p / 1280);
        box[2] = Math.max(box[2], p % 1280);
        box[3] = Math.max(box[3], p / 1280);
        box[4]++;
    }

    @Test
    void whatIsProjectedLandsOnThePixelWhoseRayMeetsIt() {
        for (Camera camera : street.sized(640, 352).rig().resized(640, 352).cameras()) {
            double[] ray = new double[3];
            double[] uv = new double[2];
            double most = 0;
            for (int p = 0; p < 640 * 352; p += 11) {
                camera.model().ray(p % 640, p / 640, ray);
                assertThat(camera.model().project(ray[0], ray[1], ray[2], uv)).isTrue();
                most = Math.max(most, Math.hypot(uv[0] - p % 640, uv[1] - p / 640));
            }
            assertThat(most).as(camera.name()).isLessThan(0.5);
        }
    }

    private static Scene withCamera(Scene s, Camera camera) {
        Rig rig = new Rig(s.rig().name(), List.of(camera), List.of());
        return new Scene(s.name(), s.layout(), rig, s.ego(), s.actors(), s.lights(), s.variation(), s.grid(), s.seed());
    }

    /** Rows of a stroke; across a line that leans it is so much wider. */
    private static final double STROKE = 9;

    private static final double WIDEST_STROKE = 40;

    /** Of each painted run of a row that lies under one drawn run: how far apart their middles are, across the line. */
    private static void addOffsets(GeometryFrame seen, Frame drawn, int v, List<Double> offsets) {
        List<int[]> strokes = runs(1280, u -> drawn.sample(u, v, 2) > 0);
        List<int[]> paint = runs(1280, u -> seen.semantic()[v * 1280 + u] == SemanticClass.LANE_MARKING.id());
        for (int[] stroke : strokes) {
            double width = stroke[1] - stroke[0];
            List<int[]> under = paint.stream()
                    .filter(run -> run[1] > stroke[0] - 8 && run[0] < stroke[1] + 8)
                    .toList();
            boolean whole = stroke[0] > 0 && stroke[1] < 1280 && width <= WIDEST_STROKE;
            if (whole && under.size() == 1 && under.getFirst()[1] - under.getFirst()[0] < width) {
                double apart = 0.5 * (under.getFirst()[0] + under.getFirst()[1] - stroke[0] - stroke[1]);
                offsets.add(apart * Math.min(1, STROKE / width));
            }
        }
    }

    /** First and one past the last of each run. */
    private static List<int[]> runs(int length, IntPredicate on) {
        List<int[]> runs = new ArrayList<>();
        for (int u = 0; u < length; u++) {
            if (on.test(u)) {
                int first = u;
                while (u < length && on.test(u)) {
                    u++;
                }
                runs.add(new int[] {first, u});
            }
        }
        return runs;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
