package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.LaneHeights;
import io.tailforge.quality.check.MapLanes;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.Optional;

/**
 * How high a sweep's points lie above the map's lanes, and where, by the scene's ego motion and mount. Metres. Do not change
 * the arrays.
 *
 * @param above the lane surface; NaN where there is no lane
 * @param driven lanes on which vehicles drive, without shoulders and parking
 * @param world packed east, north, up, less {@code origin}
 */
record RoadHeights(SweepPoints points, Vec3 origin, float[] above, float[] world, LaneHeights driven) {
    /** A grid of lane heights serves for so much of the ego's way. */
    private static final double SERVES = 8;

    /** Of the run's last sweep, worked out once for all checks. */
    static RoadHeights of(SharedPasses passes, ClipEvidence clip, LidarSweep sweep, SweepPoints points) {
        return passes.get(Last.class, () -> new Last(MapLanes.of(clip.map()))).of(clip, sweep, points);
    }

    private record Grid(Vec3 centre, LaneHeights heights, LaneHeights driven) {}

    private static final class Last {
        private final MapLanes lanes;
        private final MapLanes driven;
        private Optional<Grid> grid = Optional.empty();
        private Optional<RoadHeights> last = Optional.empty();

        Last(MapLanes lanes) {
            this.lanes = lanes;
            this.driven = lanes.driven();
        }

        RoadHeights of(ClipEvidence clip, LidarSweep sweep, SweepPoints points) {
            RoadHeights known =
                    last.filter(road -> road.points == points).orElseGet(() -> measure(clip, sweep, points));
            last = Optional.of(known);
            return known;
        }

        private RoadHeights measure(ClipEvidence clip, LidarSweep sweep, SweepPoints points) {
            Vec3 ego = clip.scene().ego().at(sweep.startMicros()).translation();
            Grid near = grid.filter(known -> known.centre().distanceTo(ego) < SERVES)
                    .orElseGet(() -> new Grid(ego, LaneHeights.around(lanes, ego), LaneHeights.around(driven, ego)));
            grid = Optional.of(near);
            Pose worldFromLidar = SweepGeometry.worldFromLidar(
                    clip.scene(), SweepGeometry.getLidar(clip.scene(), sweep), sweep.startMicros());
            return RoadHeights.of(points, worldFromLidar.toMatrix(), near);
        }
    }

    private static RoadHeights of(SweepPoints points, double[] m, Grid grid) {
        float[] above = new float[points.count()];
        float[] world = new float[3 * points.count()];
        Vec3 origin = grid.centre();
        for (int i = 0; i < above.length; i++) {
            double px = points.x(i);
            double py = points.y(i);
            double pz = points.z(i);
            double x = m[0] * px + m[1] * py + m[2] * pz + m[3];
            double y = m[4] * px + m[5] * py + m[6] * pz + m[7];
            double z = m[8] * px + m[9] * py + m[10] * pz + m[11];
            above[i] = (float) (z - grid.heights().at(x, y));
            world[3 * i] = (float) (x - origin.x());
            world[3 * i + 1] = (float) (y - origin.y());
            world[3 * i + 2] = (float) (z - origin.z());
        }
        return new RoadHeights(points, origin, above, world, grid.driven());
    }

    boolean isDriven(int i) {
        return !Double.isNaN(driven.at(east(i) + origin.x(), north(i) + origin.y()));
    }

    float above(int i) {
        return above[i];
    }

    float east(int i) {
        return world[3 * i];
    }

    float north(int i) {
        return world[3 * i + 1];
    }

    float up(int i) {
        return world[3 * i + 2];
    }
}
