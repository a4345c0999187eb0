package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Medians;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A frame that keeps fewer of its points than the frames around it.
 *
 * @param share of its points that it keeps, of what the frames around do; what chance may take off is given back
 */
record PoorFrame(int frame, double share) {
    /** Of fewer points nothing is told. */
    private static final int LEAST_POINTS = 12;

    private static final int LEAST_OF_KIND = 4;

    private static final int LEAST_FRAMES = 6;

    /** Frames before and after one that tell what is usual there. */
    private static final int AROUND = 8;

    private static final int LEAST_AROUND = 4;

    /** Where usually fewer are in their place, share, none is missed. */
    private static final double LEAST_USUAL = 0.1;

    /** Standard errors that chance may do. */
    private static final double BY_CHANCE = 1.5;

    /**
     * Of a camera the poorest by the points that would be elsewhere in any other frame: lines along the way and what is far
     * away are found in a frame out of turn as well, posts and crossings are not. Empty where too few frames tell.
     */
    static Optional<PoorFrame> outOfTurn(List<PairFigures> figures) {
        return poorest(figures.stream()
                .map(figure -> new Kept(figure.frame(), figure.telling(), figure.inTurn()))
                .toList());
    }

    /** By all points, found anywhere near. */
    static Optional<PoorFrame> lost(List<PairFigures> figures) {
        return poorest(figures.stream()
                .map(figure -> new Kept(figure.frame(), new int[] {figure.points()}, new int[] {figure.found()}))
                .toList());
    }

    private static Optional<PoorFrame> poorest(List<Kept> frames) {
        List<Kept> telling =
                frames.stream().filter(kept -> kept.points() >= LEAST_POINTS).toList();
        return telling.size() < LEAST_FRAMES
                ? Optional.empty()
                : telling.stream()
                        .flatMap(kept -> of(kept, telling).stream())
                        .min(Comparator.comparingDouble(PoorFrame::share));
    }

    private static Optional<PoorFrame> of(Kept frame, List<Kept> all) {
        int points = 0;
        double kept = 0;
        double expected = 0;
        double variance = 0;
        for (int kind = 0; kind < frame.of.length; kind++) {
            double usual = usual(all, frame.frame, kind);
            if (usual >= LEAST_USUAL) {
                points += frame.of[kind];
                kept += frame.still[kind];
                expected += frame.of[kind] * usual;
                variance += frame.of[kind] * usual * (1 - usual);
            }
        }
        return points < LEAST_POINTS
                ? Optional.empty()
                : Optional.of(new PoorFrame(frame.frame, (kept + BY_CHANCE * Math.sqrt(variance)) / expected));
    }

    /** Share of a kind of points that the frames around keep. */
    private static double usual(List<Kept> all, int frame, int kind) {
        List<Kept> known =
                all.stream().filter(other -> other.of[kind] >= LEAST_OF_KIND).toList();
        List<Kept> around = known.stream()
                .filter(other -> other.frame != frame && Math.abs(other.frame - frame) <= AROUND)
                .toList();
        return Medians.median((around.size() >= LEAST_AROUND ? around : known)
                .stream()
                        .mapToDouble(other -> (double) other.still[kind] / other.of[kind])
                        .toArray());
    }

    /** @param of points of a frame by kind, {@code still} of them are still there */
    private record Kept(int frame, int[] of, int[] still) {
        int points() {
            return Arrays.stream(of).sum();
        }
    }
}
