package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.Plane;
import io.tailforge.quality.check.Medians;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the places on one actor changed from one frame to the next, each held against itself where the actor has taken it.
 *
 * @param instance as in {@link io.tailforge.quality.ExpectedView#instance}
 * @param cells places compared, on the grid of the expected view
 * @param luma median of the magnitude, luma levels
 */
record ActorChange(int instance, int frame, int cells, double luma, ImageRegion region) {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** A smaller actor is not judged. */
    private static final int LEAST_CELLS = 12;

    /** Of all actors that are big enough to be seen, in the order of their instances. */
    static List<ActorChange> listOf(FramePair pair) {
        Map<Integer, Places> actors = new TreeMap<>();
        char[] instance = pair.expectedBefore().instance();
        for (int row = 1; row < ROWS - 1; row++) {
            for (int cell = row * COLUMNS + 1; cell < (row + 1) * COLUMNS - 1; cell++) {
                if (instance[cell] > 0 && TexturedCells.isSurface(pair.expectedBefore(), cell)) {
                    actors.computeIfAbsent((int) instance[cell], k -> new Places())
                            .add(pair, cell);
                }
            }
        }
        List<ActorChange> changes = new ArrayList<>();
        actors.forEach((actor, places) -> places.changed(pair, actor).ifPresent(changes::add));
        return changes;
    }

    ActorChange less(double usualLuma) {
        return new ActorChange(instance, frame, cells, luma - usualLuma, region);
    }

    /** Standard deviation of an actor's brightness below which it shows nothing that could change, luma levels. */
    private static final double FLAT = 2;

    /** What is gathered of one actor. */
    private static final class Places {
        /** Change of luma, and the luma that was. */
        private final List<double[]> differences = new ArrayList<>();

        private double left = Double.MAX_VALUE;
        private double top = Double.MAX_VALUE;
        private double right;
        private double bottom;

        void add(FramePair pair, int cell) {
            Plane grey = pair.before().grey();
            double u = TexturedCells.u(grey, cell % COLUMNS);
            double v = TexturedCells.v(grey, cell / COLUMNS);
            int from = pair.before().index();
            int actor = pair.expectedBefore().instance()[cell];
            Vec3 world =
                    pair.geometry().pointAt(from, u, v, pair.expectedBefore().depth()[cell]);
            Optional<Vec3> carried = pair.geometry().carried(actor, from, pair.frame(), world);
            Optional<Pixel> place = carried.flatMap(point -> pair.geometry().project(pair.frame(), point));
            if (place.isPresent()
                    && !PointMotion.isHidden(
                            pair.expectedAfter(),
                            grey,
                            place.get(),
                            pair.geometry().depth(pair.frame(), carried.orElseThrow()))) {
                compare(pair, u, v, place.get());
            }
        }

        private void compare(FramePair pair, double u, double v, Pixel place) {
            CameraFrame a = pair.before();
            CameraFrame b = pair.after();
            differences.add(
                    new double[] {mean(b.grey(), place.u(), place.v()) - mean(a.grey(), u, v), mean(a.grey(), u, v)});
            left = Math.min(left, place.u());
            right = Math.max(right, place.u());
            top = Math.min(top, place.v());
            bottom = Math.max(bottom, place.v());
        }

        /** Over a cell or so, which small shifts do not matter to. */
        private static double mean(Plane plane, double u, double v) {
            return (plane.sample(u - 1, v - 1)
                            + plane.sample(u + 1, v - 1)
                            + plane.sample(u - 1, v + 1)
                            + plane.sample(u + 1, v + 1))
                    / 4;
        }

        private double spread() {
            double[] lumas = differences.stream().mapToDouble(d -> d[1]).toArray();
            return (Medians.quantile(lumas, 0.84) - Medians.quantile(lumas, 0.16)) / 2;
        }

        Optional<ActorChange> changed(FramePair pair, int actor) {
            if (differences.size() < LEAST_CELLS || spread() < FLAT) {
                return Optional.empty();
            }
            double luma = Medians.median(
                    differences.stream().mapToDouble(d -> Math.abs(d[0])).toArray());
            Plane grey = pair.after().grey();
            ImageRegion region =
                    ImageRegion.ofPixels(left - 2, top - 2, right + 3, bottom + 3, grey.width(), grey.height());
            return Optional.of(new ActorChange(actor, pair.frame(), differences.size(), luma, region));
        }
    }
}
