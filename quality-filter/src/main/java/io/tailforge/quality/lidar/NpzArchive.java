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
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Named arrays in one file; reading is bounded, whatever the file claims. */
final class NpzArchive {
    private static final int MAX_ENTRIES = 64;

    /** Ten million points. */
    private static final int MAX_BYTES = 384 << 20;

    private static final String SUFFIX = ".npy";

    private NpzArchive() {}

    /** @throws BadInputException {@code LIDAR-UNREADABLE} */
    static Map<String, NpyArray> read(Path file) {
        return read(file, name -> true);
    }

    /** The arrays whose names are wanted. @throws BadInputException {@code LIDAR-UNREADABLE} */
    static Map<String, NpyArray> read(Path file, Predicate<String> wanted) {
        Map<String, NpyArray> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw refusal(file, "it has " + zip.size() + " entries");
            }
            long left = MAX_BYTES;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(SUFFIX)) {
                    String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                    if (wanted.test(name)) {
                        NpyArray array = readEntry(file, zip, entry, left);
                        left -= array.data().remaining();
                        arrays.put(name, array);
                    }
                }
            }
        } catch (IOException e) {
            throw refusal(file, "it is no whole archive (" + e.getMessage() + ")");
        }
        return arrays;
    }

    private static NpyArray readEntry(Path file, ZipFile zip, ZipEntry entry, long left) throws IOException {
        if (entry.getSize() > left) {
            throw tooLarge(file);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) left + 1);
            if (bytes.length > left) {
                throw tooLarge(file);
            }
            requireChecksum(file, entry, bytes);
            return NpyArray.parse(bytes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal(file, entry.getName() + ": " + e.getMessage());
        }
    }

    /** Java's reader of archives leaves it to us. */
    private static void requireChecksum(Path file, ZipEntry entry, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw refusal(file, entry.getName() + " has a wrong checksum");
        }
    }

    private static BadInputException tooLarge(Path file) {
        return refusal(file, "its arrays are larger than " + MAX_BYTES + " bytes together");
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
