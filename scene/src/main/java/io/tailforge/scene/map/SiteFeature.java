package io.tailforge.scene.map;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A site: something about a layout that is worth driving to, such as a junction or a tight curve. What lies on the road and
 * has a direction (curve, grade, straight, stretch) is found once for each direction of travel.
 *
 * @param id slug, unique within the layout; made of the ids of the map's own elements, so that it outlives other changes
 * @param geometry layout metres: the point, the line in the direction of travel, or the corners of the area (not closed)
 * @param centre where one is when one is at the site; on the road for everything that has a line
 * @param lanes driven lanes that lead through the site, in map order; empty where nobody drives there
 */
public record SiteFeature(
        String id,
        Kind kind,
        Shape shape,
        Polyline3 geometry,
        Vec3 centre,
        DrivingSide drivingSide,
        SiteTraits traits,
        List<String> lanes) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public SiteFeature {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(shape);
        Objects.requireNonNull(geometry);
        Objects.requireNonNull(centre);
        Objects.requireNonNull(drivingSide);
        Objects.requireNonNull(traits);
        lanes = List.copyOf(lanes);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a site's id is lower-case letters, digits and single '-', not " + id);
        }
        if (geometry.size() < shape.fewestPoints) {
            throw new IllegalArgumentException("a site of " + geometry.size() + " points is no " + shape);
        }
    }

    /** What there is. */
    public enum Kind {
        /** Where roads meet: the area of the junction's lanes. */
        JUNCTION,
        /** A ring that traffic runs round in one sense: its middle line, closed. */
        ROUNDABOUT,
        /** Where people cross: the area of the crosswalk. */
        CROSSING,
        /** A bend outside junctions. */
        CURVE,
        /** Where two streams become one. */
        MERGE,
        /** Where one stream becomes two. */
        DIVERGE,
        /** A slope outside junctions. */
        GRADE,
        /** A long piece of road without a bend, outside junctions. */
        STRAIGHT,
        /** The road from one junction, fork or end to the next. */
        STRETCH
    }

    /** What its geometry is. */
    public enum Shape {
        POINT(1),
        LINE(2),
        AREA(3);

        private final int fewestPoints;

        Shape(int fewestPoints) {
            this.fewestPoints = fewestPoints;
        }
    }

    /** Which way it goes. */
    public enum Direction {
        LEFT,
        RIGHT,
        UP,
        DOWN
    }
}
