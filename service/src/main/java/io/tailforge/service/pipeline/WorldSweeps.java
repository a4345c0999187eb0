package io.tailforge.service.pipeline;

import io.tailforge.lidargen.SensorModels;
import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.Surface;
import java.util.Optional;
import java.util.function.Supplier;

/** Casts single beams through a scene's own world, without noise, weather or beam width. */
final class WorldSweeps implements ExpectedSweeps {
    private static final float REACH = 300;

    private final Supplier<BuiltWorld> world;
    private Optional<BuiltWorld> built = Optional.empty();

    WorldSweeps(Supplier<BuiltWorld> world) {
        this.world = world;
    }

    @Override
    public Hits cast(long timestampMicros, double[] origins, float[] directions) {
        BuiltWorld built = built();
        Snapshot snapshot = built.bvh().at(timestampMicros);
        int rays = directions.length / 3;
        Vec3 middle = built.mesh().origin();
        float[] ox = part(origins, 0, middle.x());
        float[] oy = part(origins, 1, middle.y());
        float[] oz = part(origins, 2, middle.z());
        float[] dx = part(directions, 0);
        float[] dy = part(directions, 1);
        float[] dz = part(directions, 2);
        var met = new io.tailforge.world.trace.Hits(rays);
        new RayCaster(snapshot).castAny(ox, oy, oz, dx, dy, dz, 0, rays, 0, REACH, met);
        float[] normals = new float[3 * rays];
        char[] instance = new char[rays];
        float[] reflectance = new float[rays];
        Surface surface = new Surface();
        for (int ray = 0; ray < rays; ray++) {
            if (met.isHit(ray)) {
                surface.locate(snapshot, met, ray, ox[ray], oy[ray], oz[ray], dx[ray], dy[ray], dz[ray]);
                normals[3 * ray] = surface.faceX();
                normals[3 * ray + 1] = surface.faceY();
                normals[3 * ray + 2] = surface.faceZ();
                instance[ray] = (char) surface.actor();
                reflectance[ray] = (float) surface.material().laser().diffuse();
            }
        }
        return new Hits(met.t, normals, instance, reflectance);
    }

    private BuiltWorld built() {
        BuiltWorld known = built.orElseGet(world);
        built = Optional.of(known);
        return known;
    }

    @Override
    public Optional<LidarModel> findModel(Lidar lidar) {
        return lidar.own().or(() -> SensorModels.find(lidar.sensorId()));
    }

    private static float[] part(double[] packed, int which, double less) {
        float[] part = new float[packed.length / 3];
        for (int i = 0; i < part.length; i++) {
            part[i] = (float) (packed[3 * i + which] - less);
        }
        return part;
    }

    private static float[] part(float[] packed, int which) {
        float[] part = new float[packed.length / 3];
        for (int i = 0; i < part.length; i++) {
            part[i] = packed[3 * i + which];
        }
        return part;
    }
}
