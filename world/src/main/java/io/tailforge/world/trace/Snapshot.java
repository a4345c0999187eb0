package io.tailforge.world.trace;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;

/** The scene at one time: the ground and every instance that is present. Immutable, safe to share between threads. */
public final class Snapshot {
    private final WorldBvh world;
    private final long timestampMicros;
    private final PlacedInstances moving;

    Snapshot(WorldBvh world, long timestampMicros, boolean withEgo) {
        this.world = world;
        this.timestampMicros = timestampMicros;
        int hidden = withEgo ? -1 : world.scene().egoVehicle();
        this.moving = PlacedInstances.of(world, timestampMicros, i -> !world.isStill(i) && i != hidden);
    }

    public long timestampMicros() {
        return timestampMicros;
    }

    public SceneMesh scene() {
        return world.scene();
    }

    /** Whether the instance is there at this time (and not hidden). */
    public boolean isPresent(int instance) {
        return moving.find(instance).isPresent() || still().find(instance).isPresent();
    }

    /** The mesh that the instance shows now, or the ground for {@link Hits#GROUND}. */
    public TriangleMesh mesh(int instance) {
        return instance == Hits.GROUND
                ? world.scene().ground()
                : placement(instance).blas().mesh();
    }

    /** A point of the instance's mesh frame in the scene's frame: where a surface point is at this time. */
    public Vec3 worldFromMesh(int instance, double x, double y, double z) {
        return instance == Hits.GROUND
                ? new Vec3(x, y, z)
                : Placement.transform(placement(instance).world(), x, y, z);
    }

    Placement placement(int instance) {
        return still().find(instance)
                .or(() -> moving.find(instance))
                .orElseThrow(() -> new IllegalArgumentException(
                        "instance " + instance + " is absent at " + timestampMicros + " us"));
    }

    /** What stands still, sorted once for all times. */
    PlacedInstances still() {
        return world.still();
    }

    PlacedInstances moving() {
        return moving;
    }

    Blas ground() {
        return world.ground();
    }
}
