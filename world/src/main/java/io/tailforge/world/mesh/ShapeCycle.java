package io.tailforge.world.mesh;

import java.util.List;

/**
 * The shapes of an instance. One for rigid things; for gait, shapes at equal steps of the walked distance.
 *
 * @param strideMetres distance after which the cycle repeats; ignored for one shape
 */
public record ShapeCycle(List<TriangleMesh> shapes, double strideMetres) {
    public ShapeCycle {
        shapes = List.copyOf(shapes);
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("an instance needs a shape");
        }
    }

    public static ShapeCycle rigid(TriangleMesh mesh) {
        return new ShapeCycle(List.of(mesh), 1);
    }

    /** Index of the shape after a walked distance. */
    public int shapeAt(double walkedMetres) {
        double phase = walkedMetres / strideMetres;
        return (int) ((phase - Math.floor(phase)) * shapes.size()) % shapes.size();
    }
}
