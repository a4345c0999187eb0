package io.tailforge.service.cli;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.calibration.CalibrationDocument;
import io.tailforge.quality.fault.FaultFile;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.filterbench.BenchClip;
import io.tailforge.service.filterbench.BenchReport;
import io.tailforge.service.filterbench.BenchResult;
import io.tailforge.service.filterbench.FilterBench;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private static final int MOST_JOBS = 1024;
    private static final double MOST_HOURS = 10_000;

    @Option(names = "--list", description = "Lists the fault types and the edits they are made of.")
    boolean list;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Fault types as JSON; docs/filter-bench.md says how to write one (default: built in).")
    Optional<Path> faults = Optional.empty();

    @Mixin
    PlantOptions plant = new PlantOptions();

    @Mixin
    BenchClipOptions clips = new BenchClipOptions();

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
            description = "Share of the plants that are made, at least one of each (default: 1).")
    double sample;

    @Option(names = "--jobs", paramLabel = "N", description = "Clips worked on at a time (default: one a processor).")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--hours",
            paramLabel = "H",
            description = {
                "Begins nothing new after so long; the report says how many plants of those wanted were made.",
                "The same command goes on with the rest."
            })
    Optional<Double> hours = Optional.empty();

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
        return plant.isAsked()
                ? plant.plant(types, seed, preset)
                : bench(types.stream().filter(this::isWanted).toList());
    }

    private boolean isWanted(FaultType type) {
        return only.isEmpty() || only.contains(type.id());
    }

    private int bench(List<FaultType> types) throws IOException {
        if (types.isEmpty()) {
            throw BadOption.of("--only", "there is no such fault; --list says what there is");
        }
        FilterBench.Settings settings = settings();
        List<BenchClip> all = clips.clips(work.resolve("clips"), seed, preset);
        if (clips.clipsOnly) {
            return 0;
        }
        List<BenchResult> results = new FilterBench(settings).run(all, types, BenchFilterCommand::print);
        BenchReport report = BenchReport.of(types, results, settings::wanted);
        System.out.print(report.toTable());
        if (json.isPresent()) {
            Files.writeString(json.get(), JsonWriter.pretty(report.toJson()));
        }
        if (roc.isPresent()) {
            Files.writeString(roc.get(), report.toRocSvg());
        }
        return 0;
    }

    private FilterBench.Settings settings() {
        if (!(sample > 0 && sample <= 1) || plants.isEmpty() || plants.stream().anyMatch(wanted -> wanted < 1)) {
            throw BadOption.of("--sample, --plants", "a share above 0 and up to 1, and numbers of plants above 0");
        }
        if (jobs < 1
                || jobs > MOST_JOBS
                || hours.filter(most -> !(most > 0 && most <= MOST_HOURS)).isPresent()) {
            throw BadOption.of("--jobs, --hours", "1.." + MOST_JOBS + " clips at a time, above 0 up to 10000 hours");
        }
        Calibration bounds = calibration.map(CalibrationDocument::read).orElse(Calibration.BUILT_IN);
        return new FilterBench.Settings(
                bounds,
                preset,
                plants,
                sample,
                seed,
                work,
                jobs,
                hours.map(most -> Duration.ofMillis(Math.round(most * 3.6e6))));
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
}
