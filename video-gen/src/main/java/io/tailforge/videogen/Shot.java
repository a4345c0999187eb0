package io.tailforge.videogen;

import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Snapshot;
import java.util.List;

/**
 * A strip of one camera's picture, {@link TileOrder#SIDE} rows of a rolling shutter or all rows of a global one: when each
 * row is taken, and the one moment at which the strip is lit. Immutable, shared by the threads of a frame.
 *
 * @param moments by groups of {@link Moment#ROWS} rows from {@code firstRow} on; only one for a global shutter
 * @param middle when light falls on the strip: what moves is lit where it then stands
 * @param around what throws shadows and is mirrored at that moment: everything
 */
record Shot(
        SceneMesh scene,
        int firstRow,
        List<Moment> moments,
        Moment middle,
        Snapshot around,
        Lamps lamps,
        CameraRays rays,
        int frame,
        int camera) {
    /** When a row of the strip is taken; the last row's moment for rows below the picture. */
    Moment moment(int row) {
        int group = (row - firstRow) / Moment.ROWS;
        return moments.get(Math.min(group, moments.size() - 1));
    }

    /** How many rows share a moment. */
    int rowsAtOnce() {
        return moments.size() == 1 ? Integer.MAX_VALUE : Moment.ROWS;
    }

    float[] eye() {
        return middle.eye();
    }

    float[] rotation() {
        return middle.rotation();
    }

    float[][] placed() {
        return middle.placed();
    }

    TriangleMesh[] meshes() {
        return middle.meshes();
    }

    /** Since the start of the clip. */
    double seconds() {
        return middle.seconds();
    }
}
