package io.tailforge.service.cli;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.service.filterbench.BenchClip;
import io.tailforge.service.filterbench.Planting;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One fault planted in one clip, to look at it. */
final class PlantOptions {
    private static final int DEFAULT_SEVERITY = 2;

    @Option(names = "--plant", paramLabel = "ID", description = "Plants one fault in one clip and stops.")
    Optional<String> plant = Optional.empty();

    @Option(
            names = "--severity",
            description = "Of --plant, from 1; 0 is the null plant (default: 2, or the only one there is).")
    Optional<Integer> severity = Optional.empty();

    @Option(names = "--clip", paramLabel = "FOLDER", description = "Clip of --plant.")
    Optional<Path> clip = Optional.empty();

    @Option(names = "--into", paramLabel = "DIR", description = "Absent folder for the copy that --plant makes.")
    Optional<Path> into = Optional.empty();

    boolean isAsked() {
        return plant.isPresent();
    }

    /** @return exit status */
    int plant(List<FaultType> types, long seed, RenderPreset preset) throws IOException {
        String id = plant.orElseThrow(() -> BadOption.of("--plant", "is needed; --list says what there is"));
        Path folder = clip.orElseThrow(() -> BadOption.of("--clip", "is needed with --plant"));
        Path target = into.orElseThrow(() -> BadOption.of("--into", "is needed with --plant"));
        if (Files.exists(target)) {
            throw BadOption.of("--into", target + " is there already; name a folder that is not");
        }
        ClipEvidence evidence = new BenchClip("clip", "clip", folder).open(Calibration.BUILT_IN);
        Path beside = Files.createDirectories(target.toAbsolutePath().resolveSibling("."));
        Path work = Files.createTempDirectory(beside, ".planting");
        Planting planting = new Planting(evidence, preset, work);
        try {
            if (severity.orElse(DEFAULT_SEVERITY) == 0) {
                nothing(planting, id.equals("null-plant-interpolated"), evidence, target);
                return 0;
            }
            FaultType type = type(types, id);
            PlantLabel label =
                    planting.plant(type, severityOf(type), seed, target).label();
            write(target, evidence, label);
            System.out.println(JsonWriter.compact(label.toJson()));
            return 0;
        } catch (NoPlaceException none) {
            System.err.println("tailforge: not planted: " + none.getMessage());
            return Tailforge.WRONG;
        } finally {
            Planting.delete(work);
        }
    }

    private static void nothing(Planting planting, boolean interpolated, ClipEvidence evidence, Path target)
            throws IOException {
        Files.move(planting.control(interpolated).folder(), target);
        write(target, evidence, Planting.nullLabel(interpolated));
    }

    private static FaultType type(List<FaultType> types, String id) {
        return types.stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadOption.of(
                        "--plant",
                        "there is no fault '" + id + "'"
                                + JsonView.hint(
                                        id, types.stream().map(FaultType::id).toArray(String[]::new))));
    }

    private int severityOf(FaultType type) {
        int most = type.severities().size();
        int wanted = severity.orElse(Math.min(DEFAULT_SEVERITY, most));
        if (wanted < 1 || wanted > most) {
            throw BadOption.of("--severity", "of " + type.id() + " is 0.." + most + ", not " + wanted);
        }
        return wanted;
    }

    private static void write(Path folder, ClipEvidence clip, PlantLabel label) throws IOException {
        Files.write(folder.resolve("scene.json"), SceneDocument.write(clip.scene()));
        Files.write(folder.resolve("layout.json"), MapDocument.write(clip.map()));
        Files.write(
                folder.resolve("label.json"), JsonWriter.pretty(label.toJson()).getBytes(StandardCharsets.UTF_8));
    }
}
