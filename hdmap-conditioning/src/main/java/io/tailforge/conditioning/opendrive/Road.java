package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.opendrive.PlanGeometry.PlanPose;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A road: its reference line, its surface and its lanes.
 *
 * @param junction id of the junction it lies in
 */
record Road(
        XmlElement element,
        String id,
        Optional<String> junction,
        double length,
        boolean rightHandTraffic,
        PlanView planView,
        PiecewiseCubic elevation,
        PiecewiseCubic superelevation,
        PiecewiseCubic crossfallLeft,
        PiecewiseCubic crossfallRight,
        LateralShape shape,
        PiecewiseCubic laneOffset,
        List<LaneSection> sections,
        Optional<RoadLink> predecessor,
        Optional<RoadLink> successor,
        SpeedLimits speedLimits) {
    private static final double MAX_COORDINATE = 1e8;
    private static final double MAX_LENGTH = 1e6;
    /** Lengths are written rounded; pieces may end that much before their road does. */
    private static final double LENGTH_TOLERANCE = 0.1;

    /** What a road goes on into at one end. */
    record RoadLink(boolean isJunction, String id, boolean atItsStart) {}

    static Road of(XmlElement element) {
        boolean rightHandTraffic = !element.attribute("rule", "RHT").equalsIgnoreCase("LHT");
        String junction = element.attribute("junction", "-1");
        Findings parts = new Findings();
        Optional<String> id = parts.attempt(() -> element.attribute("id"));
        Optional<PlanView> planView = parts.attempt(() -> PlanView.of(element));
        OptionalDouble length = length(element, planView, parts);
        Optional<PiecewiseCubic> elevation = parts.attempt(() -> profile(element, "elevationProfile", "elevation"));
        Optional<PiecewiseCubic> superelevation =
                parts.attempt(() -> profile(element, "lateralProfile", "superelevation"));
        Optional<Crossfall> crossfall = parts.attempt(() -> Crossfall.of(element));
        Optional<LateralShape> shape = parts.attempt(() -> LateralShape.of(element.at("lateralProfile", "shape")));
        Optional<PiecewiseCubic> laneOffset = parts.attempt(() -> profile(element, "lanes", "laneOffset"));
        Optional<List<LaneSection>> sections = parts.attempt(() -> sections(element, length, rightHandTraffic));
        Optional<Optional<RoadLink>> predecessor = parts.attempt(() -> link(element, "predecessor"));
        Optional<Optional<RoadLink>> successor = parts.attempt(() -> link(element, "successor"));
        Optional<SpeedLimits> limits = parts.attempt(() -> SpeedLimits.ofRoad(element));
        parts.throwIfRefused();
        return new Road(
                element,
                id.orElseThrow(),
                junction.equals("-1") || junction.isBlank() ? Optional.empty() : Optional.of(junction),
                length.orElseThrow(),
                rightHandTraffic,
                planView.orElseThrow(),
                elevation.orElseThrow(),
                superelevation.orElseThrow(),
                crossfall.orElseThrow().left(),
                crossfall.orElseThrow().right(),
                shape.orElseThrow(),
                laneOffset.orElseThrow(),
                sections.orElseThrow(),
                predecessor.orElseThrow(),
                successor.orElseThrow(),
                limits.orElseThrow());
    }

    private static PiecewiseCubic profile(XmlElement road, String profile, String record) {
        return PiecewiseCubic.of(road.at(profile, record), "s", 0);
    }

    /** Empty where the geometry it has to agree with is refused. */
    private static OptionalDouble length(XmlElement element, Optional<PlanView> planView, Findings parts) {
        return planView.flatMap(plan -> parts.attempt(() -> length(element, plan)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private static double length(XmlElement element, PlanView planView) {
        double length = element.number("length", planView.end());
        if (!(length > 0 && length <= MAX_LENGTH)) {
            throw element.bad("XODR-GEOMETRY", "has the length " + length + "; it must be above 0 and up to 1000 km");
        }
        if (Math.abs(length - planView.end()) > LENGTH_TOLERANCE + 1e-3 * length) {
            throw element.bad(
                    "XODR-GEOMETRY",
                    "is " + length + " m long but its geometry ends at s = " + planView.end() + "; make them agree");
        }
        return Math.min(length, planView.end());
    }

    private record Crossfall(PiecewiseCubic left, PiecewiseCubic right) {
        static Crossfall of(XmlElement element) {
            List<XmlElement> records = element.at("lateralProfile", "crossfall");
            Findings.readAll(records, record -> PiecewiseCubic.of(List.of(record), "s", 0));
            return new Crossfall(side(records, "right"), side(records, "left"));
        }

        private static PiecewiseCubic side(List<XmlElement> records, String otherSide) {
            return PiecewiseCubic.of(
                    records.stream()
                            .filter(fall -> !fall.attribute("side", "both").equals(otherSide))
                            .toList(),
                    "s",
                    0);
        }
    }

    /** @param length of the road; empty where it is refused: then the last section may be of any */
    private static List<LaneSection> sections(XmlElement element, OptionalDouble length, boolean rightHandTraffic) {
        List<XmlElement> elements = element.at("lanes", "laneSection");
        if (elements.isEmpty()) {
            throw element.bad("XODR-SECTION", "has no laneSection");
        }
        List<Double> starts = Findings.readAll(elements, section -> section.number("s"));
        double roadEnd = length.orElse(Double.POSITIVE_INFINITY);
        Findings findings = new Findings();
        List<LaneSection> sections = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            int index = i;
            double start = Math.max(0, starts.get(i));
            double end = i + 1 < elements.size() ? starts.get(i + 1) : roadEnd;
            findings.attempt(() -> section(elements.get(index), index, start, end, roadEnd, rightHandTraffic))
                    .ifPresent(sections::add);
        }
        findings.throwIfRefused();
        return sections;
    }

    private static LaneSection section(
            XmlElement element, int index, double start, double end, double roadEnd, boolean rightHandTraffic) {
        if (!(end > start)) {
            throw element.bad("XODR-SECTION", "has no length: it goes from s = " + start + " to " + end);
        }
        return LaneSection.of(element, index, start, Math.min(end, roadEnd), rightHandTraffic);
    }

    private static Optional<RoadLink> link(XmlElement element, String name) {
        return element.at("link", name).stream()
                .findFirst()
                .filter(link -> link.findAttribute("elementId").isPresent())
                // Links with an elementS leave the other road midway, at a virtual junction.
                .filter(link -> link.findAttribute("elementS").isEmpty())
                .map(link -> new RoadLink(
                        link.attribute("elementType", "road").equals("junction"),
                        link.attribute("elementId"),
                        !link.attribute("contactPoint", "start").equals("end")));
    }

    /** A point of the road's surface, raised by {@code height}. */
    Vec3 point(double s, double t, double height) {
        PlanPose pose = planView.at(s);
        double roll = superelevation.at(s);
        double across = t * StrictMath.cos(roll);
        double z = elevation.at(s) + t * StrictMath.sin(roll) - fall(s, t) + shape.at(s, t) + height;
        double x = pose.x() - across * StrictMath.sin(pose.heading());
        double y = pose.y() + across * StrictMath.cos(pose.heading());
        if (!(Math.abs(x) <= MAX_COORDINATE && Math.abs(y) <= MAX_COORDINATE && Math.abs(z) <= MAX_COORDINATE)) {
            throw element.bad("MAP-NOT-FINITE", "leaves every map at s = " + s + ", t = " + t);
        }
        return new Vec3(x, y, z);
    }

    private double fall(double s, double t) {
        PiecewiseCubic crossfall = t >= 0 ? crossfallLeft : crossfallRight;
        return crossfall.isEmpty() ? 0 : Math.abs(t) * StrictMath.tan(crossfall.at(s));
    }

    double headingAt(double s) {
        return planView.at(s).heading();
    }

    LaneSection sectionAt(double s) {
        LaneSection found = sections.getFirst();
        for (LaneSection section : sections) {
            if (section.start() <= s) {
                found = section;
            }
        }
        return found;
    }

    /** Outer edge of a lane of a section, metres to the left of the reference line. */
    double edge(LaneSection section, int laneId, double s) {
        double t = laneOffset.at(s);
        double centre = t;
        int side = Integer.signum(laneId);
        for (int step = 1; step <= Math.abs(laneId); step++) {
            LaneSpec lane = section.find(side * step).orElseThrow();
            if (!lane.width().isEmpty() || lane.border().isEmpty()) {
                t += side * Math.max(0, lane.width().at(s));
            } else {
                t = centre + side * Math.abs(lane.border().at(s));
            }
        }
        return t;
    }
}
