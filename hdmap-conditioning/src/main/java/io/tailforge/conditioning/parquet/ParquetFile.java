package io.tailforge.conditioning.parquet;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file in memory. Columns are decoded and records put together by parquet-column; the file's own layout (footer,
 * pages, codecs) is read here, because parquet-hadoop needs Hadoop and trusts the sizes that a file claims.
 */
public final class ParquetFile {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int TAIL = 8;
    private static final int MAX_FOOTER = 4 << 20;
    private static final long MAX_ROWS = 500_000;

    private final String source;
    private final byte[] bytes;
    private final FileMetaData footer;

    private ParquetFile(String source, byte[] bytes, FileMetaData footer) {
        this.source = source;
        this.bytes = bytes;
        this.footer = footer;
    }

    /**
     * Reads the footer.
     *
     * @param source what to call the file in errors
     * @throws BadInputException {@code PARQUET-SYNTAX}, {@code PARQUET-TOO-LARGE}
     */
    public static ParquetFile open(String source, byte[] bytes) {
        ParquetFile file = new ParquetFile(source, bytes, readFooter(source, bytes));
        if (file.footer.getNum_rows() < 0 || file.footer.getNum_rows() > MAX_ROWS) {
            throw file.bad("PARQUET-TOO-LARGE", "claims " + file.footer.getNum_rows() + " rows, more than " + MAX_ROWS);
        }
        return file;
    }

    private static FileMetaData readFooter(String source, byte[] bytes) {
        boolean framed = bytes.length >= MAGIC.length + TAIL
                && Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))
                && Arrays.equals(MAGIC, Arrays.copyOfRange(bytes, bytes.length - MAGIC.length, bytes.length));
        if (!framed) {
            throw new BadInputException(
                    Problem.of("PARQUET-SYNTAX", source, "is no whole, plain Parquet file (PAR1 at both ends)"));
        }
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - TAIL);
        if (length <= 0 || length > Math.min(MAX_FOOTER, bytes.length - TAIL - MAGIC.length)) {
            throw new BadInputException(Problem.of(
                    "PARQUET-SYNTAX", source, "claims a footer of " + length + " bytes; the file does not hold it"));
        }
        return Thrift.read(source, bytes, bytes.length - TAIL - length, length, new FileMetaData())
                .value();
    }

    /**
     * Every row in order.
     *
     * @param columns top-level columns to read; others, and their faults, are passed over
     */
    public void forEachRow(Set<String> columns, Consumer<JsonView> action) {
        try {
            readRows(columns, action);
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // parquet-column has no one exception for broken pages: out of bounds, decoding, class cast.
            throw bad("PARQUET-SYNTAX", "cannot be decoded: " + e);
        }
    }

    private void readRows(Set<String> columns, Consumer<JsonView> action) throws IOException {
        MessageType all = ParquetSchema.of(source, Thrift.require(source, footer.getSchema(), "schema"));
        List<Type> wanted = new ArrayList<>(all.getFields());
        wanted.removeIf(field -> !columns.contains(field.getName()));
        if (wanted.isEmpty()) {
            return;
        }
        MessageType schema = new MessageType("rows", wanted);
        MessageColumnIO columnIo = new ColumnIOFactory().getColumnIO(schema, all);
        PageBudget budget = new PageBudget(source);
        long row = 0;
        for (RowGroup group : Thrift.require(source, footer.getRow_groups(), "row_groups")) {
            if (group.getNum_rows() == 0) {
                continue;
            }
            requireRows(row + group.getNum_rows());
            RowGroupPages pages = new RowGroupPages(source, bytes, group, budget);
            RecordReader<Json> reader = columnIo.getRecordReader(pages, new JsonRecords(schema));
            for (long i = 0; i < group.getNum_rows(); i++, row++) {
                action.accept(new JsonView(reader.read(), source, "/" + row));
            }
        }
    }

    private void requireRows(long rows) {
        if (rows < 0 || rows > MAX_ROWS) {
            throw bad("PARQUET-TOO-LARGE", "claims more than " + MAX_ROWS + " rows");
        }
    }

    private BadInputException bad(String code, String detail) {
        return new BadInputException(Problem.of(code, source, detail));
    }
}
