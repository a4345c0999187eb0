package io.tailforge.lidargen;

/**
 * What the receiver reports for a shot.
 *
 * @param range metres, as measured
 * @param intensity 0..255
 */
record Echo(Kind kind, double range, int intensity) {
    static final Echo LOST = new Echo(Kind.LOST, Double.NaN, 0);

    enum Kind {
        TARGET,
        PARTICLE,
        FOG,
        LOST
    }
}
