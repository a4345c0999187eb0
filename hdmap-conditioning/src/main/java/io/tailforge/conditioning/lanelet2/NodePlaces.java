package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.crs.ProjectedCrs;
import io.tailforge.conditioning.lanelet2.OsmDocument.Item;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.problem.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where nodes lie in the layout. Where every node that lanes use has {@code local_x} and {@code local_y} (Autoware), those
 * are the coordinates; else UTM, less that of an origin: the middle of the lanes' nodes, rounded to four decimals.
 */
final class NodePlaces {
    private final OsmDocument document;
    private final Map<Long, Vec3> places = new HashMap<>();
    private final Findings findings;
    private Optional<GeoReference> geoReference = Optional.empty();

    private NodePlaces(OsmDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    /** @param bounds the ways that bound lanes: they tell the origin and whether the map has heights */
    static NodePlaces of(OsmDocument document, Collection<Way> bounds, Findings findings) {
        NodePlaces places = new NodePlaces(document, findings);
        List<Item> used = nodes(document, bounds);
        boolean local = used.stream().allMatch(NodePlaces::hasLocal);
        nodes(document, document.ways()).forEach(node -> places.check(node, local));
        findings.throwIfRefused();
        places.place(used, NodeHeights.of(document, used, bounds, findings));
        return places;
    }

    /** The same, but for heights, which are as the file states them. */
    static NodePlaces asStated(OsmDocument document, Collection<Way> bounds) {
        NodePlaces places = new NodePlaces(document, new Findings());
        places.place(nodes(document, bounds), NodeHeights.asStated(document));
        return places;
    }

    private static List<Item> nodes(OsmDocument document, Collection<Way> ways) {
        Map<Long, Item> nodes = new LinkedHashMap<>();
        ways.forEach(
                way -> way.nodes().forEach(id -> document.findNode(id).ifPresent(node -> nodes.putIfAbsent(id, node))));
        return List.copyOf(nodes.values());
    }

    /** Tells all that is wrong with the numbers of a node. */
    private void check(Item node, boolean local) {
        if (node.tag("ele").isPresent()) {
            findings.attempt(() -> number(node, "ele"));
        }
        if (local && hasLocal(node)) {
            findings.attempt(() -> number(node, "local_x"));
            findings.attempt(() -> number(node, "local_y"));
            return;
        }
        boolean latitude = findings.attempt(() -> node.element().number("lat")).isPresent();
        boolean longitude = findings.attempt(() -> node.element().number("lon")).isPresent();
        if (latitude && longitude) {
            findings.attempt(() -> latLon(node));
        }
    }

    Optional<GeoReference> geoReference() {
        return geoReference;
    }

    /** Empty where the file does not hold the node. */
    Optional<Vec3> find(long node) {
        return Optional.ofNullable(places.get(node));
    }

    /** The nodes of a way that are there; of equal neighbours one. */
    List<Vec3> points(Way way) {
        List<Vec3> points = new ArrayList<>();
        for (long id : way.nodes()) {
            find(id).filter(point -> points.isEmpty() || !points.getLast().equals(point))
                    .ifPresent(points::add);
        }
        return points;
    }

    private void place(List<Item> used, NodeHeights heights) {
        if (used.isEmpty()) {
            return;
        }
        boolean local = used.stream().allMatch(NodePlaces::hasLocal);
        Map<Long, double[]> planar = new LinkedHashMap<>();
        MapProjection projection = local ? locally(used) : geographically(used);
        document.ways().forEach(way -> way.nodes().forEach(id -> document.findNode(id)
                .ifPresent(node -> planar.computeIfAbsent(
                        id, any -> local && hasLocal(node) ? local(node) : projected(node, projection)))));
        planar.forEach((id, xy) -> places.put(id, new Vec3(xy[0], xy[1], heights.at(id))));
    }

    private static boolean hasLocal(Item node) {
        return node.tag("local_x").isPresent() && node.tag("local_y").isPresent();
    }

    private static double[] local(Item node) {
        return new double[] {number(node, "local_x"), number(node, "local_y")};
    }

    static double number(Item node, String key) {
        double value;
        try {
            value = Double.parseDouble(node.tag(key, "").strip());
        } catch (NumberFormatException e) {
            throw node.element().bad("LANELET2-NUMBER", "the tag '" + key + "' must be a number");
        }
        if (!(Math.abs(value) <= 1e8)) {
            throw node.element().bad("MAP-NOT-FINITE", "the tag '" + key + "' is a number that no map can hold");
        }
        return value;
    }

    private static double[] latLon(Item node) {
        XmlElement element = node.element();
        double[] place = {element.number("lat"), element.number("lon")};
        if (!(Math.abs(place[0]) <= 90) || !(Math.abs(place[1]) <= 180)) {
            throw element.bad("MAP-NOT-FINITE", "lies at no place on Earth: " + place[0] + ", " + place[1]);
        }
        return place;
    }

    private static double[] projected(Item node, MapProjection projection) {
        double[] place = latLon(node);
        double[] xy = projection.toLocal(place[0], place[1]);
        if (!(Math.hypot(xy[0], xy[1]) <= 1e7)) {
            throw node.element().bad("MAP-NOT-FINITE", "lies too far from the other nodes to be on one map with them");
        }
        return xy;
    }

    private MapProjection geographically(List<Item> used) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Item node : used) {
            double[] place = latLon(node);
            for (int k = 0; k < 2; k++) {
                low[k] = Math.min(low[k], place[k]);
                high[k] = Math.max(high[k], place[k]);
            }
        }
        double latitude = Math.rint((low[0] + high[0]) / 2 * 1e4) / 1e4;
        double longitude = Math.rint((low[1] + high[1]) / 2 * 1e4) / 1e4;
        GeoReference reference = new GeoReference(latitude, longitude, ProjectedCrs.utmAt(latitude, longitude));
        geoReference = Optional.of(reference);
        return MapProjection.of(reference);
    }

    /** Local coordinates tell a place where latitude and longitude of all nodes lie the same way off them in UTM (MGRS does). */
    private MapProjection locally(List<Item> used) {
        Optional<GeoReference> place =
                used.getFirst().element().findAttribute("lat").isPresent() ? localOrigin(used) : Optional.empty();
        if (place.isEmpty()) {
            findings.warn(
                    used.getFirst()
                            .element()
                            .problem(
                                    "MAP-GEOREF-UNUSED",
                                    "local_x and local_y do not lie beside latitude and longitude in UTM; the map has no place"));
        }
        geoReference = place;
        return MapProjection.of(place.orElse(new GeoReference(0, 0, "")));
    }

    private static Optional<GeoReference> localOrigin(List<Item> used) {
        try {
            double[] first = latLon(used.getFirst());
            String utm = ProjectedCrs.utmAt(first[0], first[1]);
            ProjectedCrs crs = ProjectedCrs.parse(utm).orElseThrow();
            double[] offset = offset(crs, used.getFirst());
            for (Item node : used) {
                double[] own = offset(crs, node);
                if (!(Math.hypot(own[0] - offset[0], own[1] - offset[1]) < 1)) {
                    return Optional.empty();
                }
            }
            return MapProjection.originOf(utm, nearest(offset[0]), nearest(offset[1]));
        } catch (BadInputException e) {
            // Local maps may leave latitude and longitude empty.
            return Optional.empty();
        }
    }

    private static double[] offset(ProjectedCrs crs, Item node) {
        double[] place = latLon(node);
        double[] utm = crs.project(place[0], place[1]);
        double[] local = local(node);
        return new double[] {utm[0] - local[0], utm[1] - local[1]};
    }

    /** Squares of MGRS start at whole hundreds of kilometres; latitude and longitude are rounded. */
    private static double nearest(double offset) {
        double square = Math.rint(offset / 100_000) * 100_000;
        return Math.abs(offset - square) < 1 ? square : offset;
    }
}
