package io.tailforge.service.cli;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.explain.Explanations;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.pipeline.ClipFolderEvidence;
import io.tailforge.service.pipeline.WorldViews;
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
        description = "Judges one clip: a result folder, or what a published shard unpacks to. Exit 0: accepted.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "Folder with one clip's files.")
    Path path = Path.of("");

    @Option(
            names = "--layout",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Map document, where the folder holds no layout.json.")
    Path layout = Path.of("");

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
        ClipEvidence clip = ClipFolderEvidence.read(path, layout);
        Worlds worlds = new Worlds(1);
        WorldViews world = new WorldViews(clip.scene(), () -> worlds.of(clip.scene(), clip.map()));
        Verdict verdict = new QualityFilter().judge(clip.expecting(world), 1, 1);
        explain(clip, verdict);
        if (json) {
            System.out.println(JsonWriter.compact(VerdictDocument.write(verdict)));
        } else {
            verdict.findings().forEach(EvaluateCommand::print);
            System.out.println(verdict.decision().name().toLowerCase(Locale.ROOT));
        }
        return verdict.decision() == Verdict.Decision.ACCEPT ? 0 : Tailforge.WRONG;
    }

    private void explain(ClipEvidence clip, Verdict verdict) throws IOException {
        if (explain.isPresent()) {
            List<Integer> chosen = Explanations.choose(verdict.findings(), explainPassing);
            Explanations.write(clip, verdict.findings(), chosen, explain.get());
        }
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
