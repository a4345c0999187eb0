package io.tailforge.conditioning;

import io.tailforge.conditioning.fuzz.MapSoundness;
import io.tailforge.conditioning.fuzz.MutableLayout;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer drives ({@code bench/fuzz.sh}): a reader is given bytes as one file of a layout, the rest of which is a good
 * layout of its contract. The first byte says which file, where there are several.
 */
public final class ReaderFuzzer {
    private static final ReaderFuzzer FUZZER =
            new ReaderFuzzer(System.getProperty("tailforge.fuzz.reader", "opendrive"), temporary());

    private final MapReader reader;
    private final List<MutableLayout> layouts = new ArrayList<>();

    ReaderFuzzer(String format, Path folder) {
        this.reader = Layouts.readers().stream()
                .filter(candidate -> candidate.id().equals(format))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reader is called " + format));
        try {
            for (Path layout : contractOf(reader).goodLayouts(Files.createDirectory(folder.resolve("good")))) {
                layouts.add(new MutableLayout(layout, Files.createTempDirectory(folder, "fuzzed")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract test of a reader bears its name. */
    static MapReaderContract contractOf(MapReader reader) {
        String name = reader.getClass().getName().replaceFirst("Reader$", "ContractTest");
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (MapReaderContract) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the reader " + reader.id() + " has no " + name, e);
        }
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        FUZZER.read(data);
    }

    /** Refusals are fine; anything else that is thrown is a finding. */
    void read(byte[] data) {
        if (data.length < 2) {
            return;
        }
        MutableLayout layout = layouts.get((data[0] & 0xff) % layouts.size());
        int file = (data[1] & 0xff) % layout.fileCount();
        try {
            layout.replace(file, Arrays.copyOfRange(data, 2, data.length));
            reader.accepts(layout.path());
            MapSoundness.require(reader.read(layout.path()));
            layout.restore(file);
        } catch (BadInputException refused) {
            // As it should be.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The good layouts as inputs to start from. */
    List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < layouts.size(); i++) {
            for (int file = 0; file < layouts.get(i).fileCount(); file++) {
                byte[] content = layouts.get(i).content(file);
                byte[] seed = new byte[content.length + 2];
                seed[0] = (byte) i;
                seed[1] = (byte) file;
                System.arraycopy(content, 0, seed, 2, content.length);
                seeds.add(seed);
            }
        }
        return seeds;
    }

    /** Writes the seeds of a format: {@code ReaderFuzzer FORMAT FOLDER}; without arguments names the formats. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            Layouts.readers().forEach(reader -> System.out.println(reader.id()));
            return;
        }
        List<byte[]> seeds = new ReaderFuzzer(arguments[0], temporary()).seeds();
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
