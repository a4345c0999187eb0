package io.tailforge.scene.map;

import io.tailforge.scene.geometry.Polyline3;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing on the map. The first eight are drawn on conditioning videos under their RDS-HQ names; the others carry
 * topology and surface for driving and for building the world. Coordinates are layout metres, z up.
 */
public sealed interface MapElement {
    /** Unique within its map. */
    String id();

    /** A painted line between or beside lanes, in the order of the source. */
    record LaneLine(String id, Polyline3 line, LineColour colour, LineStyle style) implements MapElement {
        public LaneLine {
            requireAll(id, line, colour, style);
        }
    }

    /** Where the drivable surface ends; what stands there is its kind. */
    record RoadBoundary(String id, Polyline3 line, BoundaryKind kind) implements MapElement {
        public RoadBoundary {
            requireAll(id, line, kind);
        }
    }

    /** Stop or give-way line. */
    record WaitLine(String id, Polyline3 line) implements MapElement {
        public WaitLine {
            requireAll(id, line);
        }
    }

    /** Pedestrian crossing; the corners of its area, not closed, may be concave. */
    record Crosswalk(String id, Polyline3 area) implements MapElement {
        public Crosswalk {
            requireAll(id, area);
        }
    }

    /** Painted area such as an arrow or a bar; corners, not closed. */
    record RoadMarking(String id, Polyline3 area, MarkingKind kind) implements MapElement {
        public RoadMarking {
            requireAll(id, area, kind);
        }
    }

    /** A vertical thing: its axis from foot to top. */
    record Pole(String id, Polyline3 axis, PoleKind kind, double radius) implements MapElement {
        public Pole {
            requireAll(id, axis, kind);
            requirePositive(radius, "radius");
        }
    }

    /**
     * A signal head.
     *
     * @param corners the 8 corners in RDS-HQ order (see {@link io.tailforge.scene.geometry.Cuboid#corners()}), kept as
     *     the source gives them; the lit face is the one that looks at the traffic it controls
     * @param facing heading (radians, in the x-y plane) towards which the lit face looks
     */
    record TrafficLight(String id, Polyline3 corners, double facing) implements MapElement {
        public TrafficLight {
            requireAll(id, corners);
            requireCorners(corners);
        }
    }

    /**
     * A sign plate.
     *
     * @param corners as for {@link TrafficLight}
     * @param facing heading towards which the face looks
     * @param code country and number as the source gives them (for example {@code de:205}); empty where unknown
     */
    record TrafficSign(String id, Polyline3 corners, double facing, String code) implements MapElement {
        public TrafficSign {
            requireAll(id, corners, code);
            requireCorners(corners);
        }
    }

    /**
     * A stretch of lane. Both rails run in the direction of travel, so {@code left} is on the driver's left whichever
     * side the country drives on.
     *
     * @param successors lanes one can go on into, by id; {@code predecessors} the reverse
     * @param leftNeighbour the lane beside it on the left that runs the same way, if a change into it is thinkable
     * @param oncomingNeighbour the adjacent lane that runs the other way, if there is one
     * @param junction the junction the lane lies in
     * @param speedLimit metres per second, where the source states one
     */
    record Lane(
            String id,
            Polyline3 left,
            Polyline3 right,
            LaneKind kind,
            List<String> successors,
            List<String> predecessors,
            Optional<String> leftNeighbour,
            Optional<String> rightNeighbour,
            Optional<String> oncomingNeighbour,
            Optional<String> junction,
            OptionalDouble speedLimit)
            implements MapElement {
        public Lane {
            requireAll(id, left, right, kind, leftNeighbour, rightNeighbour, oncomingNeighbour, junction, speedLimit);
            successors = List.copyOf(successors);
            predecessors = List.copyOf(predecessors);
        }
    }

    /** Where roads meet. */
    record Junction(String id, List<String> lanes, boolean signalised) implements MapElement {
        public Junction {
            requireAll(id);
            lanes = List.copyOf(lanes);
        }
    }

    /** The upper edge of a kerb, road surface on its left; {@code height} above that surface, metres. */
    record Kerb(String id, Polyline3 line, double height) implements MapElement {
        public Kerb {
            requireAll(id, line);
        }
    }

    /** Where people walk: two rails along it, either direction. */
    record Walkway(String id, Polyline3 left, Polyline3 right) implements MapElement {
        public Walkway {
            requireAll(id, left, right);
        }
    }

    /** A paved area cars may use; corners, not closed. */
    record DrivableArea(String id, Polyline3 area) implements MapElement {
        public DrivableArea {
            requireAll(id, area);
        }
    }

    enum LineColour {
        WHITE,
        YELLOW,
        BLUE,
        RED,
        OTHER
    }

    /** RDS-HQ style names; {@code NONE} is a lane edge without paint and is never drawn. */
    enum LineStyle {
        SOLID_SINGLE,
        SOLID_GROUP,
        LONG_DASHED_SINGLE,
        SHORT_DASHED_SINGLE,
        LONG_DASHED_GROUP,
        SHORT_DASHED_GROUP,
        DOT_DASHED_SINGLE,
        DASHED_SOLID,
        SOLID_DASHED,
        DOT_SOLID_SINGLE,
        DOT_SOLID_GROUP,
        OTHER,
        NONE
    }

    enum BoundaryKind {
        KERB,
        TALL_KERB,
        BARRIER,
        ROAD_EDGE,
        OTHER
    }

    enum MarkingKind {
        ARROW,
        BAR,
        TEXT,
        HATCHING,
        OTHER
    }

    enum PoleKind {
        SIGN,
        LIGHT,
        TREE,
        STREET_LAMP,
        TELEGRAPH,
        BOLLARD,
        OTHER
    }

    enum LaneKind {
        DRIVING,
        BICYCLE,
        BUS,
        PARKING,
        SHOULDER,
        OTHER
    }

    private static void requireAll(Object... values) {
        for (Object value : values) {
            Objects.requireNonNull(value);
        }
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " must be above zero, got " + value);
        }
    }

    private static void requireCorners(Polyline3 corners) {
        if (corners.size() != 8) {
            throw new IllegalArgumentException("needs 8 corners, got " + corners.size());
        }
    }
}
