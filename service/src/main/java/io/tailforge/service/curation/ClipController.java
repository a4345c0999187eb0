package io.tailforge.service.curation;

import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.json.JsonView;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.CurationCatalog.Choice;
import io.tailforge.service.catalog.CurationCatalog.DatasetVersion;
import io.tailforge.service.catalog.CurationCatalog.Decision;
import io.tailforge.service.catalog.NoSuchThingException;
import io.tailforge.service.pipeline.ClipResult;
import io.tailforge.service.pipeline.Publication;
import io.tailforge.service.pipeline.ResultStore;
import io.tailforge.service.web.Page;
import io.tailforge.service.web.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class ClipController {
    private static final int REASON_LENGTH = 500;

    private final ClipCatalog clips;
    private final CurationCatalog curation;
    private final ResultStore results;
    private final Publication publication;
    private final StripStore strips;

    ClipController(
            ClipCatalog clips,
            CurationCatalog curation,
            ResultStore results,
            Publication publication,
            StripStore strips) {
        this.clips = clips;
        this.curation = curation;
        this.results = results;
        this.publication = publication;
        this.strips = strips;
    }

    /** A clip in a list. */
    record Listed(ClipRow clip, Optional<Decision> decision) {}

    /** A file of a clip and where to get it. */
    record ClipFile(String key, String url, long bytes, String sha256, String mediaType) {}

    /** A clip with its files; without them before it has a result. */
    record Shown(ClipRow clip, Optional<Decision> decision, List<ClipFile> files) {}

    @GetMapping("/requests/{id}/clips")
    Page<Listed> list(
            @PathVariable String id,
            @RequestParam(name = "page_size", defaultValue = "0") int pageSize,
            @RequestParam(name = "page_token", defaultValue = "-1") String token) {
        int size = Page.size(pageSize);
        Map<Long, Decision> decisions = curation.listDecisions(id);
        return Page.of(
                clips.list(id, ordinal(token), size + 1),
                size,
                clip -> new Listed(clip, Optional.ofNullable(decisions.get(clip.ordinal()))),
                clip -> Long.toString(clip.ordinal()));
    }

    private static long ordinal(String token) {
        if (!token.matches("-1|[0-9]{1,18}")) {
            throw Problems.parameter("page_token", "is not one that this list gave");
        }
        return Long.parseLong(token);
    }

    @GetMapping("/requests/{id}/clips/{ordinal}")
    Shown get(@PathVariable String id, @PathVariable long ordinal) {
        ClipRow clip = clips.get(id, ordinal);
        String base = "/v1/requests/" + id + "/clips/" + ordinal + "/files/";
        List<ClipFile> files = findResult(clip)
                .map(result -> result.files().stream()
                        .filter(file ->
                                Files.exists(results.folder(result.key()).resolve(file.key())))
                        .map(file -> new ClipFile(
                                file.key(), base + file.key(), file.bytes(), file.sha256(), file.mediaType()))
                        .toList())
                .orElse(List.of());
        return new Shown(clip, Optional.ofNullable(curation.listDecisions(id).get(ordinal)), files);
    }

    /** One file of a clip, in whole or by range. Only keys that its result lists are served. */
    @GetMapping("/requests/{id}/clips/{ordinal}/files/{*key}")
    ResponseEntity<Resource> file(@PathVariable String id, @PathVariable long ordinal, @PathVariable String key) {
        ClipResult result = findResult(clips.get(id, ordinal))
                .orElseThrow(() -> new NoSuchThingException("result of clip", id + "/" + ordinal));
        String wanted = key.startsWith("/") ? key.substring(1) : key;
        return result.files().stream()
                .filter(file -> file.key().equals(wanted))
                .findFirst()
                .map(file -> {
                    Path path = results.folder(result.key()).resolve(file.key());
                    if (!Files.exists(path)) {
                        throw new NoSuchThingException("work file any more, it was published and removed:", wanted);
                    }
                    return ResponseEntity.ok()
                            .contentType(MediaType.parseMediaType(file.mediaType()))
                            .eTag(file.sha256())
                            .cacheControl(CacheControl.noCache())
                            .<Resource>body(new FileSystemResource(path));
                })
                .orElseThrow(() -> new NoSuchThingException("file", wanted));
    }

    /** A finding of the clip's verdict as a picture, by its place among them; drawn when it is first asked for. */
    @GetMapping("/requests/{id}/clips/{ordinal}/findings/{finding}/strip.png")
    ResponseEntity<Resource> strip(@PathVariable String id, @PathVariable long ordinal, @PathVariable int finding) {
        ClipResult result = findResult(clips.get(id, ordinal))
                .orElseThrow(() -> new NoSuchThingException("result of clip", id + "/" + ordinal));
        Path png = strips.get(result, finding);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .eTag(result.key().value() + "-" + finding)
                .cacheControl(CacheControl.noCache())
                .body(new FileSystemResource(png));
    }

    private Optional<ClipResult> findResult(ClipRow clip) {
        return clip.resultKey().isEmpty() ? Optional.empty() : results.find(new GenerationKey(clip.resultKey()));
    }

    /** Accepts or rejects a clip; it counts from the next version on. */
    @PostMapping(value = "/requests/{id}/clips/{ordinal}/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
    Decision decide(@PathVariable String id, @PathVariable long ordinal, @RequestBody byte[] body) {
        clips.get(id, ordinal);
        JsonView view = JsonView.parse("body", body).onlyKeys("decision", "reason", "by");
        String reason = view.find("reason").map(JsonView::asString).orElse("");
        if (reason.length() > REASON_LENGTH) {
            throw view.field("reason").bad("TOO-LONG", "may have " + REASON_LENGTH + " characters");
        }
        Decision decision = new Decision(
                ordinal,
                view.field("decision").asEnum(Choice.class),
                reason,
                view.find("by").map(JsonView::asString).orElse("curator"),
                Instant.now());
        curation.decide(id, decision);
        return decision;
    }

    /**
     * Publishes what was decided since as the next version; without a change it is the last one again.
     *
     * @param despiteGates publishes what a gate on the clips as a whole holds back
     */
    @PostMapping("/requests/{id}/publish")
    DatasetVersion publish(
            @PathVariable String id,
            @RequestParam(name = "despite_gates", defaultValue = "false") boolean despiteGates) {
        return despiteGates ? publication.publishAnyway(id) : publication.publish(id);
    }

    @GetMapping("/datasets")
    List<DatasetVersion> datasets() {
        return curation.listVersions();
    }
}
