package io.tailforge.world.build;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.world.build.actor.ActorShapes;
import io.tailforge.world.build.beside.Berth;
import io.tailforge.world.build.beside.Props;
import io.tailforge.world.build.beside.Roadside;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Markings;
import io.tailforge.world.build.ground.RoadSurface;
import io.tailforge.world.build.ground.Strip;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.ground.Walks;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.SceneMesh;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the street of a scene. Instance i for i below the number of actors is actor i; then comes the ego's own body, then what
 * stands beside the road. The street follows from the layout's hash and the scene's name alone, so that all variations of a scene,
 * whatever their weather, sun and seed, show the same one; only where an actor is in its way a tree or a bench is left out.
 */
public final class WorldBuilder {
    private static final double RADIUS = 170;

    private final Scene scene;
    private final HdMap map;
    private final long seed;
    private final Extent extent;
    private final GroundGrid grid;
    private final MeshBuilder ground = new MeshBuilder();
    private final List<Instance> instances = new ArrayList<>();
    private final List<Light> lights = new ArrayList<>();

    private WorldBuilder(Scene scene, HdMap map) {
        this.scene = scene;
        this.map = map;
        this.seed = Chance.hash(0, scene.layout().sha256() + "/" + scene.name(), 0);
        this.extent = Extent.around(scene.ego(), scene.grid().durationMicros(), RADIUS);
        this.grid = new GroundGrid(extent);
    }

    public static SceneMesh build(Scene scene, HdMap map) {
        return new WorldBuilder(scene, map).build();
    }

    private SceneMesh build() {
        RoadSurface road = addGround();
        addActors();
        Setting setting = Setting.of(map);
        Terrain terrain = new Terrain(grid, extent, seed, setting.relief(), setting.isPaved());
        Roadside roadside = new Roadside(
                grid,
                extent,
                terrain,
                ground,
                new Props(instances, lights, Berth.of(scene.actors(), extent.origin())),
                seed);
        roadside.addMapped(map, scene.variation().region());
        switch (setting) {
            case TOWN -> roadside.addTown(map, road.strips());
            case SUBURB -> roadside.addSuburb(map, road.strips());
            case MOTORWAY -> roadside.addCountry(true);
            case COUNTRY -> roadside.addCountry(false);
        }
        terrain.addTo(ground);
        return new SceneMesh(
                extent.origin(),
                ground.build(),
                instances,
                lights,
                scene.actors().size());
    }

    private RoadSurface addGround() {
        RoadSurface road = new RoadSurface(grid, extent);
        road.addLanes(paved(), ground);
        road.addAreas(map.listElements(DrivableArea.class), ground);
        for (RoadBoundary boundary : map.listElements(RoadBoundary.class)) {
            grid.addWall(extent.local(boundary.line()));
        }
        Walks walks = new Walks(grid, extent, ground);
        List<Strip> slabs = walks.mark(map.listElements(Walkway.class));
        grid.finish();
        road.fill(ground);
        slabs.forEach(walks::add);
        map.listElements(Kerb.class).forEach(walks::add);
        addPaint(road);
        return road;
    }

    /** Without medians and other strips that are no lanes for any vehicle. */
    private List<Lane> paved() {
        return map.listElements(Lane.class).stream()
                .filter(lane -> lane.kind() != LaneKind.OTHER)
                .toList();
    }

    private void addPaint(RoadSurface road) {
        Markings markings = new Markings(road, extent, scene.variation().region(), ground);
        map.listElements(LaneLine.class).forEach(markings::addLine);
        map.listElements(Crosswalk.class).forEach(markings::addCrosswalk);
        map.listElements(WaitLine.class).forEach(markings::addWaitLine);
        map.listElements(RoadMarking.class).forEach(markings::addMarking);
    }

    private void addActors() {
        ActorShapes shapes = new ActorShapes(extent.origin(), seed);
        for (int i = 0; i < scene.actors().size(); i++) {
            instances.add(shapes.instance(scene.actors().get(i), i + 1));
            lights.addAll(shapes.lamps(scene.actors().get(i), i));
        }
        instances.add(shapes.egoVehicle(scene.ego()));
        lights.addAll(shapes.egoLamps(scene.actors().size()));
    }
}
