package io.tailforge.quality.check.view;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.check.view.Patch.Match;
import io.tailforge.quality.check.view.SurfacePoint.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One camera's picture of one frame, and what is known of it. @param before its frame before */
record Sight(CameraFrame picture, Optional<CameraFrame> before, StillSurfaces surfaces, boolean onlyUpright) {
    /** Luma of black as it is coded. */
    private static final double BLACK = 16;

    private static final double LASTING = 0.8;

    private static final double MOST_STRETCH = 2.5;
    private static final double LEAST_SPREAD = 3;
    private static final double LEAST_DISTINCT = 0.15;

    /** Points with drawing, in the order of the picture. */
    List<SurfacePoint> points() {
        List<SurfacePoint> points = new ArrayList<>();
        Corners.strongest(picture.luma(), cell -> {
            Optional<SurfacePoint> point = surfaces.find(cell % FrameLuma.COLUMNS, cell / FrameLuma.COLUMNS);
            if (point.isEmpty() || onlyUpright && point.get().isLevel()) {
                return false;
            }
            points.add(point.get());
            return true;
        });
        return points;
    }

    /** What becomes of this camera's points in another's picture of the same frame. */
    List<Seen> seenBy(Sight other, List<SurfacePoint> points) {
        List<Seen> seen = new ArrayList<>();
        for (SurfacePoint point : points) {
            point.seenBy(other.surfaces.geometry(), other.picture.index())
                    .filter(mapping -> mapping.isGentle(MOST_STRETCH))
                    .filter(mapping -> other.surfaces.shows(point.world(), mapping.to()))
                    .filter(mapping -> lasts(point))
                    .flatMap(mapping -> look(mapping, point.isLevel(), other))
                    .ifPresent(seen::add);
        }
        return seen;
    }

    /** Whether the frame before shows the point too: flakes, drops and mirror images do not stay. */
    private boolean lasts(SurfacePoint point) {
        return before.flatMap(earlier -> point.seenBy(surfaces.geometry(), earlier.index())
                        .map(mapping -> Patch.of(picture.grey(), mapping).likenessNear(earlier.grey())))
                .map(likeness -> likeness > LASTING)
                .orElse(false);
    }

    private Optional<Seen> look(Mapping mapping, boolean level, Sight other) {
        Patch patch = Patch.of(picture.grey(), mapping);
        return patch.spread() < LEAST_SPREAD
                        || patch.distinctness() < LEAST_DISTINCT
                        || !patch.fits(other.picture.grey())
                ? Optional.empty()
                : Optional.of(found(mapping, level, patch, other));
    }

    private Seen found(Mapping mapping, boolean level, Patch patch, Sight other) {
        Match match = patch.search(other.picture.grey());
        return new Seen(
                mapping,
                level,
                match,
                tone(patch.mean(), mapping.from()),
                other.tone(patch.meanThere(other.picture.grey(), match), mapping.to()));
    }

    private Tone tone(double luma, Pixel at) {
        double x = at.u() / 2 - 0.25;
        double y = at.v() / 2 - 0.25;
        double across = at.u() / (picture.grey().width() - 1) - 0.5;
        double down =
                (at.v() - (picture.grey().height() - 1) / 2.0) / (picture.grey().width() - 1);
        return new Tone(
                luma - BLACK,
                picture.chromaBlue().sample(x, y),
                picture.chromaRed().sample(x, y),
                across * across + down * down);
    }

    /** A point of one camera in another's picture. @param level whether it lies on something like a road */
    record Seen(Mapping mapping, boolean level, Match match, Tone tone, Tone toneThere) {}

    /**
     * How a place looks in one picture.
     *
     * @param luma above black
     * @param eccentricity squared distance from the picture's middle, in widths
     */
    record Tone(double luma, double blue, double red, double eccentricity) {}
}
