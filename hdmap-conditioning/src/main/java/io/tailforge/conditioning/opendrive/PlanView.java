package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.opendrive.PlanGeometry.Cubic;
import io.tailforge.conditioning.opendrive.PlanGeometry.PlanPose;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import java.util.List;

/** The reference line of a road in plan: x, y and heading at a distance s along it. */
record PlanView(List<Piece> pieces) {
    private static final double MAX_TURN = 200;

    PlanView {
        pieces = List.copyOf(pieces);
    }

    record Piece(double start, double length, PlanPose origin, PlanGeometry geometry) {}

    static PlanView of(XmlElement road) {
        List<XmlElement> elements = road.at("planView", "geometry");
        if (elements.isEmpty()) {
            throw road.bad("XODR-GEOMETRY", "has no planView with a geometry");
        }
        List<Piece> pieces = Findings.readAll(elements, PlanView::piece);
        for (int i = 1; i < pieces.size(); i++) {
            double start = pieces.get(i).start();
            if (start < pieces.get(i - 1).start()) {
                throw elements.get(i).bad("XODR-GEOMETRY", "starts at s = " + start + ", not behind the one before it");
            }
        }
        return new PlanView(pieces);
    }

    private static Piece piece(XmlElement element) {
        double length = element.number("length");
        if (!(length > 0)) {
            throw element.bad("XODR-GEOMETRY", "has the length " + length + "; it must be above zero");
        }
        PlanPose origin = new PlanPose(element.number("x"), element.number("y"), element.number("hdg"));
        return new Piece(element.number("s"), length, origin, geometry(element, length));
    }

    private static PlanGeometry geometry(XmlElement element, double length) {
        for (XmlElement shape : element.children()) {
            switch (shape.name()) {
                case "line" -> {
                    return new PlanGeometry.Line();
                }
                case "arc" -> {
                    return new PlanGeometry.Arc(curvature(shape, "curvature", length));
                }
                case "spiral" -> {
                    return new PlanGeometry.Spiral(
                            curvature(shape, "curvStart", length), curvature(shape, "curvEnd", length), length);
                }
                case "poly3" -> {
                    return new PlanGeometry.Poly3(cubic(shape, ""));
                }
                case "paramPoly3" -> {
                    boolean byLength = shape.attribute("pRange", "normalized").equals("arcLength");
                    return new PlanGeometry.ParamPoly3(cubic(shape, "U"), cubic(shape, "V"), byLength ? 1 : 1 / length);
                }
                default -> {}
            }
        }
        throw element.bad("XODR-GEOMETRY", "holds none of line, arc, spiral, poly3, paramPoly3");
    }

    private static double curvature(XmlElement shape, String key, double length) {
        double curvature = shape.number(key);
        if (Math.abs(curvature) * length > MAX_TURN) {
            throw shape.bad("XODR-GEOMETRY", "'" + key + "' turns the road round more than thirty times");
        }
        return curvature;
    }

    private static Cubic cubic(XmlElement shape, String suffix) {
        return new Cubic(
                shape.number("a" + suffix),
                shape.number("b" + suffix),
                shape.number("c" + suffix),
                shape.number("d" + suffix));
    }

    PlanPose at(double s) {
        int low = 0;
        int high = pieces.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).start() <= s) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Piece piece = pieces.get(low);
        double ds = Math.clamp(s - piece.start(), 0, piece.length());
        return piece.origin().times(piece.geometry().at(ds));
    }

    double end() {
        return pieces.getLast().start() + pieces.getLast().length();
    }
}
