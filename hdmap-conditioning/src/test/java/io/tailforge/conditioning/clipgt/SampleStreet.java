package io.tailforge.conditioning.clipgt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** The clip that {@code make_clip.py} wrote with pyarrow, and copies of it with faults planted. */
final class SampleStreet {
    static final String ID = "0f0e0d0c-0b0a-4908-8706-050403020100";

    private SampleStreet() {}

    static Path folder() {
        return resource("street");
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(SampleStreet.class.getResource("/clipgt/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path copy(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    static Path file(Path folder, String layer) {
        return folder.resolve(ID + "." + layer + ".parquet");
    }

    /** A copy with one layer's bytes changed. */
    static Path with(Path to, String layer, byte[] bytes) throws IOException {
        Files.write(file(copy(to), layer), bytes);
        return to;
    }

    static byte[] bytes(String layer) throws IOException {
        return Files.readAllBytes(file(folder(), layer));
    }

    /** The file with another footer. */
    static byte[] withFooter(byte[] file, Consumer<FileMetaData> change) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        int start = file.length - 8 - length;
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
        change.accept(footer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, start);
        Util.writeFileMetaData(footer, out);
        int written = out.size() - start;
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(written)
                .put("PAR1".getBytes(StandardCharsets.US_ASCII))
                .array());
        return out.toByteArray();
    }

    /** The file with another header of its first page; what follows moves. */
    static byte[] withFirstPage(byte[] file, Consumer<PageHeader> change) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(file, 4, file.length - 4);
        PageHeader header = Util.readPageHeader(in);
        int end = file.length - in.available();
        change.accept(header);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 4);
        Util.writePageHeader(header, out);
        out.write(Arrays.copyOfRange(file, end, file.length));
        return out.toByteArray();
    }
}
