package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteTraits;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.locationtech.jts.algorithm.MinimumAreaRectangle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/** Junctions and crosswalks, and what the two have to do with each other. */
final class JunctionFinder {
    /** A crosswalk so near to a junction's lanes belongs to it, metres. */
    private static final double CROSSING_REACH = 10;

    /** Lights so near to a crosswalk control it. */
    private static final double LIGHT_REACH = 15;

    private final HdMap map;
    private final LaneNet net;
    private final SiteList found;
    private final STRtree lights = new STRtree();
    private final STRtree lanes = new STRtree();
    private final Map<Crosswalk, Polygon> crosswalks = new LinkedHashMap<>();
    private final STRtree crosswalkTree = new STRtree();
    private final STRtree junctions = new STRtree();

    JunctionFinder(HdMap map, LaneNet net, SiteList found) {
        this.map = map;
        this.net = net;
        this.found = found;
        for (TrafficLight light : map.listElements(TrafficLight.class)) {
            Geometry at = Outlines.line(light.corners());
            lights.insert(at.getEnvelopeInternal(), at);
        }
        for (Lane lane : net.listLanes()) {
            Geometry middle = Outlines.line(net.middleOf(lane));
            lanes.insert(middle.getEnvelopeInternal(), new Driven(lane, middle));
        }
        for (Crosswalk crosswalk : map.listElements(Crosswalk.class)) {
            Outlines.area(crosswalk.area()).ifPresent(area -> {
                crosswalks.put(crosswalk, area);
                crosswalkTree.insert(area.getEnvelopeInternal(), area);
            });
        }
    }

    private record Driven(Lane lane, Geometry middle) {}

    private record Place(Polygon area, boolean signalised) {}

    void find() {
        map.listElements(Junction.class).forEach(this::addJunction);
        crosswalks.forEach(this::addCrosswalk);
    }

    private void addJunction(Junction junction) {
        List<Lane> members = membersOf(junction);
        List<Vec3> rails = new ArrayList<>();
        members.forEach(lane -> {
            rails.addAll(lane.left().points());
            rails.addAll(lane.right().points());
        });
        Optional<Polygon> hull = Outlines.hull(rails);
        if (hull.isEmpty()) {
            return;
        }
        Polygon area = hull.get();
        junctions.insert(area.getEnvelopeInternal(), new Place(area, junction.signalised()));
        JunctionArms arms = new JunctionArms(net, members);
        List<String> all = members.stream().map(Lane::id).toList();
        Set<String> coming = new LinkedHashSet<>(arms.entering());
        coming.addAll(all);
        OptionalDouble angle = arms.sharpestAngle();
        SiteTraits traits = SiteTraits.NONE
                .signalised(junction.signalised())
                .with(Measure.ARMS, arms.count())
                .with(
                        Measure.CROSSINGS,
                        near(crosswalkTree, area, CROSSING_REACH).size())
                .with(Measure.LANES, arms.entering().size())
                .with(Measure.AREA_M2, area.getArea())
                .with(Measure.SPEED_LIMIT_MPS, net.limitOf(coming));
        double z = rails.stream().mapToDouble(Vec3::z).average().orElse(0);
        found.add(
                Kind.JUNCTION,
                junction.id(),
                Shape.AREA,
                Outlines.corners(area, z),
                centreOf(area, z),
                angle.isPresent()
                        ? traits.with(Measure.SHARPEST_ANGLE_DEG, StrictMath.toDegrees(angle.getAsDouble()))
                        : traits,
                all);
    }

    private List<Lane> membersOf(Junction junction) {
        Set<String> ids = new LinkedHashSet<>(junction.lanes());
        for (Lane lane : net.listLanes()) {
            if (lane.junction().filter(junction.id()::equals).isPresent()) {
                ids.add(lane.id());
            }
        }
        return ids.stream().flatMap(id -> net.findLane(id).stream()).toList();
    }

    private void addCrosswalk(Crosswalk crosswalk, Polygon area) {
        List<Object> places = near(junctions, area, CROSSING_REACH);
        boolean controlled = places.stream().anyMatch(place -> ((Place) place).signalised())
                || !near(lights, area, LIGHT_REACH).isEmpty();
        List<String> crossed = lanesAcross(area);
        double[] sides = sidesOf(area);
        SiteTraits traits = SiteTraits.NONE
                .signalised(controlled)
                .atJunction(!places.isEmpty())
                .with(Measure.LENGTH_M, sides[1])
                .with(Measure.WIDTH_M, sides[0])
                .with(Measure.AREA_M2, area.getArea())
                .with(Measure.LANES, sideBySide(crossed, area))
                .with(Measure.SPEED_LIMIT_MPS, net.limitOf(crossed));
        double z = crosswalk.area().points().stream()
                .mapToDouble(Vec3::z)
                .average()
                .orElse(0);
        found.add(
                Kind.CROSSING,
                crosswalk.id(),
                Shape.AREA,
                Outlines.corners(area, z),
                centreOf(area, z),
                traits,
                crossed);
    }

    /** In map order. */
    private List<String> lanesAcross(Polygon area) {
        Set<String> crossed = new LinkedHashSet<>();
        for (Object candidate : lanes.query(area.getEnvelopeInternal())) {
            Driven driven = (Driven) candidate;
            if (driven.middle().intersects(area)) {
                crossed.add(driven.lane().id());
            }
        }
        return net.listLanes().stream().map(Lane::id).filter(crossed::contains).toList();
    }

    /** Ways through a junction that come from, or go to, one lane are that one lane to who crosses there. */
    private int sideBySide(List<String> crossed, Polygon area) {
        Set<String> streams = new LinkedHashSet<>();
        for (String id : crossed) {
            Lane lane = net.findLane(id).orElseThrow();
            Polyline3 middle = net.middleOf(lane);
            Vec3 at = centreOf(area, 0);
            boolean early =
                    middle.first().horizontalDistanceTo(at) < middle.last().horizontalDistanceTo(at);
            List<Lane> on = lane.junction().isEmpty()
                    ? List.of()
                    : early ? net.listPredecessors(lane) : net.listSuccessors(lane);
            streams.add(on.isEmpty() ? id : on.getFirst().id());
        }
        return streams.size();
    }

    private static List<Object> near(STRtree tree, Polygon area, double reach) {
        Envelope around = new Envelope(area.getEnvelopeInternal());
        around.expandBy(reach);
        List<Object> near = new ArrayList<>();
        for (Object candidate : tree.query(around)) {
            Geometry other = candidate instanceof Place place ? place.area() : (Geometry) candidate;
            if (other.isWithinDistance(area, reach)) {
                near.add(candidate);
            }
        }
        return near;
    }

    /** The shorter and the longer side of the smallest rectangle round it. */
    private static double[] sidesOf(Polygon area) {
        Coordinate[] corners = MinimumAreaRectangle.getMinimumRectangle(area).getCoordinates();
        double a = corners[0].distance(corners[1]);
        double b = corners[1].distance(corners[2]);
        return new double[] {Math.min(a, b), Math.max(a, b)};
    }

    private static Vec3 centreOf(Polygon area, double z) {
        Coordinate centre = area.getCentroid().getCoordinate();
        return new Vec3(centre.x, centre.y, z);
    }
}
