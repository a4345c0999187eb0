package io.tailforge.conditioning.parquet;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** The pages of one row group, column by column. */
final class RowGroupPages implements PageReadStore {
    private final String source;
    private final byte[] file;
    private final RowGroup group;
    private final PageBudget budget;

    RowGroupPages(String source, byte[] file, RowGroup group, PageBudget budget) {
        this.source = source;
        this.file = file;
        this.group = group;
        this.budget = budget;
    }

    @Override
    public long getRowCount() {
        return group.getNum_rows();
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        List<String> path = List.of(column.getPath());
        List<ColumnChunk> chunks = Thrift.require(source, group.getColumns(), "columns");
        ColumnMetaData found = chunks.stream()
                .flatMap(chunk -> Stream.ofNullable(chunk.getMeta_data()))
                .filter(metaData -> path.equals(metaData.getPath_in_schema()))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Problem.of(
                        "PARQUET-SYNTAX", source, "has no plain data for the column " + String.join(".", path))));
        try {
            return ColumnPages.read(source, file, found, budget);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
