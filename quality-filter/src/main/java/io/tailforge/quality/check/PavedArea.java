package io.tailforge.quality.check;

import io.tailforge.scene.geometry.Vec3;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * A paved area of the map, whose height within its corners the map tells only where they lie in a plane.
 *
 * @param outline seen from above
 * @param middle of the corners
 * @param up unit normal of the plane through them (Newell's)
 * @param flat whether they lie in it
 */
public record PavedArea(Path2D outline, Vec3 middle, Vec3 up, boolean flat) {
    /** Corners so far off their plane make an area uneven, metres. */
    private static final double FLAT = 0.06;

    static PavedArea of(List<Vec3> corners) {
        Vec3 middle = corners.stream().reduce(Vec3.ZERO, Vec3::plus).times(1.0 / Math.max(1, corners.size()));
        Vec3 normal = Vec3.ZERO;
        for (int i = 0; i < corners.size(); i++) {
            Vec3 from = corners.get(i).minus(middle);
            Vec3 to = corners.get((i + 1) % corners.size()).minus(middle);
            normal = normal.plus(from.cross(to));
        }
        Vec3 up = normal.times(1 / Math.max(1e-9, normal.norm()));
        boolean flat = corners.stream()
                .allMatch(corner -> Math.abs(corner.minus(middle).dot(up)) <= FLAT);
        return new PavedArea(outline(corners), middle, up, flat);
    }

    private static Path2D outline(List<Vec3> corners) {
        Path2D outline = new Path2D.Double();
        outline.moveTo(corners.getFirst().x(), corners.getFirst().y());
        corners.stream().skip(1).forEach(corner -> outline.lineTo(corner.x(), corner.y()));
        outline.closePath();
        return outline;
    }

    boolean comesWithin(Vec3 place, double distance) {
        return outline.intersects(place.x() - distance, place.y() - distance, 2 * distance, 2 * distance);
    }

    /** Whether the map says here another height than this, metres, or none. */
    boolean isAtOdds(double x, double y, double height, double most) {
        return outline.contains(x, y) && !(flat && Math.abs(heightAt(x, y) - height) <= most);
    }

    private double heightAt(double x, double y) {
        return middle.z() - ((x - middle.x()) * up.x() + (y - middle.y()) * up.y()) / up.z();
    }
}
