package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Medians;
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
                .map(figure -> new Kept(figure.frame(), figure.points(), figure.found()))
                .toList());
    }

    private static Optional<PoorFrame> poorest(List<Kept> frames) {
        List<Kept> telling =
                frames.stream().filter(kept -> kept.points() >= LEAST_POINTS).toList();
        return telling.size() < LEAST_FRAMES
                ? Optional.empty()
                : telling.stream()
                        .flatMap(kept -> of(kept, usual(telling, kept.frame())).stream())
                        .min(Comparator.comparingDouble(PoorFrame::share));
    }

    private static Optional<PoorFrame> of(Kept kept, double usual) {
        double expected = kept.points() * usual;
        double chance = BY_CHANCE * Math.sqrt(expected * (1 - usual));
        return usual < LEAST_USUAL
                ? Optional.empty()
                : Optional.of(new PoorFrame(kept.frame(), (kept.kept() + chance) / expected));
    }

    private static double usual(List<Kept> telling, int frame) {
        double[] around = telling.stream()
                .filter(other -> other.frame() != frame && Math.abs(other.frame() - frame) <= AROUND)
                .mapToDouble(Kept::share)
                .toArray();
        return Medians.median(
                around.length >= LEAST_AROUND
                        ? around
                        : telling.stream().mapToDouble(Kept::share).toArray());
    }

    /** @param points of a frame, {@code kept} of them are still there */
    private record Kept(int frame, int points, int kept) {
        double share() {
            return (double) kept / points;
        }
    }
}
