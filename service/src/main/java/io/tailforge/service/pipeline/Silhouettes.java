package io.tailforge.service.pipeline;

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

/** How many pixels an actor would own if nothing stood in front of it: the denominator of its visibility. */
final class Silhouettes {
    private static final int RAYS_PER_BOX = 400;

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

    private int countHits(
            WorldBvh bvh, long time, Camera camera, Pose worldFromCamera, ProjectedBox box, int columns, int rows) {
        int count = columns * rows;
        float[][] d = new float[3][count];
        Projection projection = camera.model().prepared();
        double[] ray = new double[3];
        for (int i = 0; i < count; i++) {
            double u = box.left() + (i % columns + 0.5) * (box.right() - box.left() + 1) / columns - 0.5;
            double v = box.top() + (i / columns + 0.5) * (box.bottom() - box.top() + 1) / rows - 0.5;
            projection.ray(u, v, ray);
            Vec3 direction = worldFromCamera.rotate(new Vec3(ray[0], ray[1], ray[2]));
            d[0][i] = (float) direction.x();
            d[1][i] = (float) direction.y();
            d[2][i] = (float) direction.z();
        }
        Vec3 eye = worldFromCamera.translation().minus(origin);
        Hits hits = new Hits(count);
        new RayCaster(bvh.at(time))
                .castFromOrigin(
                        (float) eye.x(),
                        (float) eye.y(),
                        (float) eye.z(),
                        d[0],
                        d[1],
                        d[2],
                        0,
                        count,
                        0.05f,
                        1000f,
                        hits);
        int seen = 0;
        for (int i = 0; i < count; i++) {
            if (hits.isHit(i)) {
                seen++;
            }
        }
        return seen;
    }
}
