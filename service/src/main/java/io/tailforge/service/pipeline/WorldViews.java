package io.tailforge.service.pipeline;

import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.FrameLuma;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.videogen.GeometryFrame;
import io.tailforge.videogen.GeometryPass;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the filter holds a clip against: the scene's own world, looked at by its cameras on the filter's grid. */
public final class WorldViews implements ExpectedViews {
    private final Scene scene;
    private final Supplier<BuiltWorld> world;
    private final Map<String, GeometryPass> passes = new HashMap<>();

    /** @param world asked for when a check first wants to look */
    public WorldViews(Scene scene, Supplier<BuiltWorld> world) {
        FrameGrid grid = new FrameGrid(scene.grid().frames(), scene.grid().fps(), FrameLuma.COLUMNS, FrameLuma.ROWS);
        this.scene = new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                grid,
                scene.seed());
        this.world = world;
    }

    @Override
    public ExpectedView look(String camera, int frame) {
        GeometryPass pass = passes.computeIfAbsent(camera, this::open);
        GeometryFrame seen = pass.newFrame();
        pass.look(frame, seen);
        return new ExpectedView(seen.depth(), seen.instance());
    }

    @Override
    public Optional<ExpectedSweeps> sweeps() {
        return Optional.of(new WorldSweeps(world));
    }

    private GeometryPass open(String camera) {
        BuiltWorld built = world.get();
        return GeometryPass.of(scene, built.mesh(), built.bvh(), scene.rig().getCamera(camera));
    }
}
