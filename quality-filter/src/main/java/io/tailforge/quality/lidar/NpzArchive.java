package io.tailforge.quality.lidar;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Named arrays in one file; reading is bounded, whatever the file claims. */
final class NpzArchive {
    private static final int MAX_ENTRIES = 64;
    private static final int MAX_ENTRY_BYTES = 256 << 20;
    private static final String SUFFIX = ".npy";

    private NpzArchive() {}

    /** @throws BadInputException {@code LIDAR-UNREADABLE} */
    static Map<String, NpyArray> read(Path file) {
        Map<String, NpyArray> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw refusal(file, "it has " + zip.size() + " entries");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(SUFFIX)) {
                    String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                    arrays.put(name, readEntry(file, zip, entry));
                }
            }
        } catch (IOException e) {
            throw refusal(file, "it is no whole archive (" + e.getMessage() + ")");
        }
        return arrays;
    }

    private static NpyArray readEntry(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
            if (bytes.length > MAX_ENTRY_BYTES) {
                throw refusal(file, entry.getName() + " is larger than " + MAX_ENTRY_BYTES + " bytes");
            }
            return NpyArray.parse(bytes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal(file, entry.getName() + ": " + e.getMessage());
        }
    }

    static BadInputException refusal(Path file, String detail) {
        return new BadInputException(Problem.of(
                "LIDAR-UNREADABLE", String.valueOf(file.getFileName()), detail + "; generate the sweep again"));
    }

    /** Stored, without dates, in the order of the map: equal arrays give equal bytes. */
    static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                byte[] bytes = array.getValue().write();
                CRC32 crc = new CRC32();
                crc.update(bytes);
                ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                entry.setSize(bytes.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
    }
}
