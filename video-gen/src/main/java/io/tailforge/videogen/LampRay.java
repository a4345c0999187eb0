package io.tailforge.videogen;

/**
 * One lamp, ready to fall on many surfels.
 *
 * @param axisX where it points, unit
 * @param beam a dipped headlight; else a cone whose share is smoothstep(coneScale * cos + coneOffset)
 * @param inverseReach of the squared reach, 1/m^2
 * @param red intensity on its axis, kilocandela
 */
record LampRay(
        float x,
        float y,
        float z,
        float axisX,
        float axisY,
        float axisZ,
        boolean beam,
        float coneScale,
        float coneOffset,
        float inverseReach,
        float red,
        float green,
        float blue) {}
