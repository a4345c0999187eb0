package io.tailforge.world.mesh;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Number types of PLY; each has an old and a new name. */
enum PlyType {
    CHAR("char", "int8", 1),
    UCHAR("uchar", "uint8", 1),
    SHORT("short", "int16", 2),
    USHORT("ushort", "uint16", 2),
    INT("int", "int32", 4),
    UINT("uint", "uint32", 4),
    FLOAT("float", "float32", 4),
    DOUBLE("double", "float64", 8);

    private final String oldName;
    private final String newName;
    private final int bytes;

    PlyType(String oldName, String newName, int bytes) {
        this.oldName = oldName;
        this.newName = newName;
        this.bytes = bytes;
    }

    static Optional<PlyType> find(String name) {
        for (PlyType type : values()) {
            if (type.oldName.equals(name) || type.newName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    int bytes() {
        return bytes;
    }

    boolean isWhole() {
        return this != FLOAT && this != DOUBLE;
    }

    double get(ByteBuffer from) {
        return switch (this) {
            case CHAR -> from.get();
            case UCHAR -> from.get() & 0xff;
            case SHORT -> from.getShort();
            case USHORT -> from.getShort() & 0xffff;
            case INT -> from.getInt();
            case UINT -> from.getInt() & 0xffffffffL;
            case FLOAT -> from.getFloat();
            case DOUBLE -> from.getDouble();
        };
    }
}
