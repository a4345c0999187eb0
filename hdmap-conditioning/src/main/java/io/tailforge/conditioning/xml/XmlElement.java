package io.tailforge.conditioning.xml;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** An XML element that knows its place, so that each complaint names file, element and line. */
public final class XmlElement {
    /** Beyond this no number in a road description means anything. */
    private static final double MAX_NUMBER = 1e9;

    private final XmlDialect dialect;
    private final String source;
    private final String name;
    private final int line;
    /** Name, value, name, value. */
    private final String[] attributes;

    private final List<XmlElement> children = new ArrayList<>(0);
    private String text = "";

    XmlElement(XmlDialect dialect, String source, String name, int line, String[] attributes) {
        this.dialect = dialect;
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

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public List<XmlElement> children() {
        return children;
    }

    public List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** Every element reached by a path of names. */
    public List<XmlElement> at(String first, String... rest) {
        List<XmlElement> found = children(first);
        for (String step : rest) {
            found = found.stream()
                    .flatMap(element -> element.children(step).stream())
                    .toList();
        }
        return found;
    }

    public Optional<XmlElement> find(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    public String attribute(String key) {
        return findAttribute(key)
                .orElseThrow(() -> bad(dialect.code() + "-MISSING-ATTRIBUTE", "needs the attribute '" + key + "'"));
    }

    public String attribute(String key, String absent) {
        return findAttribute(key).orElse(absent);
    }

    public Optional<String> findAttribute(String key) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(key)) {
                return Optional.of(attributes[i + 1]);
            }
        }
        return Optional.empty();
    }

    public int line() {
        return line;
    }

    /** @throws BadInputException with the format's {@code -MISSING-ATTRIBUTE}, {@code -NUMBER} or {@code MAP-NOT-FINITE} */
    public double number(String key) {
        return parse(key, attribute(key));
    }

    public double number(String key, double absent) {
        return findNumber(key).orElse(absent);
    }

    public OptionalDouble findNumber(String key) {
        Optional<String> value = findAttribute(key).filter(text -> !text.isBlank());
        return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(parse(key, value.get()));
    }

    /** The text as a number. */
    public double textNumber() {
        return parse(name, text);
    }

    public int integer(String key) {
        double value = number(key);
        if (value != Math.rint(value) || Math.abs(value) > 1e6) {
            throw bad(dialect.code() + "-NUMBER", "'" + key + "' must be a whole number, not " + value);
        }
        return (int) value;
    }

    private double parse(String key, String value) {
        double number;
        try {
            number = Double.parseDouble(value.trim());
        } catch (NumberFormatException e) {
            throw bad(dialect.code() + "-NUMBER", "'" + key + "' must be a number, not '" + shorten(value) + "'");
        }
        if (!(Math.abs(number) <= MAX_NUMBER)) {
            throw bad("MAP-NOT-FINITE", "'" + key + "' is " + shorten(value) + ", which no map can hold");
        }
        return number;
    }

    private static String shorten(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "...";
    }

    /**
     * What is made of this element.
     *
     * @throws BadInputException with the format's {@code -VALUE} where the values of a scene refuse it
     */
    public <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw bad(dialect.code() + "-VALUE", String.valueOf(e.getMessage()));
        }
    }

    public Problem problem(String code, String detail) {
        String pointer = findAttribute("id").map(id -> name + " " + shorten(id)).orElse(name);
        return new Problem(code, source, pointer, line, detail);
    }

    public BadInputException bad(String code, String detail) {
        return new BadInputException(problem(code, detail));
    }
}
