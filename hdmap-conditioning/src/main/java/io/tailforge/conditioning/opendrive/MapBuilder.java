package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the map of one document: roads in their order, each with its lines, edges, lanes and things; then junctions. */
final class MapBuilder {
    private static final int MAX_RAIL_POINTS = 1_000_000;

    private final XmlElement root;
    private final String name;
    private final String format;
    private final Findings warnings;
    private final RoadFindings findings = new RoadFindings();
    private final Map<String, Road> roads = new LinkedHashMap<>();
    private final Map<String, List<SectionShape>> shapes = new LinkedHashMap<>();
    private final Map<String, JunctionContour> contours = new HashMap<>();
    /** What lies on and beside the roads, by road. */
    private final Map<String, Furniture> furniture = new LinkedHashMap<>();

    /** @param warnings where to tell what is odd, also where the document is refused */
    MapBuilder(XmlElement root, String name, String format, Findings warnings) {
        this.root = root;
        this.name = name;
        this.format = format;
        this.warnings = warnings;
    }

    /** @param lines of each section */
    private record Furniture(List<List<MapElement>> lines, List<MapElement> things) {}

    /** Whatever can be read by itself comes first, so that one refusal tells all of it; then what needs the whole. */
    HdMap build() {
        Optional<XmlElement> header = readRoads();
        List<JunctionSpec> junctions = junctions();
        readFurniture(header);
        Optional<Optional<GeoReference>> place =
                header.flatMap(found -> findings.attempt(found, () -> GeoReferences.read(found, warnings)));
        findings.throwIfRefused();
        LaneGraph graph = new LaneGraph(warnings);
        shapes.values().forEach(sections -> sections.forEach(graph::add));
        graph.connect(LaneLinks.of(roads, junctions, warnings));
        junctions.forEach(this::addContour);
        List<MapElement> elements = elements(graph);
        requireDrivable(elements);
        warnOfUnused(junctions);
        junctions.stream()
                .filter(junction -> junction.kind() != JunctionSpec.Kind.CROSSING)
                .forEach(junction -> elements.add(junction(junction, elements)));
        return new HdMap(name, format, drivingSide(), place.orElseThrow(), elements);
    }

    /** Every lane of the document, as {@link io.tailforge.conditioning.MapReader#listLanes} has it. */
    List<SourceLane> listLanes() {
        readRoads();
        List<JunctionSpec> junctions = junctions();
        findings.throwIfRefused();
        return SourceLanes.of(roads, shapes, LaneLinks.of(roads, junctions, warnings));
    }

    private void checkVersion(XmlElement header) {
        double major = header.number("revMajor", 1);
        double minor = header.number("revMinor", 4);
        if (major != 1) {
            throw header.bad("XODR-VERSION", "is OpenDRIVE " + (int) major + "; versions 1.4 to 1.8 are read");
        }
        if (minor < 4 || minor > 8) {
            warnings.warn(header.problem(
                    "XODR-VERSION", "is OpenDRIVE 1." + (int) minor + "; it is read as the nearest of 1.4 to 1.8"));
        }
    }

    /** @return the header, if there is one */
    private Optional<XmlElement> readRoads() {
        Optional<XmlElement> header = findings.attempt(root, this::header);
        header.ifPresent(this::checkVersion);
        Set<String> ids = new HashSet<>();
        long atLeast = 0;
        for (XmlElement element : root.children("road")) {
            Optional<Road> road = findings.attempt(element, () -> road(element, ids));
            for (LaneSection section : road.map(Road::sections).orElse(List.of())) {
                atLeast += SectionShape.minPoints(section);
                requireSize(element, atLeast);
            }
            road.ifPresent(found -> roads.put(found.id(), found));
        }
        sample();
        warnOfNegativeWidths();
        return header;
    }

    private XmlElement header() {
        return root.find("header").orElseThrow(() -> root.bad("XODR-MISSING-ELEMENT", "needs a 'header'"));
    }

    private static Road road(XmlElement element, Set<String> ids) {
        if (!ids.add(element.attribute("id", "")) && element.findAttribute("id").isPresent()) {
            throw element.bad("XODR-DUPLICATE-ID", "there are two roads with this id");
        }
        return Road.of(element);
    }

