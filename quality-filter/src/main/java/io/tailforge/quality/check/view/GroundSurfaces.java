package io.tailforge.quality.check.view;

import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.check.LaneHeights;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Optional;

/** The map's lanes, where no actor's box stands before them: all that is known of a world that we have not built. */
record GroundSurfaces(SceneGeometry geometry, int frame, LaneHeights lanes, Pose worldFromEgo, List<Cuboid> boxes)
        implements StillSurfaces {
    private static final double FAR_METRES = 30;
    private static final int STEPS = 3;
    private static final double ASIDE_METRES = 6;
    private static final double AHEAD_METRES = 22;

    @Override
    public Optional<SurfacePoint> find(int column, int row) {
        double u = (column + 0.5) * geometry.width() / FrameLuma.COLUMNS - 0.5;
        double v = (row + 0.5) * geometry.height() / FrameLuma.ROWS - 0.5;
        double step = (double) geometry.width() / FrameLuma.COLUMNS;
        Vec3 eye = geometry.worldFromCamera(frame, v).translation();
        return ground(u, v).filter(place -> !isHidden(eye, place)).flatMap(place -> ground(u + step, v)
                .flatMap(right -> ground(u, v + step)
                        .map(below -> new SurfacePoint(new Pixel(u, v), place, step, right, below))));
    }

    private Optional<Vec3> ground(double u, double v) {
        if (u > geometry.width() - 1 || v > geometry.height() - 1) {
            return Optional.empty();
        }
        Vec3 eye = geometry.worldFromCamera(frame, v).translation();
        Vec3 ray = geometry.ray(frame, u, v);
        double height = worldFromEgo.translation().z();
        Vec3 place = eye;
        for (int step = 0; step < STEPS; step++) {
            double reach = (height - eye.z()) / ray.z();
            if (!(reach > 0 && reach < FAR_METRES)) {
                return Optional.empty();
            }
            place = eye.plus(ray.times(reach));
            height = lanes.at(place.x(), place.y());
        }
        return Math.abs(height - place.z()) < 0.05 ? Optional.of(place) : Optional.empty();
    }

    private boolean isHidden(Vec3 eye, Vec3 place) {
        return boxes.stream().anyMatch(box -> cuts(box, eye, place));
    }

    /** Whether the way from the eye to a place goes through a box, or close by. */
    private static boolean cuts(Cuboid box, Vec3 eye, Vec3 place) {
        var boxFromWorld = box.worldFromCuboid().inverse();
        Vec3 from = boxFromWorld.transform(eye);
        Vec3 way = boxFromWorld.rotate(place.minus(eye));
        Vec3 half = box.size().times(0.5).plus(new Vec3(0.4, 0.4, 0.2));
        double[] span = {0, 1};
        return narrow(span, from.x(), way.x(), half.x())
                && narrow(span, from.y(), way.y(), half.y())
                && narrow(span, from.z(), way.z(), half.z());
    }

    private static boolean narrow(double[] span, double from, double way, double half) {
        double a = (-half - from) / way;
        double b = (half - from) / way;
        span[0] = Math.max(span[0], Math.min(a, b));
        span[1] = Math.min(span[1], Math.max(a, b));
        return span[0] <= span[1];
    }

    @Override
    public boolean shows(Vec3 world, Pixel at) {
        return isNear(world)
                && !isHidden(geometry.worldFromCamera(frame, at.v()).translation(), world);
    }

    /** On the ego's own road: what stands between roads is not known. */
    private boolean isNear(Vec3 world) {
        Vec3 place = worldFromEgo.inverse().transform(world);
        return Math.abs(place.y()) < ASIDE_METRES && place.x() < AHEAD_METRES;
    }
}
