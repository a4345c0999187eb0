package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import java.util.OptionalDouble;

/** A {@code speed} element. */
final class SpeedLimit {
    private SpeedLimit() {}

    /** Metres per second; empty for "no limit" and the like. */
    static OptionalDouble of(XmlElement speed) {
        String max = speed.attribute("max", "").trim();
        if (!max.matches("[0-9].*")) {
            return OptionalDouble.empty();
        }
        double value = speed.number("max");
        double factor =
                switch (speed.attribute("unit", "m/s")) {
                    case "km/h" -> 1 / 3.6;
                    case "mph" -> 0.44704;
                    default -> 1;
                };
        return value > 0 ? OptionalDouble.of(value * factor) : OptionalDouble.empty();
    }
}
