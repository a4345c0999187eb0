package io.tailforge.service.cli;

import io.tailforge.lidargen.Npz;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.world.mesh.PlyMesh;
import io.tailforge.world.mesh.PlyReader;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "raycast",
        description = {
            "Casts the rays of an ideal LiDAR through the triangles of a PLY file and says how fast.",
            "docs/raycasting.md tells how to compare the figures, and the hits, with other ray casters."
        },
        mixinStandardHelpOptions = true)
final class BenchRaycastCommand implements Callable<Integer> {
    @Option(
            names = "--mesh",
            required = true,
            paramLabel = "FILE.ply",
            description = "Triangles and quads, ascii or binary little-endian.")
    Path mesh = Path.of("");

    @Option(
            names = "--pattern",
            defaultValue = "128x1800",
            paramLabel = "ROWSxCOLUMNS",
            description = "Beams by columns of a turn (default: ${DEFAULT-VALUE}).")
    String pattern = "";

    @Option(
            names = "--elevation",
            split = ",",
            defaultValue = "-25,15",
            paramLabel = "LOW,HIGH",
            description = "Lowest and highest beam, degrees (default: -25,15).")
    double[] elevation = {};

    @Option(
            names = "--origin",
            split = ",",
            defaultValue = "0,0,1.9",
            paramLabel = "X,Y,Z",
            description = "Where the rays start, in the file's coordinates (default: 0,0,1.9).")
    double[] origin = {};

    @Option(
            names = "--range",
            split = ",",
            defaultValue = "0.1,250",
            paramLabel = "NEAR,FAR",
            description = "What is nearer or farther is not hit, metres (default: 0.1,250).")
    float[] range = {};

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "Threads that share the rays (default: ${DEFAULT-VALUE}).")
    int threads;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            paramLabel = "S",
            description = "The rays are cast again and again for so long; the best round counts (default: 8).")
    double seconds;

    @Option(
            names = "--hits",
            paramLabel = "FILE.npz",
            description =
                    "Write t (float32 metres, inf where nothing) and triangle (int32, -1) per ray, column by column.")
    Optional<Path> hitsFile = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        requirePlausible();
        BeamGrid beams = BeamGrid.of(pattern, elevation);
        if (!Files.isRegularFile(mesh)) {
            throw BadOption.of("--mesh", mesh + " is no file");
        }
        PlyMesh ply = PlyReader.read(mesh);
        RaycastTimer timer = new RaycastTimer();
        RaycastTimer.Built built =
                timer.build(new SceneMesh(ply.origin(), ply.mesh(), List.of(), List.of(), -1), seconds);
        RaycastTimer.Cast cast = timer.cast(built.world().at(0), start(ply), beams, range, threads, seconds);
        if (hitsFile.isPresent()) {
            write(cast.hits(), beams, hitsFile.get());
        }
        Json report = report(ply, beams, built, cast);
        System.out.println(json ? JsonWriter.compact(report) : line(ply, beams, built, cast));
        return 0;
    }

    private void requirePlausible() {
        if (elevation.length != 2) {
            throw BadOption.of("--elevation", "needs two numbers: LOW,HIGH in degrees");
        }
        if (origin.length != 3) {
            throw BadOption.of("--origin", "needs three numbers: X,Y,Z in metres");
        }
        if (range.length != 2 || !(range[0] >= 0 && range[0] < range[1])) {
            throw BadOption.of("--range", "needs two numbers: NEAR,FAR in metres with 0 <= NEAR < FAR");
        }
        if (threads < 1 || threads > 256) {
            throw BadOption.of("--threads", "between 1 and 256, not " + threads);
        }
        if (!(seconds >= 0 && seconds <= 600)) {
            throw BadOption.of("--seconds", "between 0 and 600, not " + seconds);
        }
    }

    private float[] start(PlyMesh ply) {
        return new float[] {
            (float) (origin[0] - ply.origin().x()),
            (float) (origin[1] - ply.origin().y()),
            (float) (origin[2] - ply.origin().z())
        };
    }

    private static void write(Hits hits, BeamGrid beams, Path file) throws IOException {
        String shape = "(" + beams.columns() + ", " + beams.rows() + ")";
        byte[] bytes = new Npz(8 * beams.rays() + 1024)
                .put("t", shape, hits.t)
                .put("triangle", shape, hits.triangle)
                .finish();
        Files.write(file, bytes);
    }

    private Json report(PlyMesh ply, BeamGrid beams, RaycastTimer.Built built, RaycastTimer.Cast cast) {
        return Json.object()
                .put("mesh", mesh.toString())
                .put("triangles", ply.mesh().triangleCount())
                .put("pattern", pattern)
                .put("rays", beams.rays())
                .put("kernel", RayCaster.describeKernel())
                .put("threads", threads)
                .put("rounds", cast.rounds())
                .put("mray_per_cpu_s", beams.rays() * 1e-6 / cast.best().cpu())
                .put("cpu_s", cast.best().cpu())
                .put("wall_s", cast.best().wall())
                .put("build_cold_cpu_s", built.cold().cpu())
                .put("build_cold_wall_s", built.cold().wall())
                .put("build_warm_cpu_s", built.warm().cpu())
                .put("build_warm_wall_s", built.warm().wall())
                .put("hit_rate", (double) hitCount(cast.hits()) / beams.rays())
                .put("mean_range_m", meanRange(cast.hits()))
                .build();
    }

    private String line(PlyMesh ply, BeamGrid beams, RaycastTimer.Built built, RaycastTimer.Cast cast) {
        return String.format(
                Locale.ROOT,
                "%s: %d triangles, %d rays, %s, %d threads%n"
                        + "%.2f Mray per CPU second, %.4f s wall a round (best of %d)%n"
                        + "build %.3f CPU s cold, %.3f warm (wall %.3f, %.3f)%nhit rate %.4f, mean range %.3f m",
                mesh,
                ply.mesh().triangleCount(),
                beams.rays(),
                RayCaster.describeKernel(),
                threads,
                beams.rays() * 1e-6 / cast.best().cpu(),
                cast.best().wall(),
                cast.rounds(),
                built.cold().cpu(),
                built.warm().cpu(),
                built.cold().wall(),
                built.warm().wall(),
                (double) hitCount(cast.hits()) / beams.rays(),
                meanRange(cast.hits()));
    }

    private static int hitCount(Hits hits) {
        int count = 0;
        for (int ray = 0; ray < hits.t.length; ray++) {
            count += hits.isHit(ray) ? 1 : 0;
        }
        return count;
    }

    /** Of the rays that hit; 0 where none does. */
    private static double meanRange(Hits hits) {
        double sum = 0;
        for (int ray = 0; ray < hits.t.length; ray++) {
            sum += hits.isHit(ray) ? hits.t[ray] : 0;
        }
        return sum / Math.max(1, hitCount(hits));
    }
}
