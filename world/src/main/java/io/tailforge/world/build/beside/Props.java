package io.tailforge.world.build.beside;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was put beside the road: shared shapes as instances, and their lights. What the map names always stands; what we made
 * up is left out where an actor is in its way. Mesh frame.
 */
public final class Props {
    private static final Vec3 DOWN = new Vec3(0, 0, -1);

    /** @param foot of something that gives way to actors */
    private record Prop<T>(T thing, Optional<Vec3> foot) {
        boolean stands(Berth berth) {
            return foot.filter(at -> berth.isTaken(at.x(), at.y())).isEmpty();
        }
    }

    private final List<Prop<Instance>> instances = new ArrayList<>();
    private final List<Prop<Light>> lights = new ArrayList<>();

    public List<Instance> listInstances(Berth berth) {
        return standing(instances, berth);
    }

    public List<Light> listLights(Berth berth) {
        return standing(lights, berth);
    }

    private static <T> List<T> standing(List<Prop<T>> props, Berth berth) {
        return props.stream()
                .filter(prop -> prop.stands(berth))
                .map(Prop::thing)
                .toList();
    }

    void stand(ShapeCycle shape, Pose meshFromShape) {
        add(shape, meshFromShape, Optional.empty());
    }

    /** As {@link #stand}, where no actor is in its way. */
    void standIfFree(ShapeCycle shape, Pose meshFromShape) {
        add(shape, meshFromShape, Optional.of(meshFromShape.translation()));
    }

    private void add(ShapeCycle shape, Pose meshFromShape, Optional<Vec3> foot) {
        Instance instance = new Instance(shape, Motion.still(meshFromShape), 0, SemanticClass.STATIC, Shaper.NEUTRAL);
        instances.add(new Prop<>(instance, foot));
    }

    void streetLamp(Vec3 position) {
        lights.add(new Prop<>(lamp(position), Optional.empty()));
    }

    /** @param foot of its post, which gives way to actors */
    void streetLampIfFree(Vec3 position, Vec3 foot) {
        lights.add(new Prop<>(lamp(position), Optional.of(foot)));
    }

    private static Light lamp(Vec3 position) {
        return new Light(-1, position, DOWN, 0.25, 1f, 0.82f, 0.55f, Light.Kind.STREET_LAMP, "");
    }

    void shopWindow(Vec3 position, Vec3 outward) {
        lights.add(new Prop<>(
                new Light(-1, position, outward, 0.1, 1f, 0.86f, 0.62f, Light.Kind.SHOP_WINDOW, ""), Optional.empty()));
    }

    void signal(Vec3 position, Vec3 outward, float red, float green, float blue, String id) {
        lights.add(new Prop<>(
                new Light(-1, position, outward, 0.2, red, green, blue, Light.Kind.SIGNAL, id), Optional.empty()));
    }
}
