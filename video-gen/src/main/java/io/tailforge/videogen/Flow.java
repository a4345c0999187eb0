package io.tailforge.videogen;

import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Hits;
import java.util.Arrays;

/**
 * Optical flow: where the surface points that a camera sees at one moment lie in its picture of another. The camera moves,
 * actors move as rigid bodies, and what walks takes the shape of its step: a point keeps its place in its triangle. The sky
 * is infinitely far. Holds scratch: one per thread.
 */
final class Flow {
    private final CameraRays rays;
    private final PixelFinder finder;
    private final Moment from;
    private final Moment to;
    private final boolean[] steps;
    private final float[] uv = new float[2];
    private final float[] point = new float[3];

    /** @param finder of the rays' camera, which also takes the other moment */
    Flow(CameraRays rays, PixelFinder finder, Moment from, Moment to) {
        this.rays = rays;
        this.finder = finder;
        this.from = from;
        this.to = to;
        this.steps = new boolean[from.shapes().length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = from.moves(i) && isStep(from.shapes()[i], to.shapes()[i]);
        }
    }

    /** Whether two shapes are the same triangles in another place. */
    private static boolean isStep(TriangleMesh before, TriangleMesh after) {
        return before != after && Arrays.equals(before.materials(), after.materials());
    }

    /** One row of what was painted. */
    void follow(Canvas seen, int row, float[] out) {
        for (int p = row * seen.width; p < (row + 1) * seen.width; p++) {
            follow(p, seen.range[p], seen.instance[p], seen.triangle[p], out);
        }
    }

    /**
     * The flow of one pixel, right and down in pixels, to {@code out[2 * pixel]}; NaN where its point has no image or is gone.
     *
     * @param range, instance, triangle what the pixel's ray met, as in {@link Hits}
     */
    void follow(int pixel, float range, int instance, int triangle, float[] out) {
        boolean found = !rays.beyondLens.get(pixel)
                && (instance == Hits.NONE ? turn(pixel) : move(pixel, range, instance, triangle))
                && finder.find(point[0], point[1], point[2], uv);
        out[2 * pixel] = found ? uv[0] - pixel % rays.width : Float.NaN;
        out[2 * pixel + 1] = found ? uv[1] - pixel / rays.width : Float.NaN;
    }

    /** A direction of the sky in the other moment's camera. */
    private boolean turn(int pixel) {
        rotate(from.anchorFromCamera(), rays.x[pixel], rays.y[pixel], rays.z[pixel]);
        rotate(to.cameraFromAnchor(), point[0], point[1], point[2]);
        return true;
    }

    private boolean move(int pixel, float range, int instance, int triangle) {
        float x = range * rays.x[pixel];
        float y = range * rays.y[pixel];
        float z = range * rays.z[pixel];
        if (!from.moves(instance)) {
            transform(from.anchorFromCamera(), x, y, z);
            transform(to.cameraFromAnchor(), point[0], point[1], point[2]);
            return true;
        }
        if (to.absent()[instance]) {
            return false;
        }
        transform(from.meshFromCamera()[instance], x, y, z);
        if (steps[instance]) {
            step(from.shapes()[instance], to.shapes()[instance], triangle);
        }
        transform(to.cameraFromMesh()[instance], point[0], point[1], point[2]);
        return true;
    }

    /** From a place in a triangle of one shape to that in another. */
    private void step(TriangleMesh before, TriangleMesh after, int triangle) {
        float[] a = corner(before, triangle, 0);
        float[] u = minus(corner(before, triangle, 1), a);
        float[] v = minus(corner(before, triangle, 2), a);
        float[] w = minus(point, a);
        float uu = dot(u, u);
        float uv = dot(u, v);
        float vv = dot(v, v);
        float determinant = Math.max(uu * vv - uv * uv, 1e-30f);
        float beta = (vv * dot(u, w) - uv * dot(v, w)) / determinant;
        float gamma = (uu * dot(v, w) - uv * dot(u, w)) / determinant;
        float[] to0 = corner(after, triangle, 0);
        float[] to1 = corner(after, triangle, 1);
        float[] to2 = corner(after, triangle, 2);
        for (int k = 0; k < 3; k++) {
            point[k] = to0[k] + beta * (to1[k] - to0[k]) + gamma * (to2[k] - to0[k]);
        }
    }

    private static float[] corner(TriangleMesh mesh, int triangle, int corner) {
        int at = 3 * mesh.indices()[3 * triangle + corner];
        return Arrays.copyOfRange(mesh.positions(), at, at + 3);
    }

    private static float[] minus(float[] a, float[] b) {
        return new float[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static float dot(float[] a, float[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private void rotate(float[] m, float x, float y, float z) {
        point[0] = m[0] * x + m[1] * y + m[2] * z;
        point[1] = m[4] * x + m[5] * y + m[6] * z;
        point[2] = m[8] * x + m[9] * y + m[10] * z;
    }

    private void transform(float[] m, float x, float y, float z) {
        point[0] = m[0] * x + m[1] * y + m[2] * z + m[3];
        point[1] = m[4] * x + m[5] * y + m[6] * z + m[7];
        point[2] = m[8] * x + m[9] * y + m[10] * z + m[11];
    }
}
