package io.tailforge.scene.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes JSON: compact in the given key order, indented for people, or canonical (keys sorted) for hashing. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean sorted;
    private final boolean indented;

    private JsonWriter(boolean sorted, boolean indented) {
        this.sorted = sorted;
        this.indented = indented;
    }

    public static String compact(Json json) {
        return write(json, new JsonWriter(false, false));
    }

    /** Two-space indent, arrays of scalars on one line, a newline at the end. */
    public static String pretty(Json json) {
        return write(json, new JsonWriter(false, true)) + "\n";
    }

    /** UTF-8 bytes that depend only on the value: keys sorted by UTF-16 code unit, no white space. */
    public static byte[] canonical(Json json) {
        return write(json, new JsonWriter(true, false)).getBytes(StandardCharsets.UTF_8);
    }

    private static String write(Json json, JsonWriter writer) {
        writer.value(json, 0);
        return writer.out.toString();
    }

    private void value(Json json, int depth) {
        switch (json) {
            case Json.Obj object -> object(object, depth);
            case Json.Arr array -> array(array, depth);
            case Json.Str string -> string(string.value());
            case Json.Num number -> out.append(number.text());
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null nothing -> out.append("null");
        }
    }

    private void object(Json.Obj object, int depth) {
        List<Map.Entry<String, Json>> entries = new ArrayList<>(object.fields().entrySet());
        if (sorted) {
            entries.sort(Comparator.comparing(Map.Entry::getKey));
        }
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Json> entry : entries) {
            out.append(separator);
            newLine(depth + 1);
            string(entry.getKey());
            out.append(indented ? ": " : ":");
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        if (!entries.isEmpty()) {
            newLine(depth);
        }
        out.append('}');
    }

    private void array(Json.Arr array, int depth) {
        boolean oneLine =
                array.items().stream().noneMatch(item -> item instanceof Json.Obj || item instanceof Json.Arr);
        out.append('[');
        String separator = "";
        for (Json item : array.items()) {
            out.append(separator);
            if (!oneLine) {
                newLine(depth + 1);
            }
            value(item, depth + 1);
            separator = indented && oneLine ? ", " : ",";
        }
        if (!oneLine) {
            newLine(depth);
        }
        out.append(']');
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
