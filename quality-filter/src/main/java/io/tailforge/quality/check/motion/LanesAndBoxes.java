package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.LaneHeights;
import io.tailforge.quality.check.MapLanes;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the scene document and the map alone say a camera sees: the lanes' surface and the actors' boxes, nothing else. */
final class LanesAndBoxes implements ExpectedViews {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** Lanes may rise and fall: their height is asked for again where the ray meets it. */
    private static final int HEIGHT_STEPS = 3;

    /** Boxes farther away do not count, metres. */
    private static final double FAR = 90;

    private final ClipEvidence clip;
    private final MapLanes lanes;
    private final Map<String, SceneGeometry> cameras = new HashMap<>();

    private LanesAndBoxes(ClipEvidence clip) {
        this.clip = clip;
        this.lanes = MapLanes.of(clip.map());
    }

    static LanesAndBoxes of(ClipEvidence clip) {
        return new LanesAndBoxes(clip);
    }

    @Override
    public ExpectedView look(String camera, int frame) {
        SceneGeometry geometry = cameras.computeIfAbsent(
                camera, name -> SceneGeometry.of(clip.scene(), name, new WorkingSize(COLUMNS, ROWS)));
        Vec3 ego = clip.scene().ego().at(geometry.timestampMicros(frame)).translation();
        LaneHeights heights = LaneHeights.around(lanes, ego);
        List<Box> boxes = listBoxes(geometry.timestampMicros(frame), ego);
        float[] depth = new float[COLUMNS * ROWS];
        char[] instance = new char[COLUMNS * ROWS];
        for (int cell = 0; cell < depth.length; cell++) {
            int row = cell / COLUMNS;
            Pose worldFromCamera = geometry.worldFromCamera(frame, row);
            Vec3 origin = worldFromCamera.translation();
            Vec3 ray = geometry.ray(frame, cell % COLUMNS, row);
            double nearest = lane(heights, origin, ray, ego.z());
            for (Box box : boxes) {
                double hit = box.enteredBy(origin, ray);
                if (hit < nearest) {
                    nearest = hit;
                    instance[cell] = (char) box.instance();
                }
            }
            double along = ray.dot(worldFromCamera.rotate(new Vec3(0, 0, 1)));
            depth[cell] = nearest < Double.MAX_VALUE ? (float) (nearest * along) : 0;
        }
        return new ExpectedView(depth, instance);
    }

    private List<Box> listBoxes(long timestampMicros, Vec3 ego) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < clip.scene().actors().size(); i++) {
            Optional<ActorState> state = clip.scene().actors().get(i).findAt(timestampMicros);
            if (state.isPresent() && state.get().worldFromActor().translation().distanceTo(ego) < FAR) {
                boxes.add(Box.of(i + 1, state.get().box()));
            }
        }
        return boxes;
    }

    /** Distance along a ray to the lanes' surface; the greatest number where it meets none. */
    private static double lane(LaneHeights heights, Vec3 origin, Vec3 ray, double level) {
        double height = level;
        double distance = Double.MAX_VALUE;
        for (int step = 0; step < HEIGHT_STEPS; step++) {
            distance = (height - origin.z()) / ray.z();
            if (!(distance > 0 && distance < FAR)) {
                return Double.MAX_VALUE;
            }
            Vec3 place = origin.plus(ray.times(distance));
            height = heights.at(place.x(), place.y());
            if (Double.isNaN(height)) {
                return Double.MAX_VALUE;
            }
        }
        return distance;
    }

    private record Box(int instance, Pose boxFromWorld, Vec3 half, Vec3 centre, double radius) {
        static Box of(int instance, Cuboid cuboid) {
            Pose pose = cuboid.worldFromCuboid();
            Vec3 half = cuboid.size().times(0.5);
            return new Box(instance, pose.inverse(), half, pose.translation(), half.norm());
        }

        double enteredBy(Vec3 origin, Vec3 ray) {
            Vec3 there = centre.minus(origin);
            double along = there.dot(ray);
            if (along < -radius || there.dot(there) - along * along > radius * radius) {
                return Double.MAX_VALUE;
            }
            Vec3 o = boxFromWorld.transform(origin);
            Vec3 d = boxFromWorld.rotate(ray);
            double in = Math.max(
                    near(o.x(), d.x(), half.x()), Math.max(near(o.y(), d.y(), half.y()), near(o.z(), d.z(), half.z())));
            double out = Math.min(
                    far(o.x(), d.x(), half.x()), Math.min(far(o.y(), d.y(), half.y()), far(o.z(), d.z(), half.z())));
            return in <= out && in > 0 ? in : Double.MAX_VALUE;
        }

        private static double near(double from, double to, double half) {
            return Math.min((-half - from) / to, (half - from) / to);
        }

        private static double far(double from, double to, double half) {
            return Math.max((-half - from) / to, (half - from) / to);
        }
    }
}
