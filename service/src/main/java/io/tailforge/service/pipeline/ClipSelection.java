package io.tailforge.service.pipeline;

import io.tailforge.publishing.dataset.ClipBundle;
import io.tailforge.publishing.dataset.ClipFile;
import io.tailforge.publishing.dataset.RejectedClip;
import io.tailforge.scene.ClipId;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.CurationCatalog.Choice;
import io.tailforge.service.catalog.CurationCatalog.Decision;
import io.tailforge.service.catalog.ResultCatalog;
import io.tailforge.service.config.TailforgeProperties.Keep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Which of a request's clips are published and which are not, read row by row so that memory does not grow with them. */
final class ClipSelection {
    private final ClipJobs.Plan plan;
    private final ClipCatalog clips;
    private final Map<Long, Decision> decisions;
    private final ResultStore results;
    private final Path scratch;

    ClipSelection(
            ClipJobs.Plan plan, ClipCatalog clips, Map<Long, Decision> decisions, ResultStore results, Path scratch) {
        this.plan = plan;
        this.clips = clips;
        this.decisions = decisions;
        this.results = results;
        this.scratch = scratch;
    }

    Iterator<ClipBundle> accepted() {
        return rows().filter(this::isAccepted).map(this::bundle).iterator();
    }

    Iterator<RejectedClip> rejected() {
        return rows().filter(row -> !isAccepted(row)).map(this::reject).iterator();
    }

    private Stream<ClipRow> rows() {
        return LongStream.range(0, plan.total())
                .mapToObj(ordinal -> clips.find(plan.request().id(), ordinal))
                .flatMap(Optional::stream)
                .filter(row -> row.state().isFinal());
    }

    /** A person's word counts more than the filter's, but only on what was judged and is still there. */
    private boolean isAccepted(ClipRow row) {
        Decision decision = decisions.get(row.ordinal());
        if (decision == null || row.resultKey().isEmpty()) {
            return row.state() == ClipState.ACCEPTED;
        }
        return decision.choice() == Choice.ACCEPT;
    }

    private ClipResult result(ClipRow row) {
        return results.find(new GenerationKey(row.resultKey()))
                .orElseThrow(() -> new IllegalStateException("clip " + row.clipId() + " lost its result"));
    }

    private ClipBundle bundle(ClipRow row) {
        ClipResult result = result(row);
        Path folder = results.folder(result.key());
        Scene scene = readScene(folder);
        List<ClipFile> files = new ArrayList<>();
        for (ArtifactRef file : result.files()) {
            requireThere(row, folder.resolve(file.key()));
            files.add(new ClipFile(file.key().replace('/', '.'), folder.resolve(file.key()), file.mediaType()));
        }
        files.add(provenance(row, result, scene));
        return new ClipBundle(
                ClipId.parse(row.clipId()),
                row.ordinal(),
                plan.layout().ref().sha256(),
                row.scene(),
                scene.variation(),
                result.generation().seedUsed(),
                scene.grid(),
                result.generation().engine(),
                result.verdict().decided(Verdict.Decision.ACCEPT),
                files);
    }

    private static void requireThere(ClipRow row, Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException(Problem.of(
                    "WORK-FILES-GONE",
                    "clip " + row.clipId(),
                    "was published and its work files were let go (tailforge.pipeline.keep); run the request again to"
                            + " publish another version of it"));
        }
    }

    private static Scene readScene(Path folder) {
        try {
            Path document = folder.resolve("scene.json");
            return SceneDocument.read(document.toString(), Files.readAllBytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClipFile provenance(ClipRow row, ClipResult result, Scene scene) {
        byte[] document = ClipDocuments.provenance(
                plan.request(),
                plan.layout().row(),
                row.ordinal(),
                scene,
                result,
                plan.spec(),
                Optional.ofNullable(decisions.get(row.ordinal())));
        String key = row.clipId() + "/provenance.json";
        new ClipFolder(scratch).writeJson(key, document);
        return new ClipFile("provenance.json", scratch.resolve(key), "application/json");
    }

    private RejectedClip reject(ClipRow row) {
        Optional<Verdict> verdict = row.resultKey().isEmpty()
                ? Optional.empty()
                : Optional.of(result(row).verdict());
        Decision decision = decisions.get(row.ordinal());
        long seed = plan.clip(row.ordinal()).plan().seed();
        return new RejectedClip(
                ClipId.parse(row.clipId()),
                row.ordinal(),
                row.scene(),
                row.variation(),
                seed,
                code(row, verdict, decision != null),
                decision != null ? decision.reason() : row.failureDetail(),
                verdict);
    }

    private static String code(ClipRow row, Optional<Verdict> verdict, boolean decided) {
        if (decided) {
            return "CURATOR";
        }
        if (verdict.isEmpty()) {
            return row.failureCode().isEmpty() ? row.state().name() : row.failureCode();
        }
        if (verdict.get().decision() == Verdict.Decision.NEEDS_PERSON) {
            return "NEEDS-PERSON";
        }
        return verdict.get().findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.FAIL)
                .map(Finding::code)
                .findFirst()
                .orElse("SCORE-TOO-LOW");
    }

    /** Lets go of work files that the keep policy does not keep, unless an unfinished request has still to publish them. Rejected clips stay whole: a curator may still accept them. */
    void tidy(Keep keep, ResultCatalog catalog) throws IOException {
        if (keep == Keep.ALL) {
            return;
        }
        for (Iterator<ClipRow> rows = rows().filter(this::isAccepted).iterator(); rows.hasNext(); ) {
            ClipResult result = result(rows.next());
            if (catalog.isNeededElsewhere(result.key(), plan.request().id())) {
                continue;
            }
            for (ArtifactRef file : result.files()) {
                if (keep == Keep.NONE || isTruth(file.key())) {
                    Files.deleteIfExists(results.folder(result.key()).resolve(file.key()));
                }
            }
        }
    }

    private static boolean isTruth(String key) {
        return key.startsWith("depth/") || key.startsWith("instance/") || key.startsWith("semantic/");
    }
}
