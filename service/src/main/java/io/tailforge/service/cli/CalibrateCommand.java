package io.tailforge.service.cli;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.calibration.CalibrationDocument;
import io.tailforge.quality.calibration.Calibrator;
import io.tailforge.quality.calibration.LearntCalibration;
import io.tailforge.quality.calibration.LearntCalibration.Learnt;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.evaluation.Evaluator;
import io.tailforge.service.evaluation.ForeignClip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "calibrate",
        description = {
            "Learns the filter's thresholds from clips that you accepted.",
            "A measure with too few values keeps the threshold it had. docs/filter.md says how thresholds come about."
        },
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folders of clips, or folders that hold such folders.")
    List<Path> paths = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the calibration is written.")
    Path out = Path.of("");

    @Option(
            names = "--false-rejects",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description = "Share of clean clips that may be refused, over all measures together (default: 0.01).")
    double falseRejects;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "Calibration whose thresholds hold where there are too few clips.")
    Optional<Path> base = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What verdicts call it (default: the name of --out without its ending).")
    Optional<String> name = Optional.empty();

    @Option(
            names = {"--jobs", "--threads"},
            defaultValue = "1",
            paramLabel = "N",
            description = "Clips looked at side by side (default: 1).")
    int jobs;

    @Override
    public Integer call() throws IOException {
        if (!(falseRejects > 0 && falseRejects <= LearntCalibration.MOST_FALSE_REJECTS)) {
            throw BadOption.of("--false-rejects", "must lie above 0 and up to " + LearntCalibration.MOST_FALSE_REJECTS);
        }
        if (jobs < 1 || jobs > 256) {
            throw BadOption.of("--jobs", "must be 1..256");
        }
        Calibration known = base.map(CalibrationDocument::read).orElse(Calibration.BUILT_IN);
        QualityFilter filter = new QualityFilter();
        Calibrator calibrator = new Calibrator(filter.listMeasures(), falseRejects, known);
        lookAt(clips(), filter, calibrator);
        LearntCalibration learnt = calibrator.finish(version());
        Files.write(out, CalibrationDocument.write(learnt));
        report(learnt);
        return 0;
    }

    private String version() {
        String version = name.orElse(out.getFileName().toString().replaceFirst("\\.[^.]*$", ""));
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
            throw BadOption.of("--name", "'" + version + "' must be letters, digits, '.', '_' and '-', 80 at most");
        }
        return version;
    }

    /** Folders of single clips by name. */
    private Map<String, Path> clips() throws IOException {
        Map<String, Path> clips = new TreeMap<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                throw BadOption.of("PATH", path + " is no folder");
            }
            if (isClip(path)) {
                clips.put(path.toString(), path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                inside.filter(CalibrateCommand::isClip).forEach(clip -> clips.put(clip.toString(), clip));
            }
        }
        if (clips.isEmpty()) {
            throw BadOption.of(
                    "PATH", "no folder holds a clip: a scene.json, or a recorded drive with a folder videos");
        }
        return clips;
    }

    private static boolean isClip(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file ->
                            file.equals("scene.json") || file.endsWith(".scene.json") || file.equals("vehicle_pose"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lookAt(Map<String, Path> clips, QualityFilter filter, Calibrator calibrator) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
            Evaluator evaluator = new Evaluator(filter, Calibration.BUILT_IN, new Worlds(jobs));
            Map<String, Future<List<Finding>>> looks = new TreeMap<>();
            clips.forEach((clip, folder) -> looks.put(
                    clip,
                    pool.submit(() -> evaluator.examine(ForeignClip.open(folder, Path.of(""), Optional.empty())))));
            int done = 0;
            for (Map.Entry<String, Future<List<Finding>>> look : looks.entrySet()) {
                take(look.getKey(), look.getValue(), calibrator);
                System.err.printf(Locale.ROOT, "%d of %d clips%n", ++done, looks.size());
            }
        }
    }

    private static void take(String clip, Future<List<Finding>> look, Calibrator calibrator) throws IOException {
        try {
            calibrator.add(clip, look.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BadInputException bad) {
                calibrator.leaveOut(clip, String.valueOf(bad.getMessage()));
            } else {
                throw new IllegalStateException(clip, e.getCause());
            }
        }
    }

    private static void report(LearntCalibration learnt) {
        List<Learnt> kept = new ArrayList<>();
        for (Learnt one : learnt.measures()) {
            if (one.clean().isEmpty()) {
                kept.add(one);
            } else {
                System.out.printf(
                        Locale.ROOT,
                        "  %-40s %10.4g %-8s built in %10.4g  %s%n",
                        one.measure().key(),
                        one.threshold(),
                        one.measure().unit(),
                        one.measure().threshold(),
                        one.why());
            }
        }
        kept.forEach(one -> System.out.printf(
                Locale.ROOT,
                "  %-40s %10.4g %-8s kept, %s%n",
                one.measure().key(),
                one.threshold(),
                one.measure().unit(),
                one.why()));
        learnt.leftOut().forEach((clip, why) -> System.out.println("  left out " + clip + ": " + why));
        System.out.printf(
                Locale.ROOT,
                "%s: %d clips, %d left out, %d of %d measures calibrated, joint score %s; it refuses %d of these clips%n",
                learnt.version(),
                learnt.clips(),
                learnt.leftOut().size(),
                learnt.measures().size() - kept.size(),
                learnt.measures().size(),
                learnt.together().isPresent() ? "calibrated" : "of single measures alone",
                learnt.refusedOfThese());
    }
}
