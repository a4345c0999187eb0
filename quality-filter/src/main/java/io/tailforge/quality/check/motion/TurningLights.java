package io.tailforge.quality.check.motion;

import io.tailforge.scene.Scene;

/** When traffic lights, but by day, turn and light what stands about them in another colour. */
record TurningLights(Scene scene) {
    /** The sun so high outshines lamps, radians. */
    private static final double DAYLIGHT = Math.toRadians(5);

    /** Whether one turns after the one frame and by the other. */
    boolean turn(int after, int by) {
        long from = scene.grid().timestampMicros(after);
        long to = scene.grid().timestampMicros(by);
        return isDim() && scene.lights().stream().anyMatch(light -> light.at(from) != light.at(to));
    }

    private boolean isDim() {
        return !scene.variation().isTold() || scene.variation().sun().elevation() < DAYLIGHT;
    }
}
