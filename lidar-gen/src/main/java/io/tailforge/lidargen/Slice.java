package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.world.trace.Snapshot;

/**
 * Some columns of a sweep.
 *
 * @param snapshot the world in their middle
 * @param firstColumn of the sweep
 * @param startMicros of the first column, since the clip's start
 * @param endMicros of the column after the last
 * @param poses sensor in the mesh frame at the start of each column, and of the one after the last
 */
record Slice(Snapshot snapshot, int sweep, int firstColumn, long startMicros, long endMicros, Pose[] poses) {
    int columns() {
        return poses.length - 1;
    }

    /** Time of a shot after the slice's start. @param ray counted column by column, ring by ring */
    double micros(BeamPattern pattern, int ray) {
        return pattern.shotMicros(ray / pattern.rings(), ray % pattern.rings());
    }

    ActorShift shift() {
        return new ActorShift(snapshot, startMicros, endMicros);
    }
}
