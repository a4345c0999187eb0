package io.tailforge.service.cli;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.fault.FaultFile;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.filterbench.Planting;
import io.tailforge.service.pipeline.ClipFolderEvidence;
import io.tailforge.service.pipeline.WorldViews;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "filter",
        description = {
            "Plants faults in clips and counts which of them the filter finds.",
            "",
            "One fault in one clip, to look at it (the copy holds a label.json that says where it is):",
            "  tailforge bench filter --plant freeze --severity 2 --clip FOLDER --into DIR",
            "What there is to plant:",
            "  tailforge bench filter --list"
        },
        mixinStandardHelpOptions = true)
final class BenchFilterCommand implements Callable<Integer> {
    @Option(names = "--list", description = "Lists the fault types and the edits they are made of.")
    boolean list;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Fault types as JSON; docs/filter-bench.md says how to write one (default: built in).")
    Optional<Path> faults = Optional.empty();

    @Option(names = "--plant", paramLabel = "ID", description = "Plants one fault in one clip and stops.")
    Optional<String> plant = Optional.empty();

    @Option(
            names = "--severity",
            defaultValue = "2",
            description = "Of --plant, from 1; 0 is the null plant (default: 2).")
    int severity;

    @Option(names = "--clip", paramLabel = "FOLDER", description = "Clip of --plant.")
    Optional<Path> clip = Optional.empty();

    @Option(names = "--into", paramLabel = "DIR", description = "Absent folder for the copy that --plant makes.")
    Optional<Path> into = Optional.empty();

    @Option(names = "--seed", defaultValue = "1", description = "Decides where faults are planted (default: 1).")
    long seed;

    @Option(
            names = "--preset",
            defaultValue = "default",
            description = "The engine's preset that clips were made with: draft, default or high (default: default).")
    RenderPreset preset = RenderPreset.DEFAULT;

    @Override
    public Integer call() throws IOException {
        List<FaultType> types = faults.isPresent() ? FaultFile.read(faults.get()) : FaultFile.builtIn();
        if (list) {
            list(types);
            return 0;
        }
        return plant(types);
    }

    private static void list(List<FaultType> types) {
        for (FaultType type : types) {
            System.out.printf(
                    "%2d  %-26s %d  %s%n",
                    type.number(), type.id(), type.severities().size(), type.about());
        }
        System.out.println("\nedits:");
        FaultFile.listEdits()
                .forEach(edit -> System.out.printf("  %-22s %s %s%n", edit.name(), edit.about(), edit.parameters()));
    }

    private int plant(List<FaultType> types) throws IOException {
        String id = plant.orElseThrow(() -> BadOption.of("--plant", "is needed; --list says what there is"));
        Path folder = clip.orElseThrow(() -> BadOption.of("--clip", "is needed with --plant"));
        Path target = into.orElseThrow(() -> BadOption.of("--into", "is needed with --plant"));
        if (Files.exists(target)) {
            throw BadOption.of("--into", target + " is there already; name a folder that is not");
        }
        ClipEvidence evidence = open(folder);
        Path work = Files.createTempDirectory("tailforge-plant");
        Planting planting = new Planting(evidence, preset, work);
        try {
            if (severity == 0) {
                boolean interpolated = id.equals("null-plant-interpolated");
                Files.move(planting.control(interpolated).folder(), target);
                write(
                        target,
                        evidence,
                        JsonWriter.pretty(Planting.nullLabel(interpolated).toJson()));
                return 0;
            }
            FaultType type = type(types, id);
            Planting.Planted planted = planting.plant(type, severity, seed, target);
            write(target, evidence, JsonWriter.pretty(planted.label().toJson()));
            System.out.println(JsonWriter.compact(planted.label().toJson()));
            return 0;
        } catch (NoPlaceException none) {
            System.err.println("tailforge: not planted: " + none.getMessage());
            return Tailforge.WRONG;
        } finally {
            Planting.delete(work);
        }
    }

    private FaultType type(List<FaultType> types, String id) {
        FaultType found = types.stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadOption.of(
                        "--plant",
                        "there is no fault '" + id + "'"
                                + JsonView.hint(
                                        id, types.stream().map(FaultType::id).toArray(String[]::new))));
        if (severity < 1 || severity > found.severities().size()) {
            throw BadOption.of(
                    "--severity", "of " + id + " is 0.." + found.severities().size() + ", not " + severity);
        }
        return found;
    }

    private static ClipEvidence open(Path folder) throws IOException {
        ClipEvidence clip = ClipFolderEvidence.read(folder, Path.of(""));
        Worlds worlds = new Worlds(1);
        return clip.expecting(new WorldViews(clip.scene(), () -> worlds.of(clip.scene(), clip.map())));
    }

    private static void write(Path folder, ClipEvidence clip, String label) throws IOException {
        Files.write(folder.resolve("scene.json"), SceneDocument.write(clip.scene()));
        Files.write(folder.resolve("layout.json"), MapDocument.write(clip.map()));
        Files.write(folder.resolve("label.json"), label.getBytes(StandardCharsets.UTF_8));
    }
}
