package io.tailforge.acceptance;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.Arrays;
import java.util.Optional;

/**
 * A depth buffer over a world's triangles, one after the other, in double precision: no tree, no packets, no rays that find
 * their triangle. A triangle covers a pixel where the pixel's direction lies within its three edge planes, so it holds for
 * any lens; the lens' projection only says which pixels to ask.
 */
final class PlainRasterizer {
    private static final double NEAREST = 0.05;
    private static final double FARTHEST = 1500;
    /** Angles below which a triangle's image lies between those of its corners, but for a pixel. */
    private static final double SMALL = 0.02;

    private static final double LARGE = 0.4;
    private static final int EDGE_SAMPLES = 12;

    private final CameraModel model;
    private final int width;
    private final int height;
    private final double[] rays;
    private final double[] ranges;
    private final int[] actors;
    private final double widest;
    private final double[] uv = new double[2];
    private final double[] box = new double[4];

    PlainRasterizer(CameraModel model) {
        this.model = model;
        width = model.width();
        height = model.height();
        rays = new double[3 * width * height];
        ranges = new double[width * height];
        actors = new int[width * height];
        double[] ray = new double[3];
        double angle = 0;
        for (int p = 0; p < width * height; p++) {
            model.ray(p % width, p / width, ray);
            System.arraycopy(ray, 0, rays, 3 * p, 3);
            angle = Math.max(angle, Math.acos(ray[2]));
        }
        widest = angle + 0.05;
    }

    /** Draws everything but the ego's own body. @param sceneFromCamera in the mesh's frame */
    void draw(SceneMesh mesh, Pose sceneFromCamera, long timestampMicros) {
        Arrays.fill(ranges, FARTHEST);
        Arrays.fill(actors, 0);
        Pose cameraFromScene = sceneFromCamera.inverse();
        draw(mesh.ground(), cameraFromScene, 0);
        for (int i = 0; i < mesh.instances().size(); i++) {
            Instance instance = mesh.instances().get(i);
            Optional<Pose> pose = instance.motion().findAt(timestampMicros);
            if (pose.isPresent() && i != mesh.egoVehicle()) {
                int shape = instance.parts().shapeAt(instance.motion().walkedAt(timestampMicros));
                draw(instance.parts().shapes().get(shape), cameraFromScene.times(pose.get()), instance.actor());
            }
        }
    }

    /** Whose surface a pixel shows, 0 for no actor's. */
    int actor(int pixel) {
        return actors[pixel];
    }

    /** Along the optical axis; infinite where nothing is met. */
    double depth(int pixel) {
        return ranges[pixel] == FARTHEST ? Double.POSITIVE_INFINITY : ranges[pixel] * rays[3 * pixel + 2];
    }

    private void draw(TriangleMesh mesh, Pose cameraFromMesh, int actor) {
        float[] p = mesh.positions();
        double[] m = cameraFromMesh.toMatrix();
        double[] placed = new double[p.length];
        for (int i = 0; i < p.length; i += 3) {
            for (int row = 0; row < 3; row++) {
                placed[i + row] =
                        m[4 * row] * p[i] + m[4 * row + 1] * p[i + 1] + m[4 * row + 2] * p[i + 2] + m[4 * row + 3];
            }
        }
        int[] indices = mesh.indices();
        for (int t = 0; t < indices.length; t += 3) {
            draw(corner(placed, indices[t]), corner(placed, indices[t + 1]), corner(placed, indices[t + 2]), actor);
        }
    }

    private static Vec3 corner(double[] positions, int vertex) {
        return new Vec3(positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]);
    }

    private void draw(Vec3 a, Vec3 b, Vec3 c, int actor) {
        if (!enclose(a, b, c)) {
            return;
        }
        Vec3 bc = b.cross(c);
        Vec3 ca = c.cross(a);
        Vec3 ab = a.cross(b);
        double volume = a.dot(bc);
        int left = (int) Math.max(0, Math.floor(box[0]));
        int right = (int) Math.min(width - 1, Math.ceil(box[2]));
        for (int v = (int) Math.max(0, Math.floor(box[1])); v <= Math.min(height - 1, Math.ceil(box[3])); v++) {
            for (int u = left; u <= right; u++) {
                cover(v * width + u, bc, ca, ab, volume, actor);
            }
        }
    }

    private void cover(int p, Vec3 bc, Vec3 ca, Vec3 ab, double volume, int actor) {
        double x = rays[3 * p];
        double y = rays[3 * p + 1];
        double z = rays[3 * p + 2];
        double first = x * bc.x() + y * bc.y() + z * bc.z();
        double second = x * ca.x() + y * ca.y() + z * ca.z();
        double third = x * ab.x() + y * ab.y() + z * ab.z();
        boolean within = first >= 0 && second >= 0 && third >= 0 || first <= 0 && second <= 0 && third <= 0;
        double range = volume / (first + second + third);
        if (within && range > NEAREST && range < ranges[p]) {
            ranges[p] = range;
            actors[p] = actor;
        }
    }

    /** Sets the box of pixels that may show a triangle; false where none can. */
    private boolean enclose(Vec3 a, Vec3 b, Vec3 c) {
        double na = a.norm();
        double nb = b.norm();
        double nc = c.norm();
        double chord = Math.max(
                a.times(1 / na).distanceTo(b.times(1 / nb)),
                Math.max(
                        b.times(1 / nb).distanceTo(c.times(1 / nc)),
                        a.times(1 / na).distanceTo(c.times(1 / nc))));
        double nearest = Math.acos(Math.min(1, Math.max(a.z() / na, Math.max(b.z() / nb, c.z() / nc))));
        if (nearest - 2 * chord > widest) {
            return false;
        }
        if (!(chord < LARGE) || nearest + chord > 1.5) {
            whole();
            return true;
        }
        box[0] = box[1] = Double.POSITIVE_INFINITY;
        box[2] = box[3] = Double.NEGATIVE_INFINITY;
        int samples = chord < SMALL ? 1 : EDGE_SAMPLES;
        for (int i = 0; i < samples; i++) {
            double s = (double) i / samples;
            if (!grow(a.lerp(b, s)) || !grow(b.lerp(c, s)) || !grow(c.lerp(a, s))) {
                whole();
                return true;
            }
        }
        double margin = 2;
        box[0] -= margin;
        box[1] -= margin;
        box[2] += margin;
        box[3] += margin;
        return true;
    }

    private void whole() {
        box[0] = box[1] = 0;
        box[2] = width - 1.0;
        box[3] = height - 1.0;
    }

    private boolean grow(Vec3 point) {
        if (!model.project(point.x(), point.y(), point.z(), uv)) {
            return false;
        }
        box[0] = Math.min(box[0], uv[0]);
        box[1] = Math.min(box[1], uv[1]);
        box[2] = Math.max(box[2], uv[0]);
        box[3] = Math.max(box[3], uv[1]);
        return true;
    }
}
