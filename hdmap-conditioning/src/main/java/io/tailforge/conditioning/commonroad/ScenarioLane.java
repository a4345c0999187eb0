package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lanelet as the file has it.
 *
 * @param types its {@code laneletType}s; none in 2018b
 * @param left the bound on the left in the direction of travel
 */
record ScenarioLane(String id, XmlElement element, Set<String> types, Polyline3 left, Polyline3 right) {
    /** Lanelets beside it: by id, and whether it runs the same way. */
    record Adjacent(String id, boolean sameWay) {}

    ScenarioLane {
        types = Set.copyOf(types);
    }

    /** Empty where it is refused; all that is wrong with it is told. */
    static Optional<ScenarioLane> of(XmlElement element, Findings findings) {
        Set<String> types = element.children("laneletType").stream()
                .map(type -> type.text().strip())
                .collect(Collectors.toSet());
        Optional<String> id = findings.attempt(() -> element.attribute("id"));
        Optional<Polyline3> left = bound(element, "leftBound", findings);
        Optional<Polyline3> right = bound(element, "rightBound", findings);
        return id.flatMap(
                known -> left.flatMap(one -> right.map(other -> new ScenarioLane(known, element, types, one, other))));
    }

    private static Optional<Polyline3> bound(XmlElement lanelet, String name, Findings findings) {
        return findings.attempt(() -> ScenarioXml.child(lanelet, name)).flatMap(bound -> line(bound, findings));
    }

    private static Optional<Polyline3> line(XmlElement bound, Findings findings) {
        List<XmlElement> stated = bound.children("point");
        List<Vec3> read = stated.stream()
                .flatMap(point -> findings.attempt(() -> ScenarioXml.point(point)).stream())
                .toList();
        return read.size() < stated.size() ? Optional.empty() : findings.attempt(() -> line(bound, read));
    }

    private static Polyline3 line(XmlElement bound, List<Vec3> read) {
        List<Vec3> points = new ArrayList<>();
        for (Vec3 point : read) {
            if (points.isEmpty() || !points.getLast().equals(point)) {
                points.add(point);
            }
        }
        if (points.size() < 2) {
            throw bound.bad("COMMONROAD-LANELET", "needs two different points");
        }
        return bound.make(() -> Polyline3.of(points));
    }

    boolean isWalkway() {
        return types.contains("sidewalk");
    }

    boolean isCrosswalk() {
        return types.contains("crosswalk");
    }

    boolean isLane() {
        return !isWalkway() && !isCrosswalk();
    }

    boolean isForVehicles() {
        return isLane() && (kind() == LaneKind.DRIVING || kind() == LaneKind.BUS);
    }

    LaneKind kind() {
        if (types.contains("busLane")) {
            return LaneKind.BUS;
        }
        if (types.contains("bicycleLane")) {
            return LaneKind.BICYCLE;
        }
        if (types.contains("parking")) {
            return LaneKind.PARKING;
        }
        if (types.contains("shoulder")) {
            return LaneKind.SHOULDER;
        }
        boolean closed = types.contains("border")
                || types.contains("restricted")
                || types.contains("restrictedArea")
                || types.contains("restricted_area")
                || !isLane();
        return closed ? LaneKind.OTHER : LaneKind.DRIVING;
    }

    String marking(boolean left) {
        return ScenarioXml.text(ScenarioXml.child(element, left ? "leftBound" : "rightBound"), "lineMarking");
    }

    List<String> successors() {
        return ScenarioXml.refs(element, "successor");
    }

    List<String> predecessors() {
        return ScenarioXml.refs(element, "predecessor");
    }

    Optional<Adjacent> adjacent(boolean left) {
        return element.find(left ? "adjacentLeft" : "adjacentRight")
                .map(found -> new Adjacent(
                        found.attribute("ref"),
                        !found.attribute("drivingDir", "same").equals("opposite")));
    }

    Vec3 end() {
        return left.last().lerp(right.last(), 0.5);
    }

    /** Ids of lights, also of those that the stop line names. */
    List<String> lights() {
        List<String> ids = new ArrayList<>(ScenarioXml.refs(element, "trafficLightRef"));
        element.find("stopLine").ifPresent(line -> ids.addAll(ScenarioXml.refs(line, "trafficLightRef")));
        return ids;
    }

    List<String> signs() {
        List<String> ids = new ArrayList<>(ScenarioXml.refs(element, "trafficSignRef"));
        element.find("stopLine").ifPresent(line -> ids.addAll(ScenarioXml.refs(line, "trafficSignRef")));
        return ids;
    }
}
