package io.tailforge.conditioning.worldscenario;

/**
 * A painted line, subdivided: every two points in a row are drawn as one segment.
 *
 * @param xyz packed points, metres in the world; not copied
 * @param rgb colour near the camera
 * @param width pixels of a picture {@link WorldScenarioV3Style#WIDTH} wide, near the camera
 */
record Stroke(double[] xyz, int rgb, double width) {
    int points() {
        return xyz.length / 3;
    }
}
