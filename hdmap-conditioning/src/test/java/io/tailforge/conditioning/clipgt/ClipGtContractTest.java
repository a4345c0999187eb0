package io.tailforge.conditioning.clipgt;

import static io.tailforge.conditioning.clipgt.SampleStreet.bytes;
import static io.tailforge.conditioning.clipgt.SampleStreet.with;
import static io.tailforge.conditioning.clipgt.SampleStreet.withFirstPage;
import static io.tailforge.conditioning.clipgt.SampleStreet.withFooter;
import static java.util.Objects.requireNonNull;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

class ClipGtContractTest extends MapReaderContract {
    private static final String LANE = "lane";

    @Override
    protected MapReader reader() {
        return new ClipGtReader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) {
        return List.of(SampleStreet.folder(), SampleStreet.resource("packed-zstd-2"));
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        Path folder = SampleStreet.copy(scratch.resolve("no-lane"));
        Files.delete(SampleStreet.file(folder, LANE));
        return folder;
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        List<Hostile> cases = new ArrayList<>();
        byte[] good = bytes(LANE);
        add(cases, scratch, "truncated", "PARQUET-SYNTAX", Arrays.copyOf(good, good.length / 2));
        add(cases, scratch, "empty", "PARQUET-SYNTAX", new byte[0]);
        add(cases, scratch, "magic alone", "PARQUET-SYNTAX", "PAR1PAR1PAR1".getBytes(StandardCharsets.US_ASCII));
        byte[] longFooter = good.clone();
        Arrays.fill(longFooter, good.length - 8, good.length - 5, (byte) 0x7f);
        add(cases, scratch, "footer longer than the file", "PARQUET-SYNTAX", longFooter);
        byte[] brokenFooter = good.clone();
        Arrays.fill(brokenFooter, good.length - 60, good.length - 8, (byte) 0xff);
        add(cases, scratch, "broken footer", "PARQUET-SYNTAX", brokenFooter);
        footers(cases, scratch, good);
        pages(cases, scratch, good);
        Path brotli = scratch.resolve("brotli");
        Files.createDirectories(brotli);
        Files.copy(SampleStreet.file(SampleStreet.resource("packed-brotli-1"), LANE), SampleStreet.file(brotli, LANE));
        cases.add(new Hostile("brotli", brotli, "PARQUET-CODEC"));
        Path two = SampleStreet.copy(scratch.resolve("two"));
        Files.write(two.resolve("other.lane.parquet"), good);
        cases.add(new Hostile("two clips", two, "CLIPGT-SEVERAL-CLIPS"));
        Path link = SampleStreet.copy(scratch.resolve("link"));
        Files.move(SampleStreet.file(link, LANE), scratch.resolve("outside.parquet"));
        Files.createSymbolicLink(SampleStreet.file(link, LANE), scratch.resolve("outside.parquet"));
        cases.add(new Hostile("link out of the folder", link, "LAYOUT-OUTSIDE"));
        return cases;
    }

    private static void footers(List<Hostile> cases, Path scratch, byte[] good) throws IOException {
        add(cases, scratch, "rows 2^31", "PARQUET-TOO-LARGE", withFooter(good, f -> f.setNum_rows(1L << 31)));
        add(cases, scratch, "rows below zero", "PARQUET-TOO-LARGE", withFooter(good, f -> f.setNum_rows(-1)));
        add(cases, scratch, "group of 2^31 rows", "PARQUET-TOO-LARGE", withFooter(good, f -> group(f).setNum_rows(
                        1L << 31)));
        add(cases, scratch, "more rows than there are", "PARQUET-SYNTAX", withFooter(good, f -> group(f).setNum_rows(
                        400_000)));
        add(cases, scratch, "values 2^31", "PARQUET-SYNTAX", withFooter(good, f -> column(f)
                .setNum_values(1L << 31)));
        add(cases, scratch, "column outside", "PARQUET-SYNTAX", withFooter(good, f -> column(f)
                .setTotal_compressed_size(Long.MAX_VALUE)));
        add(cases, scratch, "children 2^31", "PARQUET-SYNTAX", withFooter(good, f -> requireNonNull(f.getSchema())
                .get(1)
                .setNum_children(Integer.MAX_VALUE)));
        add(cases, scratch, "no schema", "PARQUET-SYNTAX", withFooter(good, f -> f.setSchema(List.of())));
    }

    private static void pages(List<Hostile> cases, Path scratch, byte[] good) throws IOException {
        add(
                cases,
                scratch,
                "page of 2 GiB",
                "PARQUET-TOO-LARGE",
                withFirstPage(good, page -> page.setUncompressed_page_size(Integer.MAX_VALUE)));
        add(
                cases,
                scratch,
                "page below zero",
                "PARQUET-TOO-LARGE",
                withFirstPage(good, page -> page.setUncompressed_page_size(-5)));
        add(
                cases,
                scratch,
                "page outside",
                "PARQUET-SYNTAX",
                withFirstPage(good, page -> page.setCompressed_page_size(1 << 30)));
        add(cases, scratch, "dictionary of 2^31", "PARQUET-SYNTAX", withFirstPage(good, page -> requireNonNull(
                        page.getDictionary_page_header())
                .setNum_values(Integer.MAX_VALUE)));
        add(
                cases,
                scratch,
                "page of another size",
                "PARQUET-SYNTAX",
                withFirstPage(good, page -> page.setUncompressed_page_size(page.getUncompressed_page_size() + 1)));
    }

    private static void add(List<Hostile> cases, Path scratch, String name, String code, byte[] lane)
            throws IOException {
        cases.add(new Hostile(name, with(scratch.resolve(name.replace(' ', '-')), LANE, lane), code));
    }

    private static RowGroup group(FileMetaData footer) {
        return requireNonNull(footer.getRow_groups()).getFirst();
    }

    private static ColumnMetaData column(FileMetaData footer) {
        return requireNonNull(
                requireNonNull(group(footer).getColumns()).getFirst().getMeta_data());
    }
}
