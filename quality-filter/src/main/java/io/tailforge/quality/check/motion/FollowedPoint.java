package io.tailforge.quality.check.motion;

/**
 * A textured point of one frame and where it is in the next; pixels of the working size.
 *
 * @param u and {@code v}: in the frame before
 * @param expectedU and {@code expectedV}: where ego motion, depth and track put it in the frame after
 * @param foundU and {@code foundV}: where the picture has it
 * @param likeness correlation of both patches, free of gain and offset; -1 where nothing like it is near
 * @param telling how much of the patch's edges tells how far it went along its way, 0..1
 * @param instance as in {@link io.tailforge.quality.ExpectedView#instance}
 * @param depth along the axis in the frame before, metres
 * @param warp of the patch: du/du, du/dv, dv/du, dv/dv, not to be changed
 * @param brighter mean luma of the patch after over that before, natural logarithm
 * @param sharper gradient energy of the patch after over that before, natural logarithm
 */
record FollowedPoint(
        double u,
        double v,
        double expectedU,
        double expectedV,
        double foundU,
        double foundV,
        double likeness,
        double telling,
        int instance,
        double depth,
        double[] warp,
        double brighter,
        double sharper) {
    /** Patches less alike than this do not show the same thing. */
    static final double ALIKE = 0.75;

    boolean isFound() {
        return likeness >= ALIKE;
    }

    /** @param within so many pixels of its place */
    boolean isInPlace(double within) {
        return isFound() && Math.hypot(offU(), offV()) < within;
    }

    double offU() {
        return foundU - expectedU;
    }

    double offV() {
        return foundV - expectedV;
    }

    /** How far it ought to have gone, pixels. */
    double way() {
        return Math.hypot(expectedU - u, expectedV - v);
    }

    /** How far it went along the way it ought to go, 1 where it went all of it. */
    double step() {
        double du = expectedU - u;
        double dv = expectedV - v;
        return ((foundU - u) * du + (foundV - v) * dv) / (du * du + dv * dv);
    }
}
