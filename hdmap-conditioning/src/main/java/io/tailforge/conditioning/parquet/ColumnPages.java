package io.tailforge.conditioning.parquet;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** The pages of one column chunk, unpacked. */
final class ColumnPages implements PageReader {
    private static final int MAX_HEADER = 1 << 16;
    /** Pages need some; nobody looks at it. */
    private static final Statistics<?> NO_STATISTICS =
            Statistics.createStats(new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.INT32, "none"));

    private final String source;
    private final byte[] file;
    private final ColumnMetaData chunk;
    private final PageBudget budget;
    private final Queue<DataPage> pages = new ArrayDeque<>();
    private Optional<DictionaryPage> dictionary = Optional.empty();
    private long values;

    private ColumnPages(String source, byte[] file, ColumnMetaData chunk, PageBudget budget) {
        this.source = source;
        this.file = file;
        this.chunk = chunk;
        this.budget = budget;
    }

    static ColumnPages read(String source, byte[] file, ColumnMetaData chunk, PageBudget budget) throws IOException {
        ColumnPages pages = new ColumnPages(source, file, chunk, budget);
        pages.readAll();
        return pages;
    }

    private void readAll() throws IOException {
        long start = chunk.getData_page_offset();
        if (chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0) {
            start = Math.min(start, chunk.getDictionary_page_offset());
        }
        long end = start + chunk.getTotal_compressed_size();
        if (start < 0 || end < start || end > file.length) {
            throw bad("has a column outside of the file");
        }
        int at = (int) start;
        while (at < end && values < chunk.getNum_values()) {
            at = readPage(at, (int) end);
        }
        if (values != chunk.getNum_values()) {
            throw bad("claims " + chunk.getNum_values() + " values in a column of " + values);
        }
    }

    /** Where the next page starts. */
    private int readPage(int at, int end) throws IOException {
        Thrift.Read<PageHeader> read = Thrift.read(source, file, at, Math.min(MAX_HEADER, end - at), new PageHeader());
        PageHeader header = read.value();
        int body = at + read.length();
        int packed = header.getCompressed_page_size();
        if (packed < 0 || packed > end - body) {
            throw bad("has a page outside of its column");
        }
        budget.takeBytes(header.getUncompressed_page_size());
        byte[] bytes = Arrays.copyOfRange(file, body, body + packed);
        switch (require(header.getType(), "type")) {
            case DICTIONARY_PAGE -> dictionary = Optional.of(dictionary(header, bytes));
            case DATA_PAGE -> add(dataPage(header, bytes));
            case DATA_PAGE_V2 -> add(dataPageV2(header, bytes));
            case INDEX_PAGE -> {}
        }
        return body + packed;
    }

    private void add(DataPage page) {
        values += page.getValueCount();
        pages.add(page);
    }

    private byte[] unpack(byte[] bytes, int size) throws IOException {
        return Codec.unpack(source, require(chunk.getCodec(), "codec"), bytes, size);
    }

    private DictionaryPage dictionary(PageHeader header, byte[] bytes) throws IOException {
        DictionaryPageHeader of = require(header.getDictionary_page_header(), "dictionary_page_header");
        byte[] unpacked = unpack(bytes, header.getUncompressed_page_size());
        if (of.getNum_values() < 0 || of.getNum_values() > unpacked.length) {
            throw bad("claims " + of.getNum_values() + " words in a dictionary of " + unpacked.length + " bytes");
        }
        budget.takeValues(of.getNum_values());
        return new DictionaryPage(BytesInput.from(unpacked), of.getNum_values(), encoding(of.getEncoding()));
    }

    private DataPage dataPage(PageHeader header, byte[] bytes) throws IOException {
        DataPageHeader of = require(header.getData_page_header(), "data_page_header");
        budget.takeValues(of.getNum_values());
        int size = header.getUncompressed_page_size();
        return new DataPageV1(
                BytesInput.from(unpack(bytes, size)),
                of.getNum_values(),
                size,
                NO_STATISTICS,
                encoding(of.getRepetition_level_encoding()),
                encoding(of.getDefinition_level_encoding()),
                encoding(of.getEncoding()));
    }

    /** Levels stand before the values and are never packed. */
    private DataPage dataPageV2(PageHeader header, byte[] bytes) throws IOException {
        DataPageHeaderV2 of = require(header.getData_page_header_v2(), "data_page_header_v2");
        budget.takeValues(of.getNum_values());
        int repetition = of.getRepetition_levels_byte_length();
        int definition = of.getDefinition_levels_byte_length();
        if (repetition < 0 || definition < 0 || (long) repetition + definition > bytes.length) {
            throw bad("has levels outside of their page");
        }
        int levels = repetition + definition;
        byte[] data = Arrays.copyOfRange(bytes, levels, bytes.length);
        boolean packed = !of.isSetIs_compressed() || of.isIs_compressed();
        int size = header.getUncompressed_page_size() - levels;
        budget.takeBytes(size);
        return DataPageV2.uncompressed(
                of.getNum_rows(),
                of.getNum_nulls(),
                of.getNum_values(),
                BytesInput.from(Arrays.copyOf(bytes, repetition)),
                BytesInput.from(Arrays.copyOfRange(bytes, repetition, levels)),
                encoding(of.getEncoding()),
                BytesInput.from(packed && data.length > 0 ? unpack(data, size) : data),
                NO_STATISTICS);
    }

    private Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
        return Encoding.valueOf(require(encoding, "encoding").name());
    }

    private <T> T require(@Nullable T value, String name) {
        return Thrift.require(source, value, name);
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        return dictionary.orElse(null);
    }

    @Override
    public long getTotalValueCount() {
        return values;
    }

    @Override
    public @Nullable DataPage readPage() {
        return pages.poll();
    }

    private BadInputException bad(String detail) {
        return new BadInputException(
                Problem.of("PARQUET-SYNTAX", source, String.join(".", chunk.getPath_in_schema()) + " " + detail));
    }
}