    /** Of a road that is refused there are no shapes, so that nothing on it is complained of for that. */
    private void sample() {
        long points = 0;
        for (Road road : roads.values()) {
            List<SectionShape> sections = new ArrayList<>();
            for (LaneSection section : road.sections()) {
                Optional<SectionShape> shape =
                        findings.attempt(section.element(), () -> SectionShape.of(road, section));
                if (shape.isPresent()) {
                    points += (long) shape.get().size() * section.lanes().size();
                    requireSize(road.element(), points);
                    sections.add(shape.get());
                } else if (findings.isLastAbout(road.element())) {
                    // What is wrong with the road itself would be told of each of its sections.
                    break;
                }
            }
            if (sections.size() == road.sections().size()) {
                shapes.put(road.id(), sections);
            }
        }
    }

    private void requireSize(XmlElement element, long points) {
        if (points > MAX_RAIL_POINTS) {
            throw findings.fatal(element.problem(
                    "MAP-TOO-LARGE",
                    "takes the map over " + MAX_RAIL_POINTS + " points along its lanes; cut the map into parts"));
        }
    }

    private void warnOfNegativeWidths() {
        shapes.values()
                .forEach(sections -> sections.forEach(shape -> shape.section().lanes().stream()
                        .filter(lane -> !lane.width().isEmpty())
                        .filter(lane -> lane.width().at(shape.section().start()) < -0.05
                                || lane.width().at(shape.section().end()) < -0.05)
                        .forEach(lane -> warnings.warn(lane.element()
                                .problem("MAP-NEGATIVE-WIDTH", "has a width below zero, which is taken as zero")))));
    }

    private List<JunctionSpec> junctions() {
        Set<String> ids = new HashSet<>();
        List<JunctionSpec> junctions = new ArrayList<>();
        for (XmlElement element : root.children("junction")) {
            findings.attempt(element, () -> junction(element, ids)).ifPresent(junctions::add);
        }
        return junctions;
    }

    private static JunctionSpec junction(XmlElement element, Set<String> ids) {
        if (!ids.add(element.attribute("id"))) {
            throw element.bad("XODR-DUPLICATE-ID", "there are two junctions with this id");
        }
        return JunctionSpec.of(element);
    }

    private void readFurniture(Optional<XmlElement> header) {
        ElementIds ids = new ElementIds();
        RoadObjects objects = new RoadObjects(ids, findings);
        String vendor = header.map(found -> found.attribute("vendor", "")).orElse("");
        RoadSignals signals = new RoadSignals(ids, vendor, findings, warnings);
        shapes.forEach((id, sections) -> {
            List<List<MapElement>> lines = new ArrayList<>();
            for (SectionShape shape : sections) {
                lines.add(findings.attempt(shape.section().element(), () -> LaneMarks.of(shape))
                        .orElse(List.of()));
            }
            furniture.put(id, new Furniture(lines, things(getRoad(id), objects, signals)));
        });
        objects.warnOfUnused(warnings);
    }

    private static List<MapElement> things(Road road, RoadObjects objects, RoadSignals signals) {
        List<MapElement> things = new ArrayList<>(objects.of(road));
        things.addAll(signals.of(
                road,
                things.stream()
                        .filter(MapElement.Pole.class::isInstance)
                        .map(MapElement.Pole.class::cast)
                        .toList()));
        return things;
    }

    private void addContour(JunctionSpec junction) {
        List<String> inside = roads.values().stream()
                .filter(road -> road.junction().filter(junction.id()::equals).isPresent())
                .map(Road::id)
                .toList();
        List<String> leading = junction.connections().stream()
                .flatMap(connection -> neighbours(connection).stream())
                .distinct()
                .toList();
        List<JunctionContour.Strip> inner = strips(inside, false);
        if (!inner.isEmpty()) {
            List<JunctionContour.Strip> walkways = new ArrayList<>(strips(inside, true));
            walkways.addAll(strips(leading, true));
            contours.put(junction.id(), JunctionContour.of(inner, strips(leading, false), walkways));
        }
    }

