package io.tailforge.quality.check.motion;

import io.tailforge.quality.ExpectedView;
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
import java.util.stream.IntStream;

/**
 * How the places on one actor changed from one frame to the next, each held against itself where the actor has taken it.
 *
 * @param instance as in {@link io.tailforge.quality.ExpectedView#instance}
 * @param cells places compared, on the grid of the expected view
 * @param luma median of the magnitude, luma levels
 * @param spread how much brightness differs from place to place, in the frame where it differs more, luma levels
 */
record ActorChange(int instance, int frame, int cells, double luma, double spread, ImageRegion region) {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** A smaller actor is not judged. */
    private static final int LEAST_CELLS = 12;

    /** Places of an actor that are looked at, spread over it. */
    private static final int MOST_PLACES = 200;

    /** Of all actors that are big enough to be seen, in the order of their instances. */
    static List<ActorChange> listOf(FramePair pair) {
        List<ActorChange> changes = new ArrayList<>();
        cells(pair.expectedBefore()).forEach((actor, cells) -> {
            Places places = new Places();
            int stride = (cells.size() + MOST_PLACES - 1) / MOST_PLACES;
            for (int i = 0; i < cells.size(); i += stride) {
                places.add(pair, cells.get(i));
            }
            places.changed(pair, actor).ifPresent(changes::add);
        });
        return changes;
    }

    /** Within each actor's outline; of a slender one on its outline too. */
    private static Map<Integer, List<Integer>> cells(ExpectedView view) {
        Map<Integer, List<Integer>> all = new TreeMap<>();
        Map<Integer, List<Integer>> within = new TreeMap<>();
        for (int row = 1; row < ROWS - 1; row++) {
            for (int cell = row * COLUMNS + 1; cell < (row + 1) * COLUMNS - 1; cell++) {
                int actor = view.instance()[cell];
                if (actor > 0) {
                    all.computeIfAbsent(actor, k -> new ArrayList<>()).add(cell);
                    if (TexturedCells.isSurface(view, cell)) {
                        within.computeIfAbsent(actor, k -> new ArrayList<>()).add(cell);
                    }
                }
            }
        }
        within.values().removeIf(cells -> cells.size() < LEAST_CELLS);
        all.putAll(within);
        return all;
    }

    /** By how much it is more than twice what it was just before and just after. */
    ActorChange beyond(ActorChange before, ActorChange after) {
        return new ActorChange(instance, frame, cells, luma - 2 * Math.max(before.luma, after.luma), spread, region);
    }

    /** Standard deviation of brightness below which an actor shows nothing that could change, luma levels. */
    private static final double FLAT = 2;

    /** Whether it shows nothing that could change. */
    boolean isFlat() {
        return spread < FLAT;
    }

    /** What is gathered of one actor. */
    private static final class Places {
        private final List<Double> before = new ArrayList<>();
        private final List<Double> after = new ArrayList<>();

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
            before.add(mean(pair.before().grey(), u, v));
            after.add(mean(pair.after().grey(), place.u(), place.v()));
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

        private static double spread(List<Double> values) {
            double[] lumas = values.stream().mapToDouble(Double::doubleValue).toArray();
            return (Medians.quantile(lumas, 0.84) - Medians.quantile(lumas, 0.16)) / 2;
        }

        private double change() {
            return Medians.median(IntStream.range(0, before.size())
                    .mapToDouble(i -> Math.abs(after.get(i) - before.get(i)))
                    .toArray());
        }

        Optional<ActorChange> changed(FramePair pair, int actor) {
            if (before.size() < LEAST_CELLS) {
                return Optional.empty();
            }
            Plane grey = pair.after().grey();
            ImageRegion region =
                    ImageRegion.ofPixels(left - 2, top - 2, right + 3, bottom + 3, grey.width(), grey.height());
            double spread = Math.max(spread(before), spread(after));
            return Optional.of(new ActorChange(actor, pair.frame(), before.size(), change(), spread, region));
        }
    }
}
