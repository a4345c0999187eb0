package io.tailforge.service.pipeline;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Projection;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.WorldBvh;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An actor alone in the world: how many pixels it would own if nothing stood in front of it, and how much of it lies beside the picture. */
final class Silhouettes {
    private static final int RAYS_PER_BOX = 400;
    /** Rays each way over what an actor's box can fill of the view. */
    private static final int SIDE = 24;
    /** Nearer than so many radii, an actor is all around the camera. */
    private static final double NARROWEST = 1.02;

    private static final Vec3 CAMERA_DOWN = new Vec3(0, 1, 0);
    private static final Vec3 CAMERA_FORWARD = new Vec3(0, 0, 1);

    private final Map<Integer, WorldBvh> alone = new HashMap<>();
    private final Vec3 origin;

    /** @param world the clip's world; each actor's own instance is taken out of it */
    Silhouettes(SceneMesh world) {
        origin = world.origin();
        for (Instance instance : world.instances()) {
            if (instance.actor() > 0) {
                alone.put(
                        instance.actor(),
                        WorldBvh.of(
                                new SceneMesh(origin, new MeshBuilder().build(), List.of(instance), List.of(), -1)));
            }
        }
    }

    /** Pixels of the actor alone within its projected box, by rays through every n-th pixel of it. */
    double pixels(int actor, long timestampMicros, Camera camera, Pose worldFromCamera, ProjectedBox box) {
        WorldBvh bvh = alone.get(actor);
        if (bvh == null) {
            return 0;
        }
        double width = box.right() - box.left() + 1;
        double height = box.bottom() - box.top() + 1;
        double step = Math.max(1, Math.sqrt(width * height / RAYS_PER_BOX));
        int columns = Math.max(1, (int) (width / step));
        int rows = Math.max(1, (int) (height / step));
        return countHits(bvh, timestampMicros, camera, worldFromCamera, box, columns, rows)
                * (width / columns)
                * (height / rows);
    }

    /**
     * Share of the actor's silhouette, alone in the world and seen all around, that lies beside the picture: 0 where the
     * picture holds all of it. Measured in solid angle, so it means the same for every lens.
     */
    double truncated(int actor, long timestampMicros, Camera camera, Pose worldFromCamera, Cuboid box) {
        WorldBvh bvh = alone.get(actor);
        Vec3 towards = worldFromCamera.inverse().transform(box.worldFromCuboid().translation());
        double distance = towards.norm();
        double radius = box.size().norm() / 2;
        if (bvh == null || distance <= radius * NARROWEST) {
            return 0;
        }
        double reach = radius / Math.sqrt(distance * distance - radius * radius);
        Vec3 axis = towards.times(1 / distance);
        Vec3 right = axis.cross(Math.abs(axis.y()) < 0.9 ? CAMERA_DOWN : CAMERA_FORWARD)
                .normalized();
        Vec3 down = axis.cross(right);
        double[][] rays = new double[SIDE * SIDE][];
        for (int i = 0; i < rays.length; i++) {
            double x = reach * (2 * (i % SIDE + 0.5) / SIDE - 1);
            double y = reach * (2 * (i / SIDE + 0.5) / SIDE - 1);
            Vec3 ray = axis.plus(right.times(x)).plus(down.times(y)).normalized();
            rays[i] = new double[] {ray.x(), ray.y(), ray.z()};
        }
        return shareBeside(camera, rays, axis, cast(bvh, timestampMicros, worldFromCamera, rays));
    }

    /** A patch of the grid at an angle to its axis is seen under that angle's cosine cubed. */
    private static double shareBeside(Camera camera, double[][] rays, Vec3 axis, Hits hits) {
        Projection projection = camera.model().prepared();
        double[] uv = new double[2];
        double beside = 0;
        double all = 0;
        for (int i = 0; i < rays.length; i++) {
            double[] ray = rays[i];
            if (hits.isHit(i)) {
                double cos = ray[0] * axis.x() + ray[1] * axis.y() + ray[2] * axis.z();
                boolean shown = projection.project(ray[0], ray[1], ray[2], uv)
                        && camera.model().shows(uv);
                all += cos * cos * cos;
                beside += shown ? 0 : cos * cos * cos;
            }
        }
        return all == 0 ? 0 : beside / all;
    }

    private int countHits(
            WorldBvh bvh, long time, Camera camera, Pose worldFromCamera, ProjectedBox box, int columns, int rows) {
        double[][] rays = new double[columns * rows][3];
        Projection projection = camera.model().prepared();
        for (int i = 0; i < rays.length; i++) {
            double u = box.left() + (i % columns + 0.5) * (box.right() - box.left() + 1) / columns - 0.5;
            double v = box.top() + (i / columns + 0.5) * (box.bottom() - box.top() + 1) / rows - 0.5;
            projection.ray(u, v, rays[i]);
        }
        Hits hits = cast(bvh, time, worldFromCamera, rays);
        return (int) IntStream.range(0, rays.length).filter(hits::isHit).count();
    }

    /** @param rays unit directions in the camera's frame */
    private Hits cast(WorldBvh bvh, long time, Pose worldFromCamera, double[][] rays) {
        float[][] d = new float[3][rays.length];
        for (int i = 0; i < rays.length; i++) {
            Vec3 direction = worldFromCamera.rotate(new Vec3(rays[i][0], rays[i][1], rays[i][2]));
            d[0][i] = (float) direction.x();
            d[1][i] = (float) direction.y();
            d[2][i] = (float) direction.z();
        }
        Vec3 eye = worldFromCamera.translation().minus(origin);
        Hits hits = new Hits(rays.length);
        new RayCaster(bvh.at(time))
                .castFromOrigin(
                        (float) eye.x(),
                        (float) eye.y(),
                        (float) eye.z(),
                        d[0],
                        d[1],
                        d[2],
                        0,
                        rays.length,
                        0.05f,
                        1000f,
                        hits);
        return hits;
    }
}