    /** The incoming road, and the one on which the connecting road ends. */
    private List<String> neighbours(JunctionSpec.Connection connection) {
        List<String> ids = new ArrayList<>();
        ids.add(connection.incomingRoad());
        Optional.ofNullable(roads.get(connection.connectingRoad()))
                .flatMap(road -> connection.atStart() ? road.successor() : road.predecessor())
                .filter(link -> !link.isJunction())
                .ifPresent(link -> ids.add(link.id()));
        return ids;
    }

    private List<JunctionContour.Strip> strips(List<String> roadIds, boolean walkways) {
        return roadIds.stream()
                .flatMap(id -> shapes.getOrDefault(id, List.of()).stream())
                .flatMap(shape -> RoadEdges.strips(shape, walkways).stream())
                .toList();
    }

    private List<MapElement> elements(LaneGraph graph) {
        List<MapElement> elements = new ArrayList<>();
        furniture.forEach((id, there) -> {
            Road road = getRoad(id);
            Optional<JunctionContour> contour = road.junction().map(contours::get);
            List<SectionShape> sections = shapes.getOrDefault(id, List.of());
            for (int i = 0; i < sections.size(); i++) {
                elements.addAll(there.lines().get(i));
                elements.addAll(RoadEdges.of(sections.get(i), contour));
            }
            elements.addAll(graph.lanes(road));
            elements.addAll(there.things());
        });
        return elements;
    }

    private Road getRoad(String id) {
        return Optional.ofNullable(roads.get(id)).orElseThrow();
    }

    private void warnOfUnused(List<JunctionSpec> junctions) {
        junctions.stream()
                .filter(junction -> junction.kind() == JunctionSpec.Kind.VIRTUAL)
                .forEach(junction -> warnings.warn(junction.element()
                        .problem(
                                "MAP-JUNCTION-VIRTUAL",
                                "leaves its main road midway; lanes are linked at their ends only, so no way leads in"
                                        + " or out there")));
        roads.values().forEach(road -> RoadStructures.warn(road, warnings));
        RoadSignals.warnOfDangling(roads, warnings);
    }

    private void requireDrivable(List<MapElement> elements) {
        boolean drivable = elements.stream()
                .anyMatch(element -> element instanceof Lane lane
                        && (lane.kind() == LaneKind.DRIVING || lane.kind() == LaneKind.BUS));
        if (!drivable) {
            throw root.bad("MAP-NO-DRIVABLE-LANE", "holds no lane that cars may drive on; a layout needs at least one");
        }
    }

    private MapElement junction(JunctionSpec junction, List<MapElement> elements) {
        String id = JunctionSpec.elementId(junction.id());
        List<String> lanes = elements.stream()
                .filter(Lane.class::isInstance)
                .map(Lane.class::cast)
                .filter(lane -> lane.junction().filter(id::equals).isPresent())
                .map(Lane::id)
                .toList();
        return new MapElement.Junction(id, lanes, junction.hasControllers() || hasLights(junction));
    }

    /** Lights on a connecting road, or on the half of a road that is nearer to the junction. */
    private boolean hasLights(JunctionSpec junction) {
        return roads.values().stream().anyMatch(road -> Stream.concat(
                        road.element().at("signals", "signal").stream()
                                .filter(signal ->
                                        signal.attribute("dynamic", "no").equals("yes")),
                        road.element().at("signals", "signalReference").stream()
                                .filter(signal -> road.junction().isPresent()))
                .anyMatch(signal -> isAt(road, junction, signal.number("s"))));
    }

    private static boolean isAt(Road road, JunctionSpec junction, double s) {
        if (road.junction().isPresent()) {
            return road.junction().get().equals(junction.id());
        }
        Optional<Road.RoadLink> nearer = s < road.length() / 2 ? road.predecessor() : road.successor();
        return nearer.filter(link -> link.isJunction() && link.id().equals(junction.id()))
                .isPresent();
    }

    /** The side most of the road is driven on. */
    private DrivingSide drivingSide() {
        double balance = 0;
        for (Road road : roads.values()) {
            balance += road.rightHandTraffic() ? road.length() : -road.length();
        }
        return balance < 0 ? DrivingSide.LEFT : DrivingSide.RIGHT;
    }
}
