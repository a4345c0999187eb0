package io.tailforge.acceptance;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import io.tailforge.variation.read.VariationSpecReader;
import io.tailforge.videogen.GeometryFrame;
import io.tailforge.videogen.GeometryPass;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The example junction with traffic, built once for the tests that look at it through several lenses. */
final class SeenStreet {
    /** When everything is looked at. */
    static final int FRAME = 3;

    private static final String AHEAD = "camera_front_wide_120fov";
    private static final SeenStreet BUILT = build();

    private final HdMap map;
    private final Scene scene;
    private final BuiltWorld world;

    private SeenStreet(HdMap map, Scene scene) {
        this.map = map;
        this.scene = scene;
        this.world = BuiltWorld.of(scene, map);
    }

    static SeenStreet built() {
        return BUILT;
    }

    private static SeenStreet build() {
        LayoutReading layout = Layouts.read(Repository.URBAN_JUNCTION);
        VariationSpec spec =
                VariationSpecReader.read("spec", Specs.street(6, "Sunny").getBytes(StandardCharsets.UTF_8));
        ClipPlan plan = new VariationPlanner(layout.map().geoReference()).plan(spec, 0);
        Scene scene = new SceneAssembler()
                .assemble(layout, LayoutRef.of(layout.map()), plan)
                .scene();
        return new SeenStreet(layout.map(), scene);
    }

    HdMap map() {
        return map;
    }

    Scene scene() {
        return scene;
    }

    BuiltWorld world() {
        return world;
    }

    /** The scene in pictures of another size. */
    Scene sized(int width, int height) {
        FrameGrid grid = new FrameGrid(scene.grid().frames(), scene.grid().fps(), width, height);
        return new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                grid,
                scene.seed());
    }

    /** The front camera's own f-theta lens, a pinhole and a fisheye in its place. */
    static List<Camera> lenses(Scene scene) {
        int width = scene.grid().width();
        int height = scene.grid().height();
        Camera own = scene.rig().getCamera(AHEAD).resized(width, height);
        CameraModel pinhole = PinholeCamera.ofHorizontalFov(width, height, Math.toRadians(80));
        double f = width / 2.4;
        CameraModel fisheye = new FisheyeCamera(
                width, height, f, f, (width - 1) / 2.0, (height - 1) / 2.0, List.of(-0.02, 0.004, -0.001, 0.0));
        return List.of(
                own, new Camera(AHEAD, pinhole, own.rigFromCamera()), new Camera(AHEAD, fisheye, own.rigFromCamera()));
    }

    GeometryFrame look(Scene scene, Camera camera) {
        GeometryPass pass = GeometryPass.of(scene, world.mesh(), world.bvh(), camera);
        GeometryFrame seen = pass.newFrame();
        pass.look(FRAME, seen);
        return seen;
    }
}
