package io.tailforge.conditioning.parquet;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.OriginalType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** The schema of a file: a tree, written depth first as a list. */
final class ParquetSchema {
    private static final int MAX_FIELDS = 2000;
    private static final int MAX_DEPTH = 24;

    private final String source;
    private final List<SchemaElement> elements;
    private int next = 1;

    private ParquetSchema(String source, List<SchemaElement> elements) {
        this.source = source;
        this.elements = elements;
    }

    static MessageType of(String source, List<SchemaElement> elements) {
        ParquetSchema schema = new ParquetSchema(source, elements);
        if (elements.isEmpty() || elements.size() > MAX_FIELDS) {
            throw schema.bad("has a schema of " + elements.size() + " fields, not of 1 to " + MAX_FIELDS);
        }
        return new MessageType("rows", schema.children(elements.getFirst(), 0));
    }

    private List<Type> children(SchemaElement parent, int depth) {
        if (depth > MAX_DEPTH || parent.getNum_children() > elements.size() - next) {
            throw schema("nests too deep, or claims fields that are not there");
        }
        List<Type> children = new ArrayList<>();
        for (int i = 0; i < parent.getNum_children(); i++) {
            if (next >= elements.size()) {
                throw schema("claims fields that are not there");
            }
            children.add(type(elements.get(next++), depth));
        }
        return children;
    }

    private Type type(SchemaElement element, int depth) {
        Repetition repetition =
                Repetition.valueOf(Thrift.require(source, element.getRepetition_type(), "repetition_type")
                        .name());
        String name = Thrift.require(source, element.getName(), "name");
        org.apache.parquet.format.Type type = element.getType();
        if (type != null) {
            return new PrimitiveType(
                    repetition, PrimitiveTypeName.valueOf(typeName(type)), element.getType_length(), name);
        }
        List<Type> children = children(element, depth + 1);
        if (children.isEmpty()) {
            throw schema("has the empty group " + name);
        }
        LogicalType logical = element.getLogicalType();
        boolean list = element.getConverted_type() == ConvertedType.LIST || logical != null && logical.isSetLIST();
        return list
                ? new GroupType(repetition, name, OriginalType.LIST, children)
                : new GroupType(repetition, name, children);
    }

    private static String typeName(org.apache.parquet.format.Type type) {
        return switch (type) {
            case BYTE_ARRAY -> "BINARY";
            default -> type.name();
        };
    }

    private BadInputException schema(String detail) {
        return bad("has a schema that " + detail);
    }

    private BadInputException bad(String detail) {
        return new BadInputException(Problem.of("PARQUET-SYNTAX", source, detail));
    }
}
