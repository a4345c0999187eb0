package io.tailforge.service.cli;

import io.tailforge.scene.Scene;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.world.build.WorldBuilder;
import io.tailforge.world.mesh.PlyWriter;
import io.tailforge.world.mesh.SceneMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = {
            "Writes the world of a scene at one time as triangles: binary PLY in layout coordinates, with material, class,"
                    + " instance and colour per face (docs/world.md)."
        },
        mixinStandardHelpOptions = true)
final class WorldExportCommand implements Callable<Integer> {
    @Mixin
    SceneArgument scene = new SceneArgument();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Where the PLY goes.")
    Path out = Path.of("world.ply");

    @Option(
            names = "--at",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Time since the start of the clip (default: ${DEFAULT-VALUE}).")
    double at;

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        RenderScene seen = scene.open();
        long time = time(seen.scene());
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw BadOption.of("-o", "the folder of " + out + " is not there; make it first");
        }
        long began = System.nanoTime();
        SceneMesh mesh = WorldBuilder.build(seen.scene(), seen.map());
        double seconds = (System.nanoTime() - began) * 1e-9;
        PlyWriter.Contents written = PlyWriter.write(mesh, time, comments(seen.scene()), out);
        System.out.println(json ? json(mesh, written, seconds) : line(mesh, written, seconds));
        return 0;
    }

    private long time(Scene seen) {
        double end = seen.grid().durationMicros() * 1e-6;
        if (!(at >= 0) || at > end) {
            throw BadOption.of("--at", at + " is not in the clip; it runs from 0 to " + end + " seconds");
        }
        return Math.round(at * 1e6);
    }

    private List<String> comments(Scene seen) {
        List<String> lines = new ArrayList<>(List.of(
                "scene " + seen.name() + " at " + at + " s",
                "layout " + seen.layout().name() + " " + seen.layout().sha256(),
                "frame layout metres, x east, y north, z up"));
        for (int i = 0; i < seen.actors().size(); i++) {
            ActorTrack actor = seen.actors().get(i);
            lines.add("instance " + (i + 1) + " " + actor.actorClass() + " " + actor.id());
        }
        return lines;
    }

    private String line(SceneMesh mesh, PlyWriter.Contents written, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s: %,d triangles, %,d vertices, %d instances, %.1f MB; built in %.1f s",
                out,
                written.faces(),
                written.vertices(),
                mesh.instances().size(),
                written.bytes() * 1e-6,
                seconds);
    }

    private String json(SceneMesh mesh, PlyWriter.Contents written, double seconds) {
        return JsonWriter.compact(Json.object()
                .put("file", out.toString())
                .put("at_s", at)
                .put("vertices", written.vertices())
                .put("faces", written.faces())
                .put("instances", mesh.instances().size())
                .put("bytes", written.bytes())
                .put("build_wall_s", Math.rint(seconds * 1e3) / 1e3)
                .build());
    }
}
