package io.tailforge.service.quality;

import io.tailforge.quality.dataset.ClipPrint;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.CurationCatalog.Choice;
import io.tailforge.service.catalog.CurationCatalog.Decision;
import io.tailforge.service.pipeline.ResultStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** A request's ended clips with what was found on them, page by page. */
@Component
class RequestClips {
    /** Clips of one request that a report looks at, those of the lowest ordinals. */
    static final int MOST = 20_000;

    private static final int PAGE = 500;

    private final ClipCatalog clips;
    private final CurationCatalog curation;
    private final ResultStore results;

    RequestClips(ClipCatalog clips, CurationCatalog curation, ResultStore results) {
        this.clips = clips;
        this.curation = curation;
        this.results = results;
    }

    /** @param accepted by the filter, corrected by a person; {@code byPerson}: a person has decided */
    record Judged(ClipRow row, Optional<Verdict> verdict, boolean accepted, boolean byPerson) {}

    void forEach(String requestId, int most, Consumer<Judged> taker) {
        Map<Long, Decision> decisions = curation.listDecisions(requestId);
        long after = -1;
        for (int seen = 0; seen < most; ) {
            var page = clips.list(requestId, after, Math.min(PAGE, most - seen));
            if (page.isEmpty()) {
                return;
            }
            page.stream()
                    .filter(row -> row.state().isFinal())
                    .map(row -> judged(row, Optional.ofNullable(decisions.get(row.ordinal()))))
                    .forEach(taker);
            seen += page.size();
            after = page.getLast().ordinal();
        }
    }

    private static Judged judged(ClipRow row, Optional<Decision> decision) {
        boolean accepted = decision.map(
                        one -> one.choice() == Choice.ACCEPT && !row.resultKey().isEmpty())
                .orElse(row.state() == ClipState.ACCEPTED);
        return new Judged(row, verdict(row), accepted, decision.isPresent());
    }

    private static Optional<Verdict> verdict(ClipRow row) {
        return row.verdict().isEmpty()
                ? Optional.empty()
                : Optional.of(VerdictDocument.read(JsonView.parse(
                        "verdict of " + row.clipId(), row.verdict().getBytes(StandardCharsets.UTF_8))));
    }

    /** What a clip looks like; empty for one from before prints were taken, or whose files were let go. */
    Optional<ClipPrint> findPrint(ClipRow row) {
        if (row.resultKey().isEmpty()) {
            return Optional.empty();
        }
        Path file = results.folder(new GenerationKey(row.resultKey())).resolve(ClipPrint.FILE);
        try {
            return Optional.of(ClipPrint.read(file.toString(), Files.readAllBytes(file)));
        } catch (NoSuchFileException | BadInputException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
