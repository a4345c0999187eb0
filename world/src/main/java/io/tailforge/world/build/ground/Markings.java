package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.variation.Region;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is painted on the road. Dash lengths as the world-scenario control style states them. */
public final class Markings {
    private static final double WIDTH = 0.15;
    private static final double PAIR = 0.12;
    private static final double LINE_THICKNESS = 0.006;
    private static final double BAR_THICKNESS = 0.009;
    private static final double RAIL = 0.3;
    private static final double HATCH = 0.5;

    private final RoadTop top;
    private final Extent extent;
    private final Region region;
    private final MeshBuilder mesh;

    public Markings(RoadSurface road, Extent extent, Region region, MeshBuilder mesh) {
        this.top = road.top();
        this.extent = extent;
        this.region = region;
        this.mesh = mesh;
    }

    private record Dash(double on, double off) {
        static final Dash SOLID = new Dash(1, 0);
        static final Dash LONG = new Dash(3.05, 9.14);
        static final Dash SHORT = new Dash(0.91, 2.74);
        static final Dash DOT = new Dash(0.3, 0.6);
    }

    public void addLine(LaneLine line) {
        List<Vec3> points = extent.local(line.line());
        if (points.size() < 2 || line.style() == LineStyle.NONE || !extent.touches(points)) {
            return;
        }
        Paint paint = Paint.of(colour(line, points), top, mesh, LINE_THICKNESS);
        switch (line.style()) {
            case SOLID_SINGLE, OTHER -> dashes(paint, points, Dash.SOLID, 0);
            case SOLID_GROUP -> pair(paint, points, Dash.SOLID, Dash.SOLID);
            case LONG_DASHED_SINGLE -> dashes(paint, points, Dash.LONG, 0);
            case SHORT_DASHED_SINGLE, DOT_DASHED_SINGLE -> dashes(paint, points, Dash.SHORT, 0);
            case LONG_DASHED_GROUP -> pair(paint, points, Dash.LONG, Dash.LONG);
            case SHORT_DASHED_GROUP -> pair(paint, points, Dash.SHORT, Dash.SHORT);
            case DASHED_SOLID -> pair(paint, points, Dash.SOLID, Dash.LONG);
            case SOLID_DASHED -> pair(paint, points, Dash.LONG, Dash.SOLID);
            case DOT_SOLID_SINGLE -> dashes(paint, points, Dash.DOT, 0);
            case DOT_SOLID_GROUP -> pair(paint, points, Dash.DOT, Dash.SOLID);
            case NONE -> {}
        }
    }

    private void pair(Paint paint, List<Vec3> points, Dash left, Dash right) {
        dashes(paint, points, left, PAIR);
        dashes(paint, points, right, -PAIR);
    }

    private void dashes(Paint paint, List<Vec3> points, Dash dash, double offset) {
        double length = lengthOf(points);
        double step = dash.off() == 0 ? 20 : dash.on() + dash.off();
        double on = dash.off() == 0 ? 20 : dash.on();
        for (double s = 0; s < length; s += step) {
            double to = Math.min(length, s + on);
            if (isNear(points, s, to)) {
                paint.stripe(points, s, to, offset, WIDTH);
            }
        }
    }

    private boolean isNear(List<Vec3> points, double from, double to) {
        List<Vec3> cut = Paint.cut(points, from, to);
        return !cut.isEmpty() && (extent.isNear(cut.getFirst()) || extent.isNear(cut.getLast()));
    }

