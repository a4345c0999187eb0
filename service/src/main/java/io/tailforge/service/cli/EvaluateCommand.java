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
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.evaluation.Evaluator;
import io.tailforge.service.evaluation.ForeignClip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = {
            "Judges one clip: a result folder, what a published shard unpacks to, or a recorded drive (RDS-HQ) with videos"
                    + " that were made of it. Exit 0: accepted, 1: not.",
            "docs/filter.md says what is judged and how the answer reads."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "Folder with one clip's files, or with a recorded drive.")
    Path path = Path.of("");

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

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Option(
            names = "--explain",
            paramLabel = "DIR",
            description = "Writes a picture of each finding that failed or warned: what is there, what was expected.")
    Optional<Path> explain = Optional.empty();

    @Option(names = "--explain-passing", description = "Also of the narrowest pass of each other check.")
    boolean explainPassing;

    @Override
    public Integer call() throws IOException {
        Calibration thresholds = calibration.map(CalibrationDocument::read).orElse(Calibration.BUILT_IN);
        ForeignClip clip = ForeignClip.open(path, layout, videos);
        Verdict verdict = new Evaluator(new QualityFilter(), thresholds, new Worlds(1)).judge(clip);
        explain(clip.evidence().calibrated(thresholds), verdict);
        if (json) {
            System.out.println(JsonWriter.compact(Evaluator.write(clip, verdict)));
        } else {
            verdict.findings().forEach(EvaluateCommand::print);
            verdict.score().ifPresent(EvaluateCommand::print);
            System.out.println(enumText(verdict.decision()));
        }
        return verdict.decision() == Verdict.Decision.ACCEPT ? 0 : Tailforge.WRONG;
    }

    private void explain(ClipEvidence clip, Verdict verdict) throws IOException {
        if (explain.isPresent()) {
            List<Integer> chosen = Explanations.choose(verdict.findings(), explainPassing);
            Explanations.write(clip, verdict.findings(), chosen, explain.get());
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
