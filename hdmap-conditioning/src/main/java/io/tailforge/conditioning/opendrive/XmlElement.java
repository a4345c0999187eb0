package io.tailforge.conditioning.opendrive;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An XML element that knows its place, so that each complaint names file, element and line. */
final class XmlElement {
    /** Beyond this no number in a road description means anything. */
    private static final double MAX_NUMBER = 1e9;

    private final String source;
    private final String name;
    private final int line;
    private final Map<String, String> attributes;
    private final List<XmlElement> children = new ArrayList<>(0);
    private String text = "";

    XmlElement(String source, String name, int line, Map<String, String> attributes) {
        this.source = source;
        this.name = name;
        this.line = line;
        this.attributes = attributes;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void append(String more) {
        text += more;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    List<XmlElement> children() {
        return children;
    }

    List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** Every element reached by a path of names. */
    List<XmlElement> at(String first, String... rest) {
        List<XmlElement> found = children(first);
        for (String step : rest) {
            found = found.stream()
                    .flatMap(element -> element.children(step).stream())
                    .toList();
        }
        return found;
    }

    Optional<XmlElement> find(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    String attribute(String key) {
        return findAttribute(key).orElseThrow(() -> bad("XODR-MISSING-ATTRIBUTE", "needs the attribute '" + key + "'"));
    }

    String attribute(String key, String absent) {
        return findAttribute(key).orElse(absent);
    }

    Optional<String> findAttribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    double number(String key) {
        return parse(key, attribute(key));
    }

    double number(String key, double absent) {
        return findNumber(key).orElse(absent);
    }

    OptionalDouble findNumber(String key) {
        String value = attributes.get(key);
        return value == null || value.isBlank() ? OptionalDouble.empty() : OptionalDouble.of(parse(key, value));
    }

    int integer(String key) {
        double value = number(key);
        if (value != Math.rint(value) || Math.abs(value) > 1e6) {
            throw bad("XODR-NUMBER", "'" + key + "' must be a whole number, not " + value);
        }
        return (int) value;
    }

    private double parse(String key, String value) {
        double number;
        try {
            number = Double.parseDouble(value.trim());
        } catch (NumberFormatException e) {
            throw bad("XODR-NUMBER", "'" + key + "' must be a number, not '" + shorten(value) + "'");
        }
        if (!(Math.abs(number) <= MAX_NUMBER)) {
            throw bad("MAP-NOT-FINITE", "'" + key + "' is " + shorten(value) + ", which no map can hold");
        }
        return number;
    }

    private static String shorten(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }

    Problem problem(String code, String detail) {
        String id = attributes.get("id");
        return new Problem(code, source, id == null ? name : name + " " + shorten(id), line, detail);
    }

    BadInputException bad(String code, String detail) {
        return new BadInputException(problem(code, detail));
    }
}
