package io.tailforge.service.cli;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.calibration.CalibrationDocument;
import io.tailforge.quality.fault.FaultFile;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.service.filterbench.BenchClip;
import io.tailforge.service.filterbench.BenchClips;
import io.tailforge.service.filterbench.BenchReport;
import io.tailforge.service.filterbench.BenchResult;
import io.tailforge.service.filterbench.FilterBench;
import io.tailforge.service.filterbench.Planting;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "filter",
        description = {
            "Plants faults in clips and counts which of them the filter finds.",
            "",
            "One fault in one clip, to look at it (the copy holds a label.json that says where it is):",
            "  tailforge bench filter --plant freeze --severity 2 --clip FOLDER --into DIR",
            "All of them in clips of yours, two or more to tell something about false rejects:",
            "  tailforge bench filter --clips FOLDER... --work DIR --json report.json --roc roc.svg",
            "The same in clips that are made for it: 24 drives on two maps, four clips of 48 frames each:",
            "  tailforge bench filter --scenes 24 --windows 4 --layout MAP MAP --work DIR",
            "What there is to plant:",
            "  tailforge bench filter --list"
        },
        mixinStandardHelpOptions = true)
final class BenchFilterCommand implements Callable<Integer> {
    private static final int DEFAULT_SEVERITY = 2;

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
            description = "Of --plant, from 1; 0 is the null plant (default: 2, or the only one there is).")
    Optional<Integer> severity = Optional.empty();

    @Option(names = "--clip", paramLabel = "FOLDER", description = "Clip of --plant.")
    Optional<Path> clip = Optional.empty();

    @Option(names = "--into", paramLabel = "DIR", description = "Absent folder for the copy that --plant makes.")
    Optional<Path> into = Optional.empty();

    @Option(
            names = "--clips",
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "Clips to plant faults in, each as `tailforge evaluate` reads it, or folders of such.")
    List<Path> clips = List.of();

    @Option(
            names = "--scenes",
            defaultValue = "0",
            description = "Makes clips of so many drives, each in another weather and light, in the folder of --work.")
    int scenes;

    @Option(
            names = "--windows",
            defaultValue = "4",
            description = "Clips of each drive, one after the other (default: 4).")
    int windows;

    @Option(names = "--layout", arity = "1..*", paramLabel = "MAP", description = "Maps of --scenes, taken in turn.")
    List<Path> layouts = List.of();

    @Option(
            names = "--frames",
            defaultValue = "48",
            description = "Frames of a clip of --scenes, 30 a second (default: 48).")
    int frames;

    @Option(
            names = "--size",
            defaultValue = "640x352",
            converter = PictureSize.Converter.class,
            description = "Pictures of --scenes (default: ${DEFAULT-VALUE}).")
    PictureSize size = new PictureSize(640, 352);

    @Option(names = "--clips-only", description = "Makes the clips of --scenes and stops.")
    boolean clipsOnly;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "filter-bench",
            description =
                    "Results and what is worked on. The same command goes on where it was (default: ${DEFAULT-VALUE}).")
    Path work = Path.of("");

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "Thresholds learnt from clean clips of other scenes (default: the checks' own).")
    Optional<Path> calibration = Optional.empty();

    @Option(
            names = "--plants",
            split = ",",
            paramLabel = "N",
            defaultValue = "20,60,20",
            description =
                    "Plants wanted at severity 1, 2, 3 (default: 20,60,20); types without severities take the second.")
    List<Integer> plants = List.of();

    @Option(names = "--only", split = ",", paramLabel = "ID", description = "Only these fault types.")
    List<String> only = List.of();

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Share of the plants that are made, fixed by hash, at least one of each (default: 1).")
    double sample;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report there; docs/filter-bench.md.")
    Optional<Path> json = Optional.empty();

    @Option(names = "--roc", paramLabel = "FILE", description = "Writes curves of detections over false rejects, SVG.")
    Optional<Path> roc = Optional.empty();

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
        return plant.isPresent()
                ? plant(types)
                : bench(types.stream().filter(this::isWanted).toList());
    }

    private boolean isWanted(FaultType type) {
        return only.isEmpty() || only.contains(type.id());
    }

    private int bench(List<FaultType> types) throws IOException {
        if (clips.isEmpty() && scenes == 0) {
            throw BadOption.of("--clips", "is needed, or --scenes, or --plant");
        }
        if (!(sample > 0 && sample <= 1) || plants.isEmpty() || plants.stream().anyMatch(wanted -> wanted < 1)) {
            throw BadOption.of("--sample, --plants", "a share above 0 and up to 1, and numbers of plants above 0");
        }
        Calibration bounds = calibration.map(CalibrationDocument::read).orElse(Calibration.BUILT_IN);
        FilterBench bench = new FilterBench(new FilterBench.Settings(bounds, preset, plants, sample, seed, work));
        List<BenchClip> all = new ArrayList<>(BenchClip.find(clips));
        all.addAll(make());
        if (clipsOnly) {
            return 0;
        }
        List<BenchResult> results = bench.run(all, types, BenchFilterCommand::print);
        BenchReport report = BenchReport.of(types, results);
        System.out.print(report.toTable());
        if (json.isPresent()) {
            Files.writeString(json.get(), JsonWriter.pretty(report.toJson()));
        }
        if (roc.isPresent()) {
            Files.writeString(roc.get(), report.toRocSvg());
        }
        return 0;
    }

    private List<BenchClip> make() throws IOException {
        if (scenes == 0) {
            return List.of();
        }
        if (layouts.isEmpty() || scenes < 1 || scenes > 100_000 || windows < 1 || windows > 50) {
            throw BadOption.of("--scenes", "needs --layout; up to 100000 drives of 1 to 50 --windows");
        }
        if (frames < 24 || frames > 1000) {
            throw BadOption.of("--frames", "24..1000, not " + frames);
        }
        BenchClips.Order order =
                new BenchClips.Order(layouts, scenes, windows, frames, size.width(), size.height(), seed, preset);
        return BenchClips.make(order, work.resolve("clips"), clip -> System.err.println("made " + clip));
    }

    private static void print(BenchResult result) {
        String outcome = result.skipped().orElse(result.accepted() ? "accepted" : "refused");
        String why = result.alarms().stream()
                .limit(2)
                .map(alarm -> alarm.code() + " ")
                .collect(Collectors.joining());
        System.err.printf(
                "%-40s %-26s %d  %s %s%n",
                result.clip(), result.label().fault(), result.label().severity(), outcome, why);
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
        ClipEvidence evidence = new BenchClip("clip", "clip", folder).open(Calibration.BUILT_IN);
        Path beside = Files.createDirectories(target.toAbsolutePath().resolveSibling("."));
        Path work = Files.createTempDirectory(beside, ".planting");
        Planting planting = new Planting(evidence, preset, work);
        try {
            if (severity.orElse(DEFAULT_SEVERITY) == 0) {
                boolean interpolated = id.equals("null-plant-interpolated");
                Files.move(planting.control(interpolated).folder(), target);
                write(
                        target,
                        evidence,
                        JsonWriter.pretty(Planting.nullLabel(interpolated).toJson()));
                return 0;
            }
            FaultType type = type(types, id);
            Planting.Planted planted = planting.plant(type, severityOf(type), seed, target);
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

    private static void write(Path folder, ClipEvidence clip, String label) throws IOException {
        Files.write(folder.resolve("scene.json"), SceneDocument.write(clip.scene()));
        Files.write(folder.resolve("layout.json"), MapDocument.write(clip.map()));
        Files.write(folder.resolve("label.json"), label.getBytes(StandardCharsets.UTF_8));
    }
}
