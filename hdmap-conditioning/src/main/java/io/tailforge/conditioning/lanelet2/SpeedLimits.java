package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Member;
import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The speed limit of a lanelet in metres per second: its {@code speed_limit} tag, else a regulatory element, else what
 * its {@code location} stands for, as Lanelet2's rules for Germany say (50 km/h in towns, 100 outside, 130 on highways).
 */
final class SpeedLimits {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,6})?)\\s*([a-zA-Z/]*)");
    private static final Pattern GERMAN_SIGN = Pattern.compile("de274(?:[._]1)?-(\\d{2,3})");
    private static final double KMH = 1 / 3.6;

    private final OsmDocument document;
    private final Map<Long, OptionalDouble> ordered = new HashMap<>();

    SpeedLimits(OsmDocument document) {
        this.document = document;
    }

    OptionalDouble of(Relation lanelet) {
        OptionalDouble own = parse(lanelet.tag("speed_limit", ""));
        if (own.isPresent()) {
            return own;
        }
        OptionalDouble order = lanelet.members("regulatory_element").stream()
                .flatMap(member -> document.findRelation(member.ref()).stream())
                .filter(element -> element.tag("subtype", "").equals("speed_limit"))
                .map(element -> ordered.computeIfAbsent(element.id(), any -> ofElement(element)))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
        return order.isPresent() ? order : byLocation(lanelet);
    }

    private OptionalDouble ofElement(Relation element) {
        Stream<String> signs = element.members("refers").stream()
                .map(Member::ref)
                .flatMap(ref -> document.findWay(ref).stream())
                .map(way -> way.tag("subtype", ""));
        return Stream.concat(Stream.of(element.tag("sign_type", "")), signs)
                .map(SpeedLimits::ofSign)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble ofSign(String type) {
        Matcher german = GERMAN_SIGN.matcher(type);
        if (german.matches()) {
            return OptionalDouble.of(Integer.parseInt(german.group(1)) * KMH);
        }
        return type.matches("de274[._]1") ? OptionalDouble.of(30 * KMH) : parse(type);
    }

    /** Kilometres an hour where no unit is given. */
    static OptionalDouble parse(String text) {
        Matcher number = NUMBER.matcher(text.strip());
        if (!number.matches()) {
            return OptionalDouble.empty();
        }
        double factor =
                switch (number.group(2).toLowerCase(Locale.ROOT)) {
                    case "", "km/h", "kmh", "kph" -> KMH;
                    case "mph" -> 0.44704;
                    case "m/s", "mps" -> 1;
                    default -> 0;
                };
        double limit = Double.parseDouble(number.group(1)) * factor;
        return limit > 0 && limit <= 200 ? OptionalDouble.of(limit) : OptionalDouble.empty();
    }

    /** A size in metres; the usual one where the text is none. */
    static double positive(String text, double usual, double most) {
        Matcher number = NUMBER.matcher(text.strip());
        double value = number.matches() && number.group(2).isEmpty() ? Double.parseDouble(number.group(1)) : 0;
        return value > 0 ? Math.min(value, most) : usual;
    }

    private static OptionalDouble byLocation(Relation lanelet) {
        String location = lanelet.tag("location", "");
        return switch (lanelet.tag("subtype", "")) {
            case "highway" -> OptionalDouble.of(130 * KMH);
            case "play_street" -> OptionalDouble.of(7 * KMH);
            default ->
                switch (location) {
                    case "urban" -> OptionalDouble.of(50 * KMH);
                    case "nonurban" -> OptionalDouble.of(100 * KMH);
                    default -> OptionalDouble.empty();
                };
        };
    }
}
