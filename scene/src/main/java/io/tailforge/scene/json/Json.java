package io.tailforge.scene.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value. {@code line} is the 1-based line it began on, 0 for values made in memory; it does not take part in the written form. */
public sealed interface Json {
    int line();

    record Obj(Map<String, Json> fields, int line) implements Json {
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    record Arr(List<Json> items, int line) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value, int line) implements Json {}

    /** A number; {@code text} is its JSON text, so that integers beyond 2^53 survive a round trip. */
    record Num(String text, int line) implements Json {
        public double value() {
            return Double.parseDouble(text);
        }
    }

    record Bool(boolean value, int line) implements Json {}

    record Null(int line) implements Json {}

    static Json of(String value) {
        return new Str(value, 0);
    }

    static Json of(long value) {
        return new Num(Long.toString(value), 0);
    }

    /** Integral doubles are written as integers, others in their shortest form that parses back to the same double. */
    static Json of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return of((long) value);
        }
        return new Num(Double.toString(value), 0);
    }

    static Json of(boolean value) {
        return new Bool(value, 0);
    }

    static Json ofNumbers(double... values) {
        List<Json> items = new ArrayList<>(values.length);
        for (double value : values) {
            items.add(of(value));
        }
        return new Arr(items, 0);
    }

    static Json ofStrings(Iterable<String> values) {
        List<Json> items = new ArrayList<>();
        values.forEach(value -> items.add(of(value)));
        return new Arr(items, 0);
    }

    static Json array(Iterable<? extends Json> values) {
        List<Json> items = new ArrayList<>();
        values.forEach(items::add);
        return new Arr(items, 0);
    }

    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    /** Builds an object, keys in the order they are put. */
    final class ObjectBuilder {
        private final Map<String, Json> fields = new LinkedHashMap<>();

        public ObjectBuilder put(String key, Json value) {
            if (fields.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("key put twice: " + key);
            }
            return this;
        }

        public ObjectBuilder put(String key, String value) {
            return put(key, of(value));
        }

        public ObjectBuilder put(String key, long value) {
            return put(key, of(value));
        }

        public ObjectBuilder put(String key, double value) {
            return put(key, of(value));
        }

        public ObjectBuilder put(String key, boolean value) {
            return put(key, of(value));
        }

        public Obj build() {
            return new Obj(fields, 0);
        }
    }
}
