package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.opendrive.PlanGeometry.PlanPose;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        PlanView planView = PlanView.of(element);
        double length = length(element, planView);
        String junction = element.attribute("junction", "-1");
        return new Road(
                element,
                element.attribute("id"),
                junction.equals("-1") || junction.isBlank() ? Optional.empty() : Optional.of(junction),
                length,
                rightHandTraffic,
                planView,
                PiecewiseCubic.of(element.at("elevationProfile", "elevation"), "s", 0),
                PiecewiseCubic.of(element.at("lateralProfile", "superelevation"), "s", 0),
                crossfall(element, "right"),
                crossfall(element, "left"),
                LateralShape.of(element.at("lateralProfile", "shape")),
                PiecewiseCubic.of(element.at("lanes", "laneOffset"), "s", 0),
                sections(element, length, rightHandTraffic),
                link(element, "predecessor"),
                link(element, "successor"),
                SpeedLimits.ofRoad(element));
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

    private static PiecewiseCubic crossfall(XmlElement element, String otherSide) {
        return PiecewiseCubic.of(
                element.at("lateralProfile", "crossfall").stream()
                        .filter(fall -> !fall.attribute("side", "both").equals(otherSide))
                        .toList(),
                "s",
                0);
    }

    private static List<LaneSection> sections(XmlElement element, double length, boolean rightHandTraffic) {
        List<XmlElement> elements = element.at("lanes", "laneSection");
        if (elements.isEmpty()) {
            throw element.bad("XODR-SECTION", "has no laneSection");
        }
        List<LaneSection> sections = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            double start = Math.max(0, elements.get(i).number("s"));
            double end = i + 1 < elements.size() ? elements.get(i + 1).number("s") : length;
            if (!(end > start)) {
                throw elements.get(i).bad("XODR-SECTION", "has no length: it goes from s = " + start + " to " + end);
            }
            sections.add(LaneSection.of(elements.get(i), i, start, Math.min(end, length), rightHandTraffic));
        }
        return sections;
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
