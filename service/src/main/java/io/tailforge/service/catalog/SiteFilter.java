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

/**
 * A site query as the condition of a statement, the same on both databases. Every area is asked by {@code &&} first: on
 * H2GIS nothing else uses the index, and PostGIS does the same by itself.
 */
final class SiteFilter {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    SiteFilter(SiteQuery query) {
        query.areas().forEach(this::area);
        in("kind", query.kinds().stream().map(Kind::name).toList());
        in("layout_id", List.copyOf(query.layouts()));
        query.drivingSide().ifPresent(side -> equal("driving_side", side.name()));
        query.direction().ifPresent(direction -> equal("direction", direction.name()));
        query.signalised().ifPresent(value -> equal("signalised", value));
        query.atJunction().ifPresent(value -> equal("at_junction", value));
        query.hasCrossing().ifPresent(this::crossing);
        query.measures().forEach(this::range);
    }

    private void area(SiteArea area) {
        String column = area.onEarth() ? "earth" : "plan";
        String shape = "ST_GeomFromWKB(:" + parameter(PlaneShapes.wkb(PlaneShapes.of(area))) + ", "
                + (area.onEarth() ? LayoutCatalog.WGS84 : 0) + ")";
        conditions.add(column + " && " + shape);
        if (area instanceof LayoutCircle circle) {
            String centre = parameter(PlaneShapes.wkb(PlaneShapes.point(circle.x(), circle.y())));
            conditions.add("ST_DWithin(plan, ST_GeomFromWKB(:" + centre + ", 0), :" + parameter(circle.radius()) + ")");
        } else {
            conditions.add("ST_Intersects(" + column + ", " + shape + ")");
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

    /** Conditions joined by AND; one that always holds where none is asked for. */
    String condition() {
        return conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
