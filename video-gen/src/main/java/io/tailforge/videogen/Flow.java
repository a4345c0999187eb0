package io.tailforge.videogen;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Hits;
import java.util.Arrays;

/**
 * Optical flow: where the surface points that a camera sees in one frame lie in its picture of another. The camera moves,
 * actors move as rigid bodies, and what walks takes the shape of its step: a point keeps its place in its triangle. The sky
 * is infinitely far. A rolling shutter sees a point when it takes the row that the point is then in. Holds scratch: one per
 * thread.
 */
final class Flow {
    /** How often a point's row is asked for, because it decides when the point is seen. */
    private static final int ROUNDS = 4;

    private final CameraRays rays;
    private final PixelFinder finder;
    private final Whereabouts from;
    private final Whereabouts to;
    private final boolean hasEdge;
    private final boolean[] still;
    private final float[] uv = new float[2];
    /** What is followed, in the frame that it keeps its place in. */
    private final float[] place = new float[3];

    private final float[] stepped = new float[3];
    private final float[] arrived = new float[3];

    /** @param camera at the clip's size, with its rays and finder */
    Flow(World world, Camera camera, CameraRays rays, PixelFinder finder, int frame, int toFrame) {
        this.rays = rays;
        this.finder = finder;
        Vec3 anchor = world.scene()
                .worldFromCamera(camera, frame)
                .translation()
                .minus(world.mesh().origin());
        from = new Whereabouts(world.scene(), world.mesh(), camera, frame, anchor);
        to = new Whereabouts(world.scene(), world.mesh(), camera, toFrame, anchor);
        hasEdge = !rays.beyondLens.isEmpty();
        still = new boolean[world.mesh().instances().size()];
        for (int i = 0; i < still.length; i++) {
            still[i] = world.mesh().instances().get(i).motion().isStill();
        }
    }

    /** One row of what was painted, right and down in pixels; NaN where a point has no image or is gone. */
    void follow(Canvas seen, int row, float[] out) {
        int end = (row + 1) * seen.width;
        for (int p = row * seen.width; p < end; ) {
            int carrier = carrier(seen.instance[p]);
            int first = p;
            while (p < end && carrier(seen.instance[p]) == carrier) {
                p++;
            }
            follow(seen, row, carrier, first, p, out);
        }
    }

    /** What a point moves with: the sky, all that stands still, or an instance. */
    private int carrier(int instance) {
        return instance >= 0 && still[instance] ? Hits.GROUND : instance;
    }

    /** Pixels {@code first .. end} of a row, which move together unless their points arrive at another time. */
    private void follow(Canvas seen, int row, int carrier, int first, int end, float[] out) {
        int group = from.group(row);
        int arrival = to.group(row);
        boolean single =
                carrier < 0 || to.has(arrival, carrier) && from.shape(group, carrier) == to.shape(arrival, carrier);
        float[] m = single ? arrivalFromCamera(group, arrival, carrier) : NO_ROWS;
        boolean sky = carrier == Hits.NONE;
        for (int p = first; p < end; p++) {
            boolean found;
            if (hasEdge && rays.beyondLens.get(p)) {
                found = false;
            } else if (single) {
                float range = sky ? 1 : seen.range[p];
                float x = range * rays.x[p];
                float y = range * rays.y[p];
                float z = range * rays.z[p];
                found = finder.find(
                        m[0] * x + m[1] * y + m[2] * z + m[3],
                        m[4] * x + m[5] * y + m[6] * z + m[7],
                        m[8] * x + m[9] * y + m[10] * z + m[11],
                        uv);
                found = found && (to.group(uv[1]) == arrival || follow(p, row, group, seen));
            } else {
                found = follow(p, row, group, seen);
            }
            out[2 * p] = found ? uv[0] - (p - row * seen.width) : Float.NaN;
            out[2 * p + 1] = found ? uv[1] - row : Float.NaN;
        }
    }

    private static final float[] NO_ROWS = new float[0];

    /** From a camera's frame to that of the other moment's, for what moves with a carrier. */
    private float[] arrivalFromCamera(int group, int arrival, int carrier) {
        boolean moves = carrier >= 0;
        float[] home = moves ? from.meshFromCamera(group, carrier) : from.anchorFromCamera(group);
        float[] there = moves ? to.cameraFromMesh(arrival, carrier) : to.cameraFromAnchor(arrival);
        float[] product = new float[12];
        for (int i = 0; i < 12; i++) {
            int row = i / 4 * 4;
            double sum = i % 4 == 3 ? there[row + 3] : 0;
            for (int k = 0; k < 3; k++) {
                sum += (double) there[row + k] * home[4 * k + i % 4];
            }
            product[i] = carrier == Hits.NONE && i % 4 == 3 ? 0 : (float) sum;
        }
        return product;
    }

    /** One pixel, by itself. */
    private boolean follow(int p, int row, int group, Canvas seen) {
        int instance = seen.instance[p];
        boolean sky = instance == Hits.NONE;
        boolean moves = instance >= 0 && !still[instance];
        float range = sky ? 1 : seen.range[p];
        float[] home = moves ? from.meshFromCamera(group, instance) : from.anchorFromCamera(group);
        transform(home, range * rays.x[p], range * rays.y[p], range * rays.z[p], !sky, place);
        int arrival = to.group(row);
        for (int round = 0; round < ROUNDS; round++) {
            if (moves && !to.has(arrival, instance)) {
                return false;
            }
            if (moves) {
                float[] now = step(from.shape(group, instance), to.shape(arrival, instance), seen.triangle[p]);
                transform(to.cameraFromMesh(arrival, instance), now[0], now[1], now[2], true, arrived);
            } else {
                transform(to.cameraFromAnchor(arrival), place[0], place[1], place[2], !sky, arrived);
            }
            if (!finder.find(arrived[0], arrived[1], arrived[2], uv)) {
                return false;
            }
            int next = to.group(uv[1]);
            if (next == arrival) {
                return true;
            }
            arrival = next;
        }
        return true;
    }

    /** The place in another shape of the same triangles; where it stays if the shapes have others. */
    private float[] step(TriangleMesh before, TriangleMesh after, int triangle) {
        if (before == after || !Arrays.equals(before.materials(), after.materials())) {
            return place;
        }
        float[] a = corner(before, triangle, 0);
        float[] u = minus(corner(before, triangle, 1), a);
        float[] v = minus(corner(before, triangle, 2), a);
        float[] w = minus(place, a);
        float uu = dot(u, u);
        float across = dot(u, v);
        float vv = dot(v, v);
        float determinant = Math.max(uu * vv - across * across, 1e-30f);
        float beta = (vv * dot(u, w) - across * dot(v, w)) / determinant;
        float gamma = (uu * dot(v, w) - across * dot(u, w)) / determinant;
        float[] origin = corner(after, triangle, 0);
        float[] first = corner(after, triangle, 1);
        float[] second = corner(after, triangle, 2);
        for (int k = 0; k < 3; k++) {
            stepped[k] = origin[k] + beta * (first[k] - origin[k]) + gamma * (second[k] - origin[k]);
        }
        return stepped;
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

    /** Of a point, or of a direction, which does not shift. */
    private static void transform(float[] m, float x, float y, float z, boolean shifts, float[] out) {
        float shift = shifts ? 1 : 0;
        out[0] = m[0] * x + m[1] * y + m[2] * z + shift * m[3];
        out[1] = m[4] * x + m[5] * y + m[6] * z + shift * m[7];
        out[2] = m[8] * x + m[9] * y + m[10] * z + shift * m[11];
    }
}
