package io.tailforge.conditioning.opendrive;

/** How high a lane's edge lies above the road. Walkways for which the file states no height are raised by a usual kerb. */
final class EdgeHeight {
    static final double USUAL_KERB = 0.12;

    private EdgeHeight() {}

    /** @param outer 0 on the edge towards the centre, 1 on the other */
    static double of(LaneSpec lane, double s, int outer) {
        boolean assumed = lane.type() == LaneType.WALKWAY && lane.heights().isEmpty();
        return assumed ? USUAL_KERB : lane.heightAt(s, outer);
    }
}
