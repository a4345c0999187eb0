package io.tailforge.service.cli;

import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.calibration.CalibrationDocument;
import io.tailforge.quality.explain.Explanations;
import io.tailforge.scene.artifact.ClipScore;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.evaluation.Evaluator;
import io.tailforge.service.evaluation.ForeignClip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = {
            "Judges clips: result folders, what a published shard unpacks to, or recorded drives (RDS-HQ) with videos"
                    + " that were made of them. Exit 0: all accepted, 1: not all, 2: input was refused.",
            "docs/filter.md says what is judged and how the answer reads."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folder with one clip's files, or with a recorded drive.")
    List<Path> paths = List.of();

    @Option(
            names = "--layout",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Map document, where the folder holds no layout.json.")
    Path layout = Path.of("");

    @Option(
            names = "--videos",
            paramLabel = "DIR",
            description = "Videos of a recorded drive, <camera>.mp4 (default: PATH/videos).")
    Optional<Path> videos = Optional.empty();

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "Thresholds, as `tailforge calibrate` writes them (default: built in).")
    Optional<Path> calibration = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON, a line a clip.")
    boolean json;

    @Option(
            names = "--explain",
            paramLabel = "DIR",
            description = "Writes a picture of each finding that failed or warned: what is there, what was expected;"
                    + " of several clips in a folder each.")
    Optional<Path> explain = Optional.empty();

    @Option(names = "--explain-passing", description = "Also of the narrowest pass of each other check.")
    boolean explainPassing;

    @Option(
            names = "--jobs",
            defaultValue = "1",
            paramLabel = "N",
            description = "Clips judged at a time, each on one thread (default: 1).")
    int jobs;

    @Override
    public Integer call() throws IOException {
        requireFitting();
        Calibration thresholds = calibration.map(CalibrationDocument::read).orElse(Calibration.BUILT_IN);
        Evaluator evaluator = new Evaluator(new QualityFilter(), thresholds, new Worlds(jobs));
        if (paths.size() == 1) {
            return tell(judge(paths.getFirst(), evaluator, thresholds));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, paths.size()))) {
            List<Future<Judged>> verdicts = paths.stream()
                    .map(path -> pool.submit(() -> judge(path, evaluator, thresholds)))
                    .toList();
            int worst = 0;
            for (int i = 0; i < verdicts.size(); i++) {
                worst = Math.max(worst, take(paths.get(i), verdicts.get(i)));
            }
            return worst;
        }
    }

    private void requireFitting() {
        if (jobs < 1 || jobs > 256) {
            throw BadOption.of("--jobs", "must be 1..256");
        }
        if (paths.size() > 1 && videos.isPresent()) {
            throw BadOption.of("--videos", "are those of one recorded drive; several have theirs in PATH/videos");
        }
        if (explain.isPresent()
                && paths.stream().map(EvaluateCommand::name).distinct().count() < paths.size()) {
            throw BadOption.of("--explain", "two clips' folders have the same name");
        }
    }

    private Judged judge(Path path, Evaluator evaluator, Calibration thresholds) throws IOException {
        ForeignClip clip = ForeignClip.open(path, layout, videos);
        Verdict verdict = evaluator.judge(clip);
        explain(path, clip.evidence().calibrated(thresholds), verdict);
        return new Judged(path, verdict, Evaluator.write(clip, verdict));
    }

    /** One clip of several: what is wrong with its files keeps no other from being judged. @return its exit code */
    private int take(Path path, Future<Judged> verdict) throws IOException {
        try {
            return tell(verdict.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BadInputException bad) {
                bad.problems().forEach(problem -> System.err.println("tailforge: " + path + ": " + problem));
                return Tailforge.USAGE;
            }
            throw new IllegalStateException(path.toString(), e.getCause());
        }
    }

    private int tell(Judged judged) {
        Verdict verdict = judged.verdict();
        boolean several = paths.size() > 1;
        if (json) {
            System.out.println(JsonWriter.compact(several ? judged.namedAnswer() : judged.answer()));
        } else {
            if (several) {
                System.out.println(judged.path());
            }
            verdict.findings().forEach(EvaluateCommand::print);
            verdict.score().ifPresent(EvaluateCommand::print);
            System.out.println(enumText(verdict.decision()));
        }
        return verdict.decision() == Verdict.Decision.ACCEPT ? 0 : Tailforge.WRONG;
    }

    private void explain(Path path, ClipEvidence clip, Verdict verdict) throws IOException {
        if (explain.isPresent()) {
            Path folder = paths.size() > 1 ? explain.get().resolve(name(path)) : explain.get();
            List<Integer> chosen = Explanations.choose(verdict.findings(), explainPassing);
            Explanations.write(clip, verdict.findings(), chosen, folder);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** @param answer as `--json` gives it of one clip */
    private record Judged(Path path, Verdict verdict, Json answer) {
        Json namedAnswer() {
            Json.ObjectBuilder out = Json.object().put("clip", path.toString());
            if (answer instanceof Json.Obj own) {
                own.fields().forEach(out::put);
            }
            return out.build();
        }
    }

    private static void print(ClipScore score) {
        System.out.printf(
                Locale.ROOT,
                "score %.4g (refused below %.4g, accepted from %.4g), thresholds %s%n",
                score.value(),
                score.rejectBelow(),
                score.acceptFrom(),
                score.calibration());
    }

    private static void print(Finding finding) {
        System.out.printf(
                Locale.ROOT,
                "  %-10s %-22s %-26s %10.4g %s (threshold %.4g)  %s%n",
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.code(),
                finding.camera().orElse(""),
                finding.value(),
                finding.unit(),
                finding.threshold(),
                finding.detail());
    }
}
