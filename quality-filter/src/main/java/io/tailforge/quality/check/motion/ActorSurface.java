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
 * The colours of the places on one actor that two frames after each other both show, each carried along with the actor. Cells
 * on its outline are left out.
 *
 * @param instance as in {@link io.tailforge.quality.ExpectedView#instance}
 * @param frame the one after
 * @param tones of each place, before and after
 */
record ActorSurface(int instance, int frame, List<Tones> tones, ImageRegion region) {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;
    private static final int NEUTRAL = 128;

    /** Places of an actor that are looked at, spread over it. */
    private static final int MOST_PLACES = 96;

    ActorSurface {
        tones = List.copyOf(tones);
    }

    /**
     * A place's blue and red difference, levels from neutral: {@code before}, and less the cast {@code after}.
     *
     * @param brighter change of luma, levels
     */
    record Tones(double blue, double red, double blueAfter, double redAfter, double brighter) {}

    /** A change of blue and red difference and of luma, levels. */
    record Shift(double blue, double red, double luma) {}

    /** Of all actors, in the order of their instances. */
    static List<ActorSurface> listOf(FramePair pair) {
        Map<Integer, List<Integer>> cells = cells(pair);
        Shift cast = cells.isEmpty() ? new Shift(0, 0, 0) : cast(pair);
        List<ActorSurface> surfaces = new ArrayList<>();
        cells.forEach((instance, own) -> of(pair, instance, own, cast).ifPresent(surfaces::add));
        return surfaces;
    }

    private static Map<Integer, List<Integer>> cells(FramePair pair) {
        Map<Integer, List<Integer>> cells = new TreeMap<>();
        char[] instance = pair.expectedBefore().instance();
        for (int row = 1; row < ROWS - 1; row++) {
            for (int cell = row * COLUMNS + 1; cell < (row + 1) * COLUMNS - 1; cell++) {
                if (instance[cell] > 0 && TexturedCells.isSurface(pair.expectedBefore(), cell)) {
                    cells.computeIfAbsent((int) instance[cell], k -> new ArrayList<>())
                            .add(cell);
                }
            }
        }
        return cells;
    }

    /** How all that stands changed its colour: exposure, white balance. */
    private static Shift cast(FramePair pair) {
        List<FollowedPoint> standing = pair.standing();
        return new Shift(
                Medians.median(standing.stream()
                        .mapToDouble(point -> chroma(pair.after().chromaBlue(), point.expectedU(), point.expectedV())
                                - chroma(pair.before().chromaBlue(), point.u(), point.v()))
                        .toArray()),
                Medians.median(standing.stream()
                        .mapToDouble(point -> chroma(pair.after().chromaRed(), point.expectedU(), point.expectedV())
                                - chroma(pair.before().chromaRed(), point.u(), point.v()))
                        .toArray()),
                0);
    }

    private static Optional<ActorSurface> of(FramePair pair, int instance, List<Integer> cells, Shift cast) {
        List<Tones> tones = new ArrayList<>();
        List<Pixel> places = new ArrayList<>();
        int stride = (cells.size() + MOST_PLACES - 1) / MOST_PLACES;
        for (int i = 0; i < cells.size(); i += stride) {
            int cell = cells.get(i);
            Plane grey = pair.before().grey();
            double u = TexturedCells.u(grey, cell % COLUMNS);
            double v = TexturedCells.v(grey, cell / COLUMNS);
            carried(pair, instance, cell, u, v).ifPresent(place -> {
                tones.add(tones(pair.before(), pair.after(), u, v, place, cast));
                places.add(place);
            });
        }
        return tones.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActorSurface(
                        instance,
                        pair.frame(),
                        tones,
                        around(places, pair.after().grey())));
    }

    /** Where a cell's place is seen in the frame after; empty where it is not. */
    private static Optional<Pixel> carried(FramePair pair, int instance, int cell, double u, double v) {
        int from = pair.before().index();
        Vec3 world = pair.geometry().pointAt(from, u, v, pair.expectedBefore().depth()[cell]);
        Optional<Vec3> carried = pair.geometry().carried(instance, from, pair.frame(), world);
        return carried.flatMap(point -> pair.geometry()
                .project(pair.frame(), point)
                .filter(place -> !PointMotion.isHidden(
                        pair.expectedAfter(),
                        pair.after().grey(),
                        place,
                        pair.geometry().depth(pair.frame(), point))));
    }

    private static Tones tones(CameraFrame before, CameraFrame after, double u, double v, Pixel place, Shift cast) {
        return new Tones(
                chroma(before.chromaBlue(), u, v) - NEUTRAL,
                chroma(before.chromaRed(), u, v) - NEUTRAL,
                chroma(after.chromaBlue(), place.u(), place.v()) - NEUTRAL - cast.blue(),
                chroma(after.chromaRed(), place.u(), place.v()) - NEUTRAL - cast.red(),
                after.grey().sample(place.u(), place.v()) - before.grey().sample(u, v));
    }

    private static double chroma(Plane plane, double u, double v) {
        return plane.sample(u / 2 - 0.25, v / 2 - 0.25);
    }

    private static ImageRegion around(List<Pixel> places, Plane grey) {
        double[] u = places.stream().mapToDouble(Pixel::u).toArray();
        double[] v = places.stream().mapToDouble(Pixel::v).toArray();
        return ImageRegion.ofPixels(
                Medians.quantile(u, 0) - 2,
                Medians.quantile(v, 0) - 2,
                Medians.quantile(u, 1) + 3,
                Medians.quantile(v, 1) + 3,
                grey.width(),
                grey.height());
    }

    int places() {
        return tones.size();
    }

    /** Mean of the products of the colours before and after; its root is how coloured the actor is, levels. */
    double energy() {
        return tones.stream()
                        .mapToDouble(tone ->
                                Math.hypot(tone.blue(), tone.red()) * Math.hypot(tone.blueAfter(), tone.redAfter()))
                        .sum()
                / tones.size();
    }

    /** By how much the colours turned about grey, radians; those that are more coloured weigh more. */
    double turn() {
        double along = 0;
        double across = 0;
        for (Tones tone : tones) {
            along += tone.blue() * tone.blueAfter() + tone.red() * tone.redAfter();
            across += tone.blue() * tone.redAfter() - tone.red() * tone.blueAfter();
        }
        return Math.atan2(across, along);
    }

    /** Median change of both colour differences and of luma. */
    Shift shift() {
        return new Shift(
                Medians.median(tones.stream()
                        .mapToDouble(tone -> tone.blueAfter() - tone.blue())
                        .toArray()),
                Medians.median(tones.stream()
                        .mapToDouble(tone -> tone.redAfter() - tone.red())
                        .toArray()),
                Medians.median(tones.stream().mapToDouble(Tones::brighter).toArray()));
    }
}
