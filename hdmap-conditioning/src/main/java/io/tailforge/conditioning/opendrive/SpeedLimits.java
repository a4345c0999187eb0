package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The speed limits along a road or a lane, metres per second, each from its s on; empty where there is none. */
record SpeedLimits(List<From> records) {
    SpeedLimits {
        records = records.stream().sorted(Comparator.comparingDouble(From::s)).toList();
    }

    record From(double s, OptionalDouble limit) {}

    /** By the road's types. */
    static SpeedLimits ofRoad(XmlElement road) {
        return new SpeedLimits(road.children("type").stream()
                .map(type -> new From(type.number("s", 0), limit(type.find("speed"))))
                .toList());
    }

    static SpeedLimits ofLane(XmlElement lane, double sectionStart) {
        return new SpeedLimits(lane.children("speed").stream()
                .map(speed -> new From(sectionStart + speed.number("sOffset", 0), limit(Optional.of(speed))))
                .toList());
    }

    OptionalDouble at(double s) {
        OptionalDouble limit = OptionalDouble.empty();
        for (From from : records) {
            if (from.s() <= s) {
                limit = from.limit();
            }
        }
        return limit;
    }

    /** Empty for "no limit" and the like. */
    private static OptionalDouble limit(Optional<XmlElement> speed) {
        String max = speed.map(found -> found.attribute("max", "").strip()).orElse("");
        if (!max.matches("[0-9].*")) {
            return OptionalDouble.empty();
        }
        double value = speed.orElseThrow().number("max");
        double factor =
                switch (speed.orElseThrow().attribute("unit", "m/s")) {
                    case "km/h" -> 1 / 3.6;
                    case "mph" -> 0.44704;
                    default -> 1;
                };
        return value > 0 ? OptionalDouble.of(value * factor) : OptionalDouble.empty();
    }
}
