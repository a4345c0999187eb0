package io.tailforge.quality.explain;

import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorTrack;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What ought to be in a camera's pictures: painted lines and road edges of the map, boxes of the actors' tracks. */
final class Expected {
    private static final double FAR_METRES = 70;
    private static final double STEP_METRES = 0.5;
    private static final int EDGE_STEPS = 24;
    private static final int[][] EDGES = {
        {0, 1}, {1, 2}, {2, 3}, {3, 0}, {4, 5}, {5, 6}, {6, 7}, {7, 4}, {0, 4}, {1, 5}, {2, 6}, {3, 7}
    };

    private final Scene scene;
    private final List<Polyline3> lines;
    private final SceneGeometry geometry;

    Expected(Scene scene, HdMap map, String camera, WorkingSize size) {
        this.scene = scene;
        this.lines = MapLines.of(map);
        this.geometry = SceneGeometry.of(scene, camera, size);
    }

    /** An actor's box in a picture. */
    record Box(String actor, Path2D wire) {}

    /** Lines of the map as pixels of the picture. */
    Path2D lines(int frame) {
        Vec3 eye = geometry.worldFromCamera(frame, geometry.height() / 2.0).translation();
        Path2D path = new Path2D.Double();
        for (Polyline3 line : lines) {
            for (int i = 1; i < line.size(); i++) {
                if (comesNear(eye, line.point(i - 1), line.point(i))) {
                    trace(path, frame, eye, line.point(i - 1), line.point(i));
                }
            }
        }
        return path;
    }

    private static boolean comesNear(Vec3 eye, Vec3 a, Vec3 b) {
        return eye.horizontalDistanceTo(a) < FAR_METRES + a.horizontalDistanceTo(b);
    }

    private void trace(Path2D path, int frame, Vec3 eye, Vec3 a, Vec3 b) {
        int steps = (int) Math.clamp(Math.ceil(a.distanceTo(b) / STEP_METRES), 1, 1000);
        Optional<Pixel> last = Optional.empty();
        for (int i = 0; i <= steps; i++) {
            Vec3 point = a.lerp(b, (double) i / steps);
            Optional<Pixel> pixel =
                    eye.horizontalDistanceTo(point) < FAR_METRES ? geometry.project(frame, point) : Optional.empty();
            join(path, last, pixel);
            last = pixel;
        }
    }

    private static void join(Path2D path, Optional<Pixel> last, Optional<Pixel> next) {
        if (last.isPresent() && next.isPresent()) {
            path.moveTo(last.get().u() + 0.5, last.get().v() + 0.5);
            path.lineTo(next.get().u() + 0.5, next.get().v() + 0.5);
        }
    }

    /** Boxes of which something is in the picture, hidden ones too. */
    List<Box> boxes(int frame) {
        List<Box> boxes = new ArrayList<>();
        long time = geometry.timestampMicros(frame);
        for (ActorTrack actor : scene.actors()) {
            actor.findAt(time)
                    .filter(state -> isNear(frame, state.box()))
                    .map(state -> wire(frame, state.box()))
                    .filter(wire -> wire.getCurrentPoint() != null)
                    .ifPresent(wire -> boxes.add(new Box(actor.id(), wire)));
        }
        return boxes;
    }

    private boolean isNear(int frame, Cuboid box) {
        Vec3 eye = geometry.worldFromCamera(frame, 0).translation();
        return eye.distanceTo(box.worldFromCuboid().translation()) < FAR_METRES;
    }

    private Path2D wire(int frame, Cuboid box) {
        Polyline3 corners = box.corners();
        Path2D wire = new Path2D.Double();
        for (int[] edge : EDGES) {
            Optional<Pixel> last = Optional.empty();
            for (int i = 0; i <= EDGE_STEPS; i++) {
                Vec3 point = corners.point(edge[0]).lerp(corners.point(edge[1]), (double) i / EDGE_STEPS);
                Optional<Pixel> pixel = geometry.project(frame, point);
                join(wire, last, pixel);
                last = pixel;
            }
        }
        return wire;
    }
}
