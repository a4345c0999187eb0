package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.json.JsonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tailforge bench raycast}, in this JVM. */
@Isolated("reads what is printed")
class BenchRaycastCommandTest {
    /** A floor 200 m wide at height 1, with the sensor 2 m above it. */
    private static final String FLOOR = """
            ply
            format ascii 1.0
            element vertex 4
            property float x
            property float y
            property float z
            element face 1
            property list uchar int vertex_indices
            end_header
            -100 -100 1
            100 -100 1
            100 100 1
            -100 100 1
            4 0 1 2 3
            """;

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {}

    private Ended bench(String... more) throws IOException {
        Path mesh = Files.writeString(folder.resolve("floor.ply"), FLOOR);
        return run(with(new String[] {"--mesh", mesh.toString()}, more));
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Ended run(String... options) {
        String[] all = with(new String[] {"bench", "raycast", "--seconds", "0"}, options);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int exit = Tailforge.run(all);
            return new Ended(
                    exit, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void hitsAreThoseOfTheFloorWhateverTheThreads() throws IOException {
        Path one = folder.resolve("one.npz");
        Path three = folder.resolve("three.npz");
        String[] common = {"--pattern", "9x50", "--elevation", "-40,40", "--origin", "10,0,3", "--json", "--hits"};
        Ended ended = bench(with(common, one.toString()));
        assertThat(ended.exit()).isZero();
        JsonView report = JsonView.parse("report", ended.out().getBytes(StandardCharsets.UTF_8));
        assertThat(report.field("triangles").asLong()).isEqualTo(2);
        assertThat(report.field("rays").asLong()).isEqualTo(450);
        assertThat(report.field("hit_rate").asDouble()).isEqualTo(4.0 / 9);
        assertThat(report.field("mray_per_cpu_s").asDouble()).isPositive();
        float[] t = distances(one);
        for (int ray = 0; ray < t.length; ray++) {
            double elevation = Math.toRadians(-40 + 10 * (ray % 9));
            if (elevation < -0.01) {
                assertThat((double) t[ray]).as("ray %d", ray).isCloseTo(2 / Math.sin(-elevation), within(1e-4));
            } else {
                assertThat(t[ray]).as("ray %d", ray).isInfinite();
            }
        }
        bench(with(with(common, three.toString()), "--threads", "3"));
        assertThat(three).hasSameBinaryContentAs(one);
    }

    @ParameterizedTest
    @CsvSource({
        "--pattern, 128, ROWSxCOLUMNS",
        "--pattern, 99999x99999, rays can be cast",
        "--elevation, '15,-25', 'LOW,HIGH'",
        "--origin, '1,2', 'X,Y,Z'",
        "--range, '9,1', 'NEAR,FAR'",
        "--threads, 0, between 1 and 256",
        "--mesh, none.ply, is no file",
    })
    void whatMakesNoSenseIsRefusedUnderItsName(String option, String value, String said) throws IOException {
        Ended ended = option.equals("--mesh") ? run(option, value) : bench(option, value);
        assertThat(ended.exit()).isEqualTo(Tailforge.USAGE);
        assertThat(ended.err()).contains(option, said);
    }

    private static float[] distances(Path npz) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(npz))) {
            ZipEntry entry = zip.getNextEntry();
            assertThat(entry.getName()).isEqualTo("t.npy");
            ByteBuffer bytes = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(10 + bytes.getShort(8));
            float[] t = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(t);
            return t;
        }
    }
}
