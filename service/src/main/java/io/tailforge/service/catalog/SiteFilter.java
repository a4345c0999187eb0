package io.tailforge.service.catalog;

import io.tailforge.scene.map.SiteArea;
import io.tailforge.scene.map.SiteArea.LayoutCircle;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteQuery.Range;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * A site query as the condition of a statement, the same on both databases. Every area is asked by {@code &&} first: on
 * H2GIS nothing else uses the index, and PostGIS does the same by itself.
 */
final class SiteFilter {
    private final List<String> sources = new ArrayList<>(List.of("site"));
    private final List<String> conditions = new ArrayList<>();
    private final List<String> exact = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    SiteFilter(SiteQuery query) {
        query.areas().forEach(this::area);
        in("kind", query.kinds().stream().map(Kind::name).toList());
        layouts(query);
        query.drivingSide().ifPresent(side -> equal("driving_side", side.name()));
        query.direction().ifPresent(direction -> equal("direction", direction.name()));
        query.signalised().ifPresent(value -> equal("signalised", value));
        query.atJunction().ifPresent(value -> equal("at_junction", value));
        query.hasCrossing().ifPresent(this::crossing);
        query.measures().forEach(this::range);
    }

    /** The area is made once, not at every row; what is near it by the index is looked at exactly last of all. */
    private void area(SiteArea area) {
        String column = area.onEarth() ? "earth" : "plan";
        String name = "area" + sources.size();
        Geometry shape = PlaneShapes.of(area);
        Geometry centre = area instanceof LayoutCircle circle ? PlaneShapes.point(circle.x(), circle.y()) : shape;
        sources.add("(SELECT " + literal(shape, area) + " AS shape, " + literal(centre, area) + " AS centre) " + name);
        conditions.add(column + " && " + name + ".shape");
        exact.add(
                area instanceof LayoutCircle circle
                        ? "ST_DWithin(plan, " + name + ".centre, :" + parameter(circle.radius()) + ")"
                        : "ST_Intersects(" + column + ", " + name + ".shape)");
    }

    private String literal(Geometry geometry, SiteArea area) {
        return "ST_GeomFromWKB(:" + parameter(PlaneShapes.wkb(geometry)) + ", "
                + (area.onEarth() ? LayoutCatalog.WGS84 : 0) + ")";
    }

    /** Where an area is asked for, its index serves: H2 would take a layout's whole list for the shorter way. */
    private void layouts(SiteQuery query) {
        if (query.areas().isEmpty()) {
            in("layout_id", List.copyOf(query.layouts()));
        } else {
            in(
                    "(layout_id || '.')",
                    query.layouts().stream().map(id -> id + ".").toList());
        }
    }

    private void in(String column, List<String> values) {
        if (!values.isEmpty()) {
            conditions.add(column + " IN (:" + parameter(values) + ")");
        }
    }

    private void equal(String column, Object value) {
        conditions.add(column + " = :" + parameter(value));
    }

    /** A crosswalk has a crossing itself. */
    private void crossing(boolean wanted) {
        conditions.add(wanted ? "(crossings >= 1 OR kind = 'CROSSING')" : "crossings = 0");
    }

    private void range(Measure measure, Range range) {
        if (Double.isFinite(range.min())) {
            conditions.add(measure.key() + " >= :" + parameter(range.min()));
        }
        if (Double.isFinite(range.max())) {
            conditions.add(measure.key() + " <= :" + parameter(range.max()));
        }
    }

    /** Only what comes after a site in the order of layout and ordinal. */
    SiteFilter after(String layoutId, int ordinal) {
        String layout = parameter(layoutId);
        conditions.add("(layout_id > :" + layout + " OR (layout_id = :" + layout + " AND ordinal > :"
                + parameter(ordinal) + "))");
        return this;
    }

    /** Only where somebody drives. */
    SiteFilter driven() {
        conditions.add("lane_count > 0");
        return this;
    }

    private String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return name;
    }

    /** The table of sites, and a table of one row for each area. */
    String from() {
        return String.join(", ", sources);
    }

    /** Conditions joined by AND; one that always holds where none is asked for. */
    String condition() {
        List<String> all = new ArrayList<>(conditions);
        all.addAll(exact);
        return all.isEmpty() ? "1 = 1" : String.join(" AND ", all);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
