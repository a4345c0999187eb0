package io.tailforge.world.build.beside;

import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.scene.variation.Region;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Strip;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.List;

/** Everything beside the road: first what the map names, then what a place of its kind has. */
public final class Roadside {
    private final GroundGrid grid;
    private final Extent extent;
    private final Terrain terrain;
    private final MeshBuilder mesh;
    private final Props props;
    private final long seed;
    private final Planting planting;

    public Roadside(GroundGrid grid, Extent extent, Terrain terrain, MeshBuilder mesh, Props props, long seed) {
        this.grid = grid;
        this.extent = extent;
        this.terrain = terrain;
        this.mesh = mesh;
        this.props = props;
        this.seed = seed;
        this.planting = new Planting(grid, extent, terrain, seed, props);
    }

    /** Poles, signals, signs and barriers of the map. */
    public void addMapped(HdMap map, Region region) {
        Shaper ground = Shaper.on(mesh);
        List<Pole> poles = map.listElements(Pole.class);
        Supports supports = new Supports(grid, terrain, extent, poles, ground);
        Poles standing = new Poles(grid, extent, ground, props, planting, seed);
        poles.forEach(standing::add);
        SignalHeads heads = new SignalHeads(extent, supports, ground, props);
        map.listElements(TrafficLight.class).forEach(heads::add);
        Signs signs = new Signs(extent, supports, ground, region.signFamily(), seed);
        map.listElements(TrafficSign.class).forEach(signs::add);
        Barriers barriers = new Barriers(grid, extent, ground);
        boolean kerbs = map.listElements(Kerb.class).isEmpty()
                && map.listElements(Walkway.class).isEmpty();
        map.listElements(RoadBoundary.class).forEach(boundary -> barriers.add(boundary, kerbs));
    }

    /** Houses shoulder to shoulder, lamps and trees along the walkways. */
    public void addTown(HdMap map, List<Strip> lanes) {
        List<List<Frontage.Place>> edges = Frontage.of(lanes, grid, extent);
        Town town = new Town(grid, extent, terrain, seed, mesh, props);
        town.addBuildings(edges);
        town.addBuildings(Frontage.ends(lanes, grid, extent));
        furnish(map, edges, true);
        planting.scatter(0.08, 14);
    }

    /** Houses in gardens. */
    public void addSuburb(HdMap map, List<Strip> lanes) {
        List<List<Frontage.Place>> edges = Frontage.of(lanes, grid, extent);
        new Suburb(grid, extent, terrain, seed, mesh, planting).addHouses(edges);
        furnish(map, edges, false);
        planting.scatter(0.2, 7);
    }

    public void addMotorway(HdMap map, List<Strip> lanes, Region region) {
        boolean green = region.signFamily().equals("mutcd");
        Motorway motorway = new Motorway(grid, terrain, seed, mesh, props, map.drivingSide(), green);
        Frontage.of(lanes, grid, extent).forEach(motorway::line);
        planting.scatter(0.16, 12);
    }

    public void addCountry() {
        planting.scatter(0.2, 6);
    }

    private void furnish(HdMap map, List<List<Frontage.Place>> edges, boolean trees) {
        boolean lamps = map.listElements(Pole.class).stream().anyMatch(pole -> pole.kind() == PoleKind.STREET_LAMP);
        StreetFurniture furniture = new StreetFurniture(grid, terrain, planting, props, seed, !lamps);
        edges.forEach(stretch -> furniture.line(stretch, trees));
    }
}
