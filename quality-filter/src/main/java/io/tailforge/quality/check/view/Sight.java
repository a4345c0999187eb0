package io.tailforge.quality.check.view;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.check.view.Patch.Match;
import io.tailforge.quality.check.view.SurfacePoint.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One camera's picture of one frame, and what is known of it. */
record Sight(CameraFrame picture, KnownSurfaces surfaces, boolean onlyUpright) {
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
                    .flatMap(mapping -> look(mapping, other))
                    .ifPresent(seen::add);
        }
        return seen;
    }

    private Optional<Seen> look(Mapping mapping, Sight other) {
        Patch patch = Patch.of(picture.grey(), mapping);
        return patch.spread() < LEAST_SPREAD
                        || patch.distinctness() < LEAST_DISTINCT
                        || !patch.fits(other.picture.grey())
                ? Optional.empty()
                : Optional.of(new Seen(mapping, patch, patch.search(other.picture.grey())));
    }

    record Seen(Mapping mapping, Patch patch, Match match) {}
}
