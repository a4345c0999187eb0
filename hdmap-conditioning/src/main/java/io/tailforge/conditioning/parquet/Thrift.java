package io.tailforge.conditioning.parquet;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** Thrift structures of a Parquet file. No list or string in one may claim more than the bytes there are. */
final class Thrift {
    private static final int MAX_DEPTH = 32;

    private Thrift() {}

    /** @param length bytes it took */
    record Read<T>(T value, int length) {}

    /** @param atMost bytes that it may take, from {@code offset} */
    static <T extends TBase<?, ?>> Read<T> read(String source, byte[] bytes, int offset, int atMost, T into) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, offset, atMost);
        TConfiguration bounds = new TConfiguration(atMost, atMost, MAX_DEPTH);
        try (TIOStreamTransport transport = new TIOStreamTransport(bounds, in)) {
            into.read(new TCompactProtocol(transport, atMost, atMost));
            return new Read<>(into, atMost - in.available());
        } catch (TException | RuntimeException e) {
            throw new BadInputException(Problem.of(
                    "PARQUET-SYNTAX",
                    source,
                    "holds no readable " + into.getClass().getSimpleName() + ": " + e.getMessage()));
        }
    }

    /** A field that the format demands, though Thrift lets it be absent. */
    static <T> T require(String source, @Nullable T value, String name) {
        if (value == null) {
            throw new BadInputException(Problem.of("PARQUET-SYNTAX", source, "lacks the field " + name));
        }
        return value;
    }
}
