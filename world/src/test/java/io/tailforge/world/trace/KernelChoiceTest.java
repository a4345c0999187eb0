package io.tailforge.world.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.world.mesh.TriangleMesh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernel is chosen once per process, so each choice gets a process of its own. */
class KernelChoiceTest {
    @Test
    void everyWidthGivesTheSameHits() throws Exception {
        String scalar = run("scalar", true);
        assertThat(scalar).startsWith("scalar ");
        assertThat(run("256", true)).startsWith("vector 256 bit ").endsWith(hash(scalar));
        assertThat(run("512", true)).startsWith("vector 512 bit ").endsWith(hash(scalar));
    }

    @Test
    void withoutTheVectorModuleRaysAreCastOneByOne() throws Exception {
        assertThat(run("auto", false)).startsWith("scalar ");
    }

    @Test
    void anUnknownWidthStopsTheStartAndNamesTheKnownOnes() throws Exception {
        assertThat(run("1024", true)).contains("auto, scalar, 256 or 512");
    }

    private static String hash(String line) {
        return line.substring(line.lastIndexOf(' '));
    }

    private static String run(String width, boolean withVectors) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-D" + Kernels.PROPERTY + "=" + width,
                "-cp",
                System.getProperty("java.class.path")));
        if (withVectors) {
            command.addAll(1, List.of("--add-modules", "jdk.incubator.vector"));
        }
        command.add(Casting.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> !line.startsWith("WARNING"))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    }

    /** Casts some rays and prints the kernel and a hash of the hits. */
    static final class Casting {
        private Casting() {}

        public static void main(String[] args) {
            SplittableRandom random = new SplittableRandom(21);
            TriangleMesh soup = Shapes.soup(random, 500);
            float[][] d = Shapes.directions(random, 1000);
            Hits hits = new Hits(1000);
            new RayCaster(WorldBvh.of(Shapes.scene(soup)).at(0))
                    .castFromOrigin(0, 0, 0, d[0], d[1], d[2], 0, 1000, 0, 50, hits);
            System.out.println(RayCaster.describeKernel() + " "
                    + Integer.toHexString(31 * Arrays.hashCode(hits.t) + Arrays.hashCode(hits.triangle)));
        }
    }
}
