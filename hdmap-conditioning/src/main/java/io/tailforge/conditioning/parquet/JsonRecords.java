package io.tailforge.conditioning.parquet;

import io.tailforge.scene.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Rows as JSON objects: groups as objects, lists as arrays, absent values as absent keys. */
final class JsonRecords extends RecordMaterializer<Json> {
    private final GroupConverter root;
    private Json current = new Json.Null(0);

    JsonRecords(GroupType schema) {
        root = new Group(schema, row -> current = row);
    }

    @Override
    public Json getCurrentRecord() {
        return current;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private static Converter converter(Type type, Consumer<Json> sink) {
        if (type.isPrimitive()) {
            return new Value(sink);
        }
        GroupType group = type.asGroupType();
        return isList(group) ? new ListGroup(group, sink) : new Group(group, sink);
    }

    private static boolean isList(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                && group.getFieldCount() == 1
                && group.getType(0).isRepetition(Repetition.REPEATED);
    }

    private static final class Group extends GroupConverter {
        private final Consumer<Json> sink;
        private final List<Converter> converters = new ArrayList<>();
        private Map<String, Json> fields = new LinkedHashMap<>();
        private final Map<String, List<Json>> repeated = new LinkedHashMap<>();

        Group(GroupType type, Consumer<Json> sink) {
            this.sink = sink;
            for (Type field : type.getFields()) {
                String name = field.getName();
                Consumer<Json> put = field.isRepetition(Repetition.REPEATED)
                        ? value -> repeated.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(value)
                        : value -> fields.put(name, value);
                converters.add(converter(field, put));
            }
        }

        @Override
        public Converter getConverter(int fieldIndex) {
            return converters.get(fieldIndex);
        }

        @Override
        public void start() {
            fields = new LinkedHashMap<>();
            repeated.clear();
        }

        @Override
        public void end() {
            repeated.forEach((name, values) -> fields.put(name, Json.array(values)));
            sink.accept(new Json.Obj(fields, 0));
        }
    }

    /** {@code optional group l (LIST) { repeated group list { element } }}, or the older form without the middle group. */
    private static final class ListGroup extends GroupConverter {
        private final Consumer<Json> sink;
        private final Converter child;
        private List<Json> items = new ArrayList<>();

        ListGroup(GroupType type, Consumer<Json> sink) {
            this.sink = sink;
            Type middle = type.getType(0);
            boolean wrapped = !middle.isPrimitive()
                    && middle.asGroupType().getFieldCount() == 1
                    && !middle.getName().equals("array")
                    && !middle.getName().equals(type.getName() + "_tuple");
            child = wrapped
                    ? new Element(middle.asGroupType().getType(0), value -> items.add(value))
                    : converter(middle, value -> items.add(value));
        }

        @Override
        public Converter getConverter(int fieldIndex) {
            return child;
        }

        @Override
        public void start() {
            items = new ArrayList<>();
        }

        @Override
        public void end() {
            sink.accept(new Json.Arr(items, 0));
        }
    }

    /** One element of a list; null where it holds nothing. */
    private static final class Element extends GroupConverter {
        private final Consumer<Json> sink;
        private final Converter child;
        private Json value = new Json.Null(0);

        Element(Type type, Consumer<Json> sink) {
            this.sink = sink;
            this.child = converter(type, found -> value = found);
        }

        @Override
        public Converter getConverter(int fieldIndex) {
            return child;
        }

        @Override
        public void start() {
            value = new Json.Null(0);
        }

        @Override
        public void end() {
            sink.accept(value);
        }
    }

    private static final class Value extends PrimitiveConverter {
        private final Consumer<Json> sink;

        Value(Consumer<Json> sink) {
            this.sink = sink;
        }

        @Override
        public void addBinary(Binary value) {
            sink.accept(Json.of(value.toStringUsingUTF8()));
        }

        @Override
        public void addBoolean(boolean value) {
            sink.accept(Json.of(value));
        }

        /** As it is; whoever wants a finite number looks. */
        @Override
        public void addDouble(double value) {
            sink.accept(new Json.Num(Double.toString(value), 0));
        }

        @Override
        public void addFloat(float value) {
            addDouble(value);
        }

        @Override
        public void addInt(int value) {
            sink.accept(Json.of((long) value));
        }

        @Override
        public void addLong(long value) {
            sink.accept(Json.of(value));
        }
    }
}
