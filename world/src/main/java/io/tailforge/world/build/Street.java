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
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.variation.Region;
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
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a layout that a scene's sensors can see, without actors: road, land and what stands beside the road. It follows
 * from {@link Key} alone, so that all variations of a scene, whatever their weather, sun, actors and seed, show the same one;
 * only where an actor is in its way a tree or a bench is left out. Immutable once built, safe to share between threads.
 */
public final class Street {
    private static final double RADIUS = 170;

    /** All that a street depends on; two scenes with equal keys can share one. */
    public record Key(String layoutSha256, String scene, Region region, Extent extent) {
        public static Key of(Scene scene) {
            return new Key(
                    scene.layout().sha256(),
                    scene.name(),
                    scene.variation().region(),
                    Extent.around(scene.ego(), scene.grid().durationMicros(), RADIUS));
        }

        long seed() {
            return Chance.hash(0, layoutSha256 + "/" + scene, 0);
        }
    }

    private final Key key;
    private final TriangleMesh ground;
    private final Props props;

    private Street(Key key, TriangleMesh ground, Props props) {
        this.key = key;
        this.ground = ground;
        this.props = props;
    }

    public static Street of(Key key, HdMap map) {
        return new Paving(key, map).build();
    }

    public Key key() {
        return key;
    }

    /**
     * The street with what moves on it. Instance i for i below the number of actors is actor i; then comes the ego's own body,
     * then what stands beside the road.
     */
    public SceneMesh with(List<ActorTrack> actors, EgoTrajectory ego) {
        List<Instance> instances = new ArrayList<>();
        List<Light> lights = new ArrayList<>();
        ActorShapes shapes = new ActorShapes(key.extent().origin(), key.seed());
        for (int i = 0; i < actors.size(); i++) {
            instances.add(shapes.instance(actors.get(i), i + 1));
            lights.addAll(shapes.lamps(actors.get(i), i));
        }
        instances.add(shapes.egoVehicle(ego));
        lights.addAll(shapes.egoLamps(actors.size()));
        Berth berth = Berth.of(actors, key.extent().origin());
        instances.addAll(props.listInstances(berth));
        lights.addAll(props.listLights(berth));
        return new SceneMesh(key.extent().origin(), ground, instances, lights, actors.size());
    }

    /** Puts it together: the ground first, then what stands on it. */
    private static final class Paving {
        private final Key key;
        private final HdMap map;
        private final GroundGrid grid;
        private final MeshBuilder ground = new MeshBuilder();
        private final Props props = new Props();

        Paving(Key key, HdMap map) {
            this.key = key;
            this.map = map;
            this.grid = new GroundGrid(key.extent());
        }

        Street build() {
            RoadSurface road = addGround();
            Setting setting = Setting.of(map);
            Terrain terrain = new Terrain(grid, key.extent(), key.seed(), setting.relief(), setting.isPaved());
            Roadside roadside = new Roadside(grid, key.extent(), terrain, ground, props, key.seed());
            roadside.addMapped(map, key.region());
            switch (setting) {
                case TOWN -> roadside.addTown(map, road.strips());
                case SUBURB -> roadside.addSuburb(map, road.strips());
                case MOTORWAY -> roadside.addMotorway(map, road.strips(), key.region());
                case COUNTRY -> roadside.addCountry();
            }
            terrain.addTo(ground);
            return new Street(key, ground.build(), props);
        }

        private RoadSurface addGround() {
            RoadSurface road = new RoadSurface(grid, key.extent());
            road.addLanes(paved(), ground);
            road.addAreas(map.listElements(DrivableArea.class), ground);
            for (RoadBoundary boundary : map.listElements(RoadBoundary.class)) {
                grid.addWall(key.extent().local(boundary.line()));
            }
            Walks walks = new Walks(grid, key.extent(), ground);
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
            Markings markings = new Markings(road, key.extent(), key.region(), ground);
            map.listElements(LaneLine.class).forEach(markings::addLine);
            map.listElements(Crosswalk.class).forEach(markings::addCrosswalk);
            map.listElements(WaitLine.class).forEach(markings::addWaitLine);
            map.listElements(RoadMarking.class).forEach(markings::addMarking);
        }
    }
}
