package io.tailforge.videogen;

import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Snapshot;

/**
 * A moment of a picture: where the camera is and where everything stands that it sees. A global shutter's picture has one,
 * a rolling shutter's one for every {@link #ROWS} rows, so that the rays of a packet share their origin exactly.
 *
 * @param eye the camera in the scene's frame
 * @param rotation row-major, scene axes from camera axes
 * @param seen what the camera sees: everything but the ego's own body
 * @param placed row-major 3x4 {@code sceneFromMesh} by instance; empty where absent; the same array at all moments for what
 *     stands still
 * @param meshes the shape that each instance shows
 */
record Moment(
        long timestampMicros, float[] eye, float[] rotation, Snapshot seen, float[][] placed, TriangleMesh[] meshes) {
    /** Rows of a rolling shutter that are taken together: a packet's height. */
    static final int ROWS = 4;

    double seconds() {
        return timestampMicros * 1e-6;
    }
}