    private static double lengthOf(List<Vec3> points) {
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += points.get(i).distanceTo(points.get(i - 1));
        }
        return length;
    }

    /** The region's colour only where the map states none. */
    private LineColour colour(LaneLine line, List<Vec3> points) {
        if (line.colour() != LineColour.OTHER) {
            return line.colour();
        }
        return partsOncoming(points) ? region.centreLineColour() : region.edgeLineColour();
    }

    private boolean partsOncoming(List<Vec3> points) {
        int i = points.size() / 2;
        Vec3 normal = Paint.normal(points, i);
        Vec3 left = points.get(i).plus(normal);
        Vec3 right = points.get(i).minus(normal);
        return top.findHeading(left.x(), left.y())
                .flatMap(a -> top.findHeading(right.x(), right.y()).map(b -> StrictMath.cos(a - b) < 0))
                .orElse(false);
    }

    public void addWaitLine(WaitLine line) {
        List<Vec3> points = extent.local(line.line());
        if (points.size() > 1 && extent.touches(points)) {
            Paint paint = new Paint(top, mesh, BAR_THICKNESS, Material.PAINT_WHITE, Shaper.NEUTRAL);
            paint.stripe(points, 0, lengthOf(points), 0, 0.4);
        }
    }

    /**
     * Bars along the traffic; half a metre wide and half a metre apart in Europe (StVO sign 293), 0.6 m in North America (MUTCD
     * longitudinal bars, 24 inches), 0.45 m between lines along the walk in Japan.
     */
    public void addCrosswalk(Crosswalk crosswalk) {
        List<Vec3> area = extent.local(crosswalk.area());
        if (area.size() < 3 || !extent.touches(area)) {
            return;
        }
        Vec3 along = trafficAcross(area);
        Vec3 over = new Vec3(-along.y(), along.x(), 0);
        Paint paint = new Paint(top, mesh, BAR_THICKNESS, Material.CROSSING_PAINT, Shaper.NEUTRAL);
        double low = area.stream().mapToDouble(over::dot).min().orElseThrow();
        double high = area.stream().mapToDouble(over::dot).max().orElseThrow();
        double width = barWidth();
        int bars = (int) Math.floor((high - low + width) / (2 * width));
        double rest = (high - low - (2 * bars - 1) * width) / 2;
        for (int i = 0; i < bars; i++) {
            double from = low + rest + 2 * width * i;
            band(paint, area, over, from, from + width);
        }
        if (region.signFamily().equals("mutcd")) {
            rails(paint, area, along);
        }
    }

    private double barWidth() {
        return switch (region.signFamily()) {
            case "mutcd" -> 0.61;
            case "japan" -> 0.45;
            default -> 0.5;
        };
    }

    /** The lines across the road that bound a ladder crossing. */
    private static void rails(Paint paint, List<Vec3> area, Vec3 along) {
        double low = area.stream().mapToDouble(along::dot).min().orElseThrow();
        double high = area.stream().mapToDouble(along::dot).max().orElseThrow();
        band(paint, area, along, low, low + RAIL);
        band(paint, area, along, high - RAIL, high);
    }

    /** The part of an area between two distances along an axis. */
    private static void band(Paint paint, List<Vec3> area, Vec3 axis, double from, double to) {
        List<Vec3> part = below(below(area, axis, to), axis.times(-1), -from);
        if (part.size() > 2) {
            paint.area(part);
        }
    }

    private Vec3 trafficAcross(List<Vec3> area) {
        Vec3 middle = Vec3.ZERO;
        for (Vec3 p : area) {
            middle = middle.plus(p.times(1.0 / area.size()));
        }
        Vec3 longest = Vec3.ZERO;
        for (int i = 0; i < area.size(); i++) {
            Vec3 edge = area.get((i + 1) % area.size()).minus(area.get(i));
            longest = edge.norm() > longest.norm() ? edge : longest;
        }
        double walk = StrictMath.atan2(longest.y(), longest.x());
        double traffic = top.findHeading(middle.x(), middle.y()).orElse(walk + Math.PI / 2);
        // The bars keep square to the crossing's own edges where it is cut obliquely by less than half a right angle.
        boolean longIsTraffic = Math.abs(StrictMath.cos(traffic - walk)) > Math.sqrt(0.5);
        double along = longIsTraffic ? walk : walk + Math.PI / 2;
        return new Vec3(StrictMath.cos(along), StrictMath.sin(along), 0);
    }

    /** The part of a polygon where {@code axis . p <= limit}. */
    private static List<Vec3> below(List<Vec3> polygon, Vec3 axis, double limit) {
        List<Vec3> out = new ArrayList<>();
        for (int i = 0; i < polygon.size(); i++) {
            Vec3 a = polygon.get(i);
            Vec3 b = polygon.get((i + 1) % polygon.size());
            double da = axis.dot(a) - limit;
            double db = axis.dot(b) - limit;
            if (da <= 0) {
                out.add(a);
            }
            if (da < 0 && db > 0 || da > 0 && db < 0) {
                out.add(a.lerp(b, da / (da - db)));
            }
        }
        return out;
    }

    public void addMarking(RoadMarking marking) {
        List<Vec3> area = extent.local(marking.area());
        if (area.size() < 3 || !extent.touches(area)) {
            return;
        }
        Paint paint = new Paint(top, mesh, BAR_THICKNESS, Material.PAINT_WHITE, Shaper.NEUTRAL);
        boolean rectangle = area.size() == 4;
        switch (marking.kind()) {
            case ARROW -> (rectangle ? Arrow.straight(area, top) : List.of(area)).forEach(paint::area);
            case TEXT -> (rectangle ? letters(area) : List.of(area)).forEach(paint::area);
            case HATCHING -> hatch(paint, area);
            case BAR, OTHER -> paint.area(area);
        }
    }

    /** Read by who drives towards it: its top lies ahead. */
    private List<List<Vec3>> letters(List<Vec3> area) {
        double heading =
                top.findHeading(area.getFirst().x(), area.getFirst().y()).orElse(0.0);
        Vec3 ahead = new Vec3(StrictMath.cos(heading), StrictMath.sin(heading), 0);
        Vec3 right = new Vec3(ahead.y(), -ahead.x(), 0);
        Vec3 corner = area.stream()
                .min(Comparator.comparingDouble(p -> ahead.dot(p) + right.dot(p)))
                .orElseThrow();
        int i = area.indexOf(corner);
        Vec3 one = area.get((i + 1) % 4).minus(corner);
        Vec3 other = area.get((i + 3) % 4).minus(corner);
        boolean oneAhead = Math.abs(ahead.dot(one)) > Math.abs(ahead.dot(other));
        return Lettering.on(corner, oneAhead ? one : other, oneAhead ? other : one);
    }

    /** Slanting bars, a metre apart. */
    private void hatch(Paint paint, List<Vec3> area) {
        double heading =
                top.findHeading(area.getFirst().x(), area.getFirst().y()).orElse(0.0) + Math.PI / 4;
        Vec3 axis = new Vec3(StrictMath.cos(heading), StrictMath.sin(heading), 0);
        double low = area.stream().mapToDouble(axis::dot).min().orElseThrow();
        double high = area.stream().mapToDouble(axis::dot).max().orElseThrow();
        for (double s = low + HATCH / 2; s < high; s += 3 * HATCH) {
            band(paint, area, axis, s, Math.min(high, s + HATCH));
        }
    }
}
