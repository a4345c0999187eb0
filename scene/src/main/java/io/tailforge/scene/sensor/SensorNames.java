package io.tailforge.scene.sensor;

/** Sensor names become parts of file names and object keys, where dots separate; so they may not hold one. */
final class SensorNames {
    private SensorNames() {}

    static void require(String name) {
        if (!name.matches("[a-z0-9][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException(
                    "a sensor name is lower-case letters, digits and '_', not '" + name + "'");
        }
    }
}
