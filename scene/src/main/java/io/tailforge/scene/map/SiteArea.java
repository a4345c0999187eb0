package io.tailforge.scene.map;

import java.util.List;

/** A part of the plane or of Earth in which sites are looked for. */
public sealed interface SiteArea {
    /** Whether it is on Earth, so that only layouts that say where they lie can have sites in it. */
    default boolean onEarth() {
        return switch (this) {
            case EarthPolygons polygons -> true;
            case EarthCircle circle -> true;
            case LayoutBox box -> false;
            case LayoutCircle circle -> false;
        };
    }

    /** WGS 84, degrees. */
    record LonLat(double longitude, double latitude) {
        public LonLat {
            if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
                throw new IllegalArgumentException("no such place: " + latitude + ", " + longitude);
            }
        }
    }

    /** One outline, the first, and the holes in it; each ring closed, its last point its first. */
    record EarthPolygon(List<List<LonLat>> rings) {
        public EarthPolygon {
            rings = rings.stream().map(List::copyOf).toList();
            if (rings.isEmpty()) {
                throw new IllegalArgumentException("a polygon needs an outline");
            }
        }
    }

    /** Any of some polygons. */
    record EarthPolygons(List<EarthPolygon> polygons) implements SiteArea {
        public EarthPolygons {
            polygons = List.copyOf(polygons);
        }
    }

    /** Around a place; metres on the ground. */
    record EarthCircle(LonLat centre, double radius) implements SiteArea {}

    /** Layout metres. */
    record LayoutBox(double minX, double minY, double maxX, double maxY) implements SiteArea {
        public LayoutBox {
            if (!(minX <= maxX) || !(minY <= maxY)) {
                throw new IllegalArgumentException("a box's smallest x and y come first, then its greatest");
            }
        }
    }

    /** Layout metres. */
    record LayoutCircle(double x, double y, double radius) implements SiteArea {}
}
