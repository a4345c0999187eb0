package io.tailforge.scene.json;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a JSON value and remembers where it stands, so that each complaint names the source, the line and the JSON
 * pointer. Every {@code asX} throws {@link BadInputException} where the value is not an X.
 */
public record JsonView(Json json, String source, String pointer) {
    public static JsonView of(String source, Json json) {
        return new JsonView(json, source, "");
    }

    public static JsonView parse(String source, byte[] utf8) {
        return of(source, JsonParser.parse(source, utf8));
    }

    /** The value under a key that must be there. */
    public JsonView field(String key) {
        return find(key).orElseThrow(() -> bad("MISSING-KEY", "needs the key '" + key + "'"));
    }

    /** The value under a key; empty where the key is absent or null. */
    public Optional<JsonView> find(String key) {
        Json value = object().fields().get(key);
        if (value == null || value instanceof Json.Null) {
            return Optional.empty();
        }
        return Optional.of(child(key, value));
    }

    /** Refuses keys that nobody reads, with the nearest known key as a hint. */
    public JsonView onlyKeys(String... known) {
        Set<String> names = Set.of(known);
        List<Problem> problems = new ArrayList<>();
        object().fields().forEach((key, value) -> {
            if (!names.contains(key)) {
                problems.add(child(key, value).problem("UNKNOWN-KEY", "unknown key '" + key + "'" + hint(key, known)));
            }
        });
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return this;
    }

    public Map<String, JsonView> fields() {
        Map<String, JsonView> views = new TreeMap<>();
        object().fields().forEach((key, value) -> views.put(key, child(key, value)));
        return views;
    }

    public List<JsonView> items() {
        if (!(json instanceof Json.Arr array)) {
            throw bad("WRONG-TYPE", "must be a list");
        }
        List<JsonView> views = new ArrayList<>(array.items().size());
        for (int i = 0; i < array.items().size(); i++) {
            views.add(new JsonView(array.items().get(i), source, pointer + "/" + i));
        }
        return views;
    }

    public String asString() {
        if (json instanceof Json.Str string) {
            return string.value();
        }
        throw bad("WRONG-TYPE", "must be a string");
    }

    public boolean asBoolean() {
        if (json instanceof Json.Bool bool) {
            return bool.value();
        }
        throw bad("WRONG-TYPE", "must be true or false");
    }

    public double asDouble() {
        if (json instanceof Json.Num number) {
            return number.value();
        }
        throw bad("WRONG-TYPE", "must be a number");
    }

    public double asDouble(double min, double max) {
        double value = asDouble();
        if (!(value >= min && value <= max)) {
            throw bad("OUT-OF-RANGE", "must be between " + plain(min) + " and " + plain(max) + ", not " + plain(value));
        }
        return value;
    }

    public long asLong() {
        if (json instanceof Json.Num number) {
            try {
                return number.text().matches("-?[0-9]+")
                        ? Long.parseLong(number.text())
                        : new java.math.BigDecimal(number.text()).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw bad("WRONG-TYPE", "must be a whole number, not " + number.text());
            }
        }
        throw bad("WRONG-TYPE", "must be a whole number");
    }

    public long asLong(long min, long max) {
        long value = asLong();
        if (value < min || value > max) {
            throw bad("OUT-OF-RANGE", "must be between " + min + " and " + max + ", not " + value);
        }
        return value;
    }

    public int asInt(int min, int max) {
        return (int) asLong(min, max);
    }

    /** The constant whose name, in lower case with '-' or '_', is the string. */
    public <E extends Enum<E>> E asEnum(Class<E> type) {
        String text = asString();
        String wanted = text.replace('-', '_').toUpperCase(Locale.ROOT);
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
            names.add(enumText(constant));
        }
        throw bad("UNKNOWN-VALUE", "must be one of " + String.join(", ", names) + ", not '" + text + "'");
    }

    /** How {@link #asEnum} spells a constant. */
    public static String enumText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public double[] asDoubles(int count) {
        double[] values = asDoubles();
        if (values.length != count) {
            throw bad("WRONG-LENGTH", "must be a list of " + count + " numbers, not of " + values.length);
        }
        return values;
    }

    public double[] asDoubles() {
        return items().stream().mapToDouble(JsonView::asDouble).toArray();
    }

    public List<String> asStrings() {
        return items().stream().map(JsonView::asString).toList();
    }

    public boolean isObject() {
        return json instanceof Json.Obj;
    }

    public boolean isArray() {
        return json instanceof Json.Arr;
    }

    public boolean isString() {
        return json instanceof Json.Str;
    }

    public boolean isNumber() {
        return json instanceof Json.Num;
    }

    public Problem problem(String code, String detail) {
        return new Problem(code, source, pointer, json.line(), detail);
    }

    public BadInputException bad(String code, String detail) {
        return new BadInputException(problem(code, detail));
    }

    private Json.Obj object() {
        if (json instanceof Json.Obj object) {
            return object;
        }
        throw bad("WRONG-TYPE", "must be an object");
    }

    private JsonView child(String key, Json value) {
        return new JsonView(
                value, source, pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** ", did you mean 'x'?" for the nearest known key within two edits, else the list of known keys. */
    public static String hint(String key, String... known) {
        String best = "";
        int bestDistance = 3;
        for (String candidate : known) {
            int distance = editDistance(key, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "; known: " + String.join(", ", known) : ", did you mean '" + best + "'?";
    }

    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
