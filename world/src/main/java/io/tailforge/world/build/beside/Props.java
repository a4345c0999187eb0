package io.tailforge.world.build.beside;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.List;

/** Where things that stand beside the road are put: shared shapes as instances, and their lights. Mesh frame. */
public final class Props {
    private static final Vec3 DOWN = new Vec3(0, 0, -1);

    private final List<Instance> instances;
    private final List<Light> lights;
    private final Berth berth;

    public Props(List<Instance> instances, List<Light> lights, Berth berth) {
        this.instances = instances;
        this.lights = lights;
        this.berth = berth;
    }

    /** Whether an actor is in the way of something that is not on the map. */
    boolean isTaken(double x, double y) {
        return berth.isTaken(x, y);
    }

    void stand(ShapeCycle shape, Pose meshFromShape) {
        instances.add(new Instance(shape, Motion.still(meshFromShape), 0, SemanticClass.STATIC, Shaper.NEUTRAL));
    }

    void streetLamp(Vec3 position) {
        lights.add(new Light(-1, position, DOWN, 0.25, 1f, 0.82f, 0.55f, Light.Kind.STREET_LAMP, ""));
    }

    void shopWindow(Vec3 position, Vec3 outward) {
        lights.add(new Light(-1, position, outward, 0.1, 1f, 0.86f, 0.62f, Light.Kind.SHOP_WINDOW, ""));
    }

    void signal(Vec3 position, Vec3 outward, float red, float green, float blue, String id) {
        lights.add(new Light(-1, position, outward, 0.2, red, green, blue, Light.Kind.SIGNAL, id));
    }
}
