package io.tailforge.conditioning.assemble;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at finished scenes thirty times a second, from corners alone and with none of the assembler's own geometry. */
final class Oracle {
    private Oracle() {}

    /** Pairs that come nearer than a margin, with the time; empty where all is well. */
    static List<String> listOverlaps(Scene scene, double margin) {
        List<String> found = new ArrayList<>();
        for (int k = 0; k < scene.grid().frames(); k++) {
            long micros = Math.round(k * 1e6 / 30);
            List<String> names = new ArrayList<>(List.of("ego"));
            List<Vec3[]> boxes = new ArrayList<>();
            boxes.add(corners(egoBox(scene, micros), margin));
            List<Vec3[]> bare = new ArrayList<>();
            bare.add(corners(egoBox(scene, micros), 0));
            for (ActorTrack actor : scene.actors()) {
                Optional<Cuboid> box = actor.findAt(micros).map(state -> state.box());
                if (box.isPresent()) {
                    names.add(actor.id());
                    boxes.add(corners(box.get(), margin));
                    bare.add(corners(box.get(), 0));
                }
            }
            for (int i = 0; i < boxes.size(); i++) {
                for (int j = i + 1; j < boxes.size(); j++) {
                    if (!isSeparated(boxes.get(i), bare.get(j))) {
                        found.add(names.get(i) + " and " + names.get(j) + " at frame " + k);
                    }
                }
            }
        }
        return found;
    }

    static Cuboid egoBox(Scene scene, long micros) {
        Pose middle = scene.ego().at(micros).times(new Pose(new Vec3(1.4, 0, 0.75), Quaternion.IDENTITY));
        return new Cuboid(middle, new Vec3(4.9, 1.95, 1.5));
    }

    /** The four ground corners, in order, of a box grown sideways by a margin. */
    private static Vec3[] corners(Cuboid box, double margin) {
        double l = box.size().x() / 2 + margin;
        double w = box.size().y() / 2 + margin;
        Pose pose = box.worldFromCuboid();
        return new Vec3[] {
            pose.transform(new Vec3(l, w, 0)),
            pose.transform(new Vec3(l, -w, 0)),
            pose.transform(new Vec3(-l, -w, 0)),
            pose.transform(new Vec3(-l, w, 0))
        };
    }

    private static boolean isSeparated(Vec3[] a, Vec3[] b) {
        return hasSeparatingSide(a, b) || hasSeparatingSide(b, a);
    }

    private static boolean hasSeparatingSide(Vec3[] a, Vec3[] b) {
        for (int i = 0; i < 4; i++) {
            Vec3 side = a[(i + 1) % 4].minus(a[i]);
            double nx = side.y();
            double ny = -side.x();
            double own = Double.NEGATIVE_INFINITY;
            double other = Double.POSITIVE_INFINITY;
            double low = Double.POSITIVE_INFINITY;
            double otherHigh = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 4; k++) {
                own = Math.max(own, nx * a[k].x() + ny * a[k].y());
                low = Math.min(low, nx * a[k].x() + ny * a[k].y());
                other = Math.min(other, nx * b[k].x() + ny * b[k].y());
                otherHigh = Math.max(otherHigh, nx * b[k].x() + ny * b[k].y());
            }
            if (own < other || otherHigh < low) {
                return true;
            }
        }
        return false;
    }

    /** Motion of one body seen at equal times. */
    record Motion(
            double maxSpeed, double maxAcceleration, double maxBraking, double maxLateral, double maxHeadingStep) {}

    /** From positions and headings alone, by differences over a tenth of a second. */
    static Motion measure(List<Pose> poses, double dt) {
        double speed = 0;
        double acceleration = 0;
        double braking = 0;
        double lateral = 0;
        double turn = 0;
        for (int k = 1; k + 1 < poses.size(); k++) {
            Vec3 before = poses.get(k).translation().minus(poses.get(k - 1).translation());
            Vec3 after = poses.get(k + 1).translation().minus(poses.get(k).translation());
            double v0 = before.norm() / dt;
            double v1 = after.norm() / dt;
            speed = Math.max(speed, Math.max(v0, v1));
            acceleration = Math.max(acceleration, (v1 - v0) / dt);
            braking = Math.max(braking, (v0 - v1) / dt);
            double step = Math.abs(
                    Math.IEEEremainder(poses.get(k + 1).yaw() - poses.get(k).yaw(), 2 * Math.PI));
            turn = Math.max(turn, step);
            lateral = Math.max(lateral, v1 * step / dt);
        }
        return new Motion(speed, acceleration, braking, lateral, turn);
    }

    static List<Pose> egoPoses(Scene scene) {
        List<Pose> poses = new ArrayList<>();
        for (long t = 0; t <= scene.grid().durationMicros(); t += 100_000) {
            poses.add(scene.ego().at(t));
        }
        return poses;
    }
}
