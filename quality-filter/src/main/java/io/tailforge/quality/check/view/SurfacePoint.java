package io.tailforge.quality.check.view;

import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Vec3;
import java.util.Optional;

/**
 * A pixel whose place in the world is known, with the flat surface around it. Stands still.
 *
 * @param step pixels to {@code right} and {@code below}
 * @param right the place seen that much to the right of the pixel, {@code below} that much under it
 */
record SurfacePoint(Pixel at, Vec3 world, double step, Vec3 right, Vec3 below) {
    /** Like a road, as steep as roads get. */
    boolean isLevel() {
        Vec3 normal = right.minus(world).cross(below.minus(world));
        return Math.abs(normal.z()) > 0.9 * normal.norm();
    }

    /** How pixels around this one are seen by another camera; empty where it does not see them. */
    Optional<Mapping> seenBy(SceneGeometry other, int frame) {
        return other.project(frame, world).flatMap(place -> other.project(frame, right)
                .flatMap(a -> other.project(frame, below).map(b -> mapping(place, a, b))));
    }

    private Mapping mapping(Pixel place, Pixel a, Pixel b) {
        return new Mapping(
                at,
                place,
                (a.u() - place.u()) / step,
                (b.u() - place.u()) / step,
                (a.v() - place.v()) / step,
                (b.v() - place.v()) / step);
    }

    /**
     * Pixels of one camera in another's picture, about a point.
     *
     * @param from in the one, {@code to} in the other picture
     * @param uu du/du', {@code uv} du/dv', {@code vu} dv/du', {@code vv} dv/dv'
     */
    record Mapping(Pixel from, Pixel to, double uu, double uv, double vu, double vv) {
        double determinant() {
            return uu * vv - uv * vu;
        }

        /** Neither picture shows the surface much larger or more squeezed than the other. */
        boolean isGentle(double most) {
            double size = uu * uu + uv * uv + vu * vu + vv * vv;
            double area = determinant();
            double root = Math.sqrt(Math.max(0, size * size - 4 * area * area));
            double largest = Math.sqrt((size + root) / 2);
            double smallest = Math.sqrt(Math.max(0, (size - root) / 2));
            return area > 0 && largest < most && smallest > 1 / most;
        }
    }
}
