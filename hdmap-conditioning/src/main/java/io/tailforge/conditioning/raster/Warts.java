package io.tailforge.conditioning.raster;

/**
 * The parts of hdmap-v1 that {@code fixWarts} mends.
 *
 * @param nearDepth metres in front of the camera at which shapes are cut
 * @param lineShare how much of the whole segment a cut end of a line is moved on
 * @param hullShare the same of a hull's edge
 * @param needsCorner whether a shape is drawn only if one of its points is on the image
 * @param strayEnds whether a segment that proves to lie outside is drawn from the ends as far as they were moved
 * @param hulls whether areas are filled over their dents
 */
record Warts(
        double nearDepth, double lineShare, double hullShare, boolean needsCorner, boolean strayEnds, boolean hulls) {
    /** As generators were trained. */
    static final Warts KEPT = new Warts(0, 0.2, 0.05, true, true, true);

    static final Warts MENDED = new Warts(0.05, 0, 0, false, false, false);

    static Warts of(boolean fixed) {
        return fixed ? MENDED : KEPT;
    }
}
