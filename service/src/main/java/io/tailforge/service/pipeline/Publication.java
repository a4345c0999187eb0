package io.tailforge.service.pipeline;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetWriter;
import io.tailforge.publishing.dataset.PublishRequest;
import io.tailforge.publishing.dataset.PublishedDataset;
import io.tailforge.publishing.dataset.Publisher;
import io.tailforge.publishing.dataset.SplitPolicy;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.CurationCatalog.DatasetVersion;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.ResultCatalog;
import io.tailforge.service.config.TailforgeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.springframework.stereotype.Component;

/**
 * A request's judged clips as the next version of its dataset: what the filter accepted, corrected by what people decided.
 * Everything else is listed with its reason.
 */
@Component
public class Publication {
    private static final String LICENSE = "CC-BY-4.0";

    private final ClipJobs jobs;
    private final ClipCatalog clips;
    private final CurationCatalog curation;
    private final ResultStore results;
    private final ResultCatalog catalog;
    private final DatasetReview review;
    private final TailforgeProperties properties;
    private final DatasetWriter writer =
            ServiceLoader.load(DatasetWriter.class).findFirst().orElseThrow();

    public Publication(
            ClipJobs jobs,
            ClipCatalog clips,
            CurationCatalog curation,
            ResultStore results,
            ResultCatalog catalog,
            DatasetReview review,
            TailforgeProperties properties) {
        this.jobs = jobs;
        this.clips = clips;
        this.curation = curation;
        this.results = results;
        this.catalog = catalog;
        this.review = review;
        this.properties = properties;
    }

    /**
     * Publishes; where nothing changed since the last version, that one is returned.
     *
     * @throws BadInputException {@code GATE-*} where the clips as a whole are not as configured and that holds them back
     */
    public DatasetVersion publish(String requestId) {
        List<Problem> objections = review.objections(requestId);
        if (!objections.isEmpty()) {
            throw new BadInputException(objections);
        }
        return publishAnyway(requestId);
    }

    /** Publishes whatever the gates say: a person has looked. */
    public synchronized DatasetVersion publishAnyway(String requestId) {
        ClipJobs.Plan plan = jobs.plan(requestId);
        Path scratch = properties.home().resolve("publish").resolve(requestId).toAbsolutePath();
        try (ObjectStore store =
                ObjectStores.open(plan.request().outLocation(), properties.s3().settings())) {
            ClipSelection selection =
                    new ClipSelection(plan, clips, curation.listDecisions(requestId), results, scratch);
            PublishedDataset published = new Publisher(writer, store, scratch)
                    .publish(
                            describe(plan.request()),
                            selection.accepted(),
                            selection.rejected(),
                            Map.of("quality-report.json", review.document(requestId)));
            DatasetVersion version = new DatasetVersion(
                    requestId,
                    published.version(),
                    plan.request().outLocation(),
                    published.manifestRef().sha256(),
                    published.manifest().clips().size(),
                    published.manifest().rejectedByCode().values().stream()
                            .mapToLong(Integer::longValue)
                            .sum(),
                    Instant.now());
            curation.addVersion(version);
            ClipFolder.delete(scratch);
            selection.tidy(properties.pipeline().keep(), catalog);
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PublishRequest describe(RequestRow request) {
        return new PublishRequest(
                request.name(),
                "Synthetic driving clips of the request '" + request.name()
                        + "': multi-camera video with exact truth, LiDAR, labels and the conditioning they were made from.",
                LICENSE,
                "Tailforge",
                request.id(),
                request.createdAt().atZone(ZoneOffset.UTC).toLocalDate(),
                "tailforge " + ProductVersion.current(),
                SplitPolicy.DEFAULT,
                PublishRequest.DEFAULT_CLIPS_PER_SHARD);
    }
}
