package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a signal or object stands on a road.
 *
 * @param ground the point of the road's surface at s and t
 * @param heading of the thing's own x axis
 */
record Placement(Road road, double s, double t, Vec3 ground, double heading) {
    static Placement of(Road road, double s, double t, double relativeHeading) {
        double on = Math.clamp(s, 0, road.length());
        return new Placement(road, on, t, road.point(on, t, 0), road.headingAt(on) + relativeHeading);
    }

    /** A point u ahead, v to the left and z up from the ground, in the thing's own frame. */
    Vec3 local(double u, double v, double z) {
        double cos = StrictMath.cos(heading);
        double sin = StrictMath.sin(heading);
        return ground.plus(new Vec3(cos * u - sin * v, sin * u + cos * v, z));
    }

    /** The corners of a flat rectangle, {@code length} along the thing's heading. */
    Polyline3 rectangle(double length, double width, double z) {
        return Polyline3.of(List.of(
                local(length / 2, width / 2, z),
                local(-length / 2, width / 2, z),
                local(-length / 2, -width / 2, z),
                local(length / 2, -width / 2, z)));
    }

    /** A plate whose face looks along {@code facing}. */
    Cuboid plate(double facing, double thickness, double width, double bottom, double height) {
        Vec3 centre = ground.plus(new Vec3(0, 0, bottom + height / 2));
        return new Cuboid(Pose.ofYaw(centre.x(), centre.y(), centre.z(), facing), new Vec3(thickness, width, height));
    }

    /** True where the foot stands on a lane for traffic. */
    boolean isOnTraffic() {
        LaneSection section = road.sectionAt(s);
        for (LaneSpec lane : section.lanes()) {
            if (lane.id() != 0 && lane.type().isForTraffic()) {
                double outer = road.edge(section, lane.id(), s);
                double inner = road.edge(section, lane.id() - Integer.signum(lane.id()), s);
                if (t > Math.min(inner, outer) && t < Math.max(inner, outer)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The corners of an element's outline; empty where it has none. */
    static List<Vec3> outline(XmlElement element, Road road, Placement placement) {
        List<XmlElement> outlines = new ArrayList<>(element.children("outline"));
        outlines.addAll(element.at("outlines", "outline"));
        List<Vec3> corners = new ArrayList<>();
        if (!outlines.isEmpty()) {
            XmlElement outer = outlines.stream()
                    .filter(outline -> !outline.attribute("outer", "true").equals("false"))
                    .findFirst()
                    .orElse(outlines.getFirst());
            for (XmlElement corner : outer.children()) {
                if (corner.name().equals("cornerRoad")) {
                    double s = Math.clamp(corner.number("s"), 0, road.length());
                    corners.add(road.point(s, corner.number("t"), corner.number("dz", 0)));
                } else if (corner.name().equals("cornerLocal")) {
                    corners.add(placement.local(corner.number("u"), corner.number("v"), corner.number("z", 0)));
                }
            }
        }
        return corners;
    }
}
