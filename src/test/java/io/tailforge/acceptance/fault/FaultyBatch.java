package io.tailforge.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.tailforge.acceptance.Product;
import io.tailforge.acceptance.Repository;
import io.tailforge.acceptance.Shards;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.dataset.DatasetManifest;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonView;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.dispatch.Dispatcher;
import io.tailforge.service.embedded.EmbeddedServer;
import io.tailforge.service.pipeline.ClipResult;
import io.tailforge.service.pipeline.ResultStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One request of many small clips through the whole product, over endpoints that fail. What comes of it is measured on the
 * published files, against what the generator behind the proxies really made.
 */
final class FaultyBatch implements AutoCloseable {
    static final String CAMERA = "camera_front_wide_120fov";
    private static final String REQUEST = "00000000-0000-4000-8000-0000000000fa";
    private static final List<ObjectKind> KINDS =
            List.of(ObjectKind.RGB, ObjectKind.DEPTH, ObjectKind.INSTANCE, ObjectKind.SEMANTIC);

    /** What a second attempt is asked with. */
    private static final double OTHER_GUIDANCE = 7.5;

    /** A playback never pauses as long as this, nor does a clip that is shot again by the filter's wish. */
    private static final int SILENCE_SECONDS = 10;

    /** Endpoints beat every 10 s at most while they work; no machine is so slow that a sound one is left. */
    private static final int SILENCE_SECONDS_OF_THE_FIRST_RUN = 60;

    private final Path folder;
    private final int clips;
    private final Truth truth;
    private final Product server;
    private int runs;

    /**
     * @param clips of one camera x 8 frames x 160x96
     * @param serviceMillis how long a clip takes at an endpoint once it was made before
     */
    FaultyBatch(Path folder, int clips, long serviceMillis) {
        this.folder = folder;
        this.clips = clips;
        this.truth = new Truth(serviceMillis);
        this.server = Product.start(folder.resolve("server"), "--tailforge.pipeline.clips-in-flight=2");
    }

    /** One street, one rig, other traffic and another way for each seed, five looks. */
    String spec() {
        return """
                name: faulty
                clip: {frames: 8, fps: 30, width: 160, height: 96}
                rig: {name: default, cameras: [%s], lidar: none}
                scenes:
                  - name: street
                    ego_speed_mps: 9
                    actors:
                      - {role: lane_follower, class: car, count: 2}
                      - {role: oncoming, class: car, count: 2}
                      - {role: parked, class: van, count: 1}
                variations: [Sunny, Overcast, Rainy, Foggy, Snowy, Golden hour, Night, Drizzle]
                seeds: {first: 1, count: %d}
                filter: {max_attempts: 1, alternatives: [{guidance: %s}, {steps: 50}, {}]}
                """.formatted(CAMERA, (clips + 7) / 8, OTHER_GUIDANCE);
    }

    /** A proxy before the one server that makes everything. */
    FaultProxy endpoint(FaultPlan plan) {
        return FaultProxy.before(server.bean(EmbeddedServer.class).endpoint(), truth, plan);
    }

    /** A proxy before the same server that breaks nothing by itself. */
    FaultProxy watched(Supplier<Meddler> watcher) {
        return FaultProxy.watched(server.bean(EmbeddedServer.class).endpoint(), truth, watcher);
    }

    Truth truth() {
        return truth;
    }

    /**
     * What came of a run.
     *
     * @param published clips in the dataset, {@code rejected} by the filter, {@code failedByToken} the others
     * @param otherSeed published clips that the filter had made again
     * @param failedTries of all clips at all endpoints, by token
     * @param falseClips published clips that differ from what the generator made: must be none
     */
    record Ended(
            int clips,
            int published,
            int rejected,
            int otherSeed,
            Map<String, Long> failedByToken,
            Map<String, Long> failedTries,
            List<String> falseClips,
            double seconds,
            double cpuSeconds) {
        int failed() {
            return (int)
                    failedByToken.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Runs the batch from nothing over these endpoints. */
    Ended run(List<String> endpoints, String... settings) throws IOException {
        runs++;
        Path home = folder.resolve("run" + runs);
        Path dataset = home.resolve("dataset");
        List<String> all = new ArrayList<>(List.of(
                "--tailforge.pipeline.clips-in-flight=4",
                "--tailforge.pipeline.shard-clips=" + Math.clamp(clips / 8, 1, 64)));
        int silence = truth.size() == 0 ? SILENCE_SECONDS_OF_THE_FIRST_RUN : SILENCE_SECONDS;
        for (int i = 0; i < endpoints.size(); i++) {
            all.add("--tailforge.backends.endpoints[%d].url=%s".formatted(i, endpoints.get(i)));
            all.add("--tailforge.backends.endpoints[%d].silence=%ds".formatted(i, silence));
        }
        all.addAll(List.of(settings));
        try (Product product = Product.start(home.resolve("home"), all.toArray(String[]::new))) {
            OperatingSystemMXBean clock = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = clock.getProcessCpuTime();
            long began = System.nanoTime();
            Product.Outcome outcome = product.generate(
                    Repository.ROOT.resolve("examples/layouts/left-hand-street.xodr"),
                    spec(),
                    dataset.toString(),
                    Optional.of(REQUEST));
            double seconds = (System.nanoTime() - began) * 1e-9;
            double cpuSeconds = (clock.getProcessCpuTime() - cpu) * 1e-9;
            return measure(product, outcome, dataset, home.resolve("unpacked"), seconds, cpuSeconds);
        }
    }

    private Ended measure(
            Product product, Product.Outcome outcome, Path dataset, Path unpacked, double seconds, double cpuSeconds)
            throws IOException {
        assertThat(outcome.request().state()).as(outcome.request().message()).isEqualTo(RequestState.COMPLETED);
        assertThat(outcome.clips().stream().mapToLong(ClipRow::ordinal))
                .as("each clip exactly once")
                .containsExactlyElementsOf(
                        LongStream.range(0, outcome.clips().size()).boxed().toList())
                .hasSizeGreaterThanOrEqualTo(clips);
        assertThat(outcome.clips()).allMatch(clip -> clip.state().isFinal());
        inState(outcome, ClipState.FAILED).stream()
                .limit(3)
                .forEach(clip -> System.out.println("failed: " + clip.failureDetail()));
        List<ClipRow> accepted = inState(outcome, ClipState.ACCEPTED);
        List<Path> published = unpack(dataset, unpacked);
        assertThat(published.stream().map(path -> path.getFileName().toString()))
                .as("the dataset holds what was accepted, and nothing else")
                .containsExactlyInAnyOrderElementsOf(
                        accepted.stream().map(ClipRow::clipId).toList());
        Map<String, ClipResult> results = accepted.stream()
                .collect(Collectors.toMap(ClipRow::clipId, clip -> product.bean(ResultStore.class)
                        .find(new GenerationKey(clip.resultKey()))
                        .orElseThrow()));
        List<String> falseClips = new ArrayList<>();
        for (Path clip : published) {
            ClipResult result = Optional.ofNullable(
                            results.get(clip.getFileName().toString()))
                    .orElseThrow();
            falseIn(clip, result).ifPresent(falseClips::add);
            requireProvenance(clip, result.verdict().attempt());
        }
        return new Ended(
                outcome.clips().size(),
                published.size(),
                inState(outcome, ClipState.REJECTED).size(),
                (int) results.values().stream()
                        .filter(result -> result.verdict().attempt() > 1)
                        .count(),
                inState(outcome, ClipState.FAILED).stream()
                        .collect(Collectors.groupingBy(ClipRow::failureCode, TreeMap::new, Collectors.counting())),
                failedTries(product),
                falseClips,
                seconds,
                cpuSeconds);
    }

    private static Map<String, Long> failedTries(Product product) {
        Map<String, Long> tokens = new TreeMap<>();
        for (EndpointStatus endpoint : product.bean(Dispatcher.class).pool().status()) {
            endpoint.failedByToken().forEach((token, count) -> tokens.merge(token, count, Long::sum));
        }
        return tokens;
    }

    private static List<ClipRow> inState(Product.Outcome outcome, ClipState state) {
        return outcome.clips().stream().filter(clip -> clip.state() == state).toList();
    }

    private static List<Path> unpack(Path dataset, Path into) throws IOException {
        if (!Files.isDirectory(dataset)) {
            return List.of();
        }
        assertThat(DatasetChecker.check(dataset)).isEmpty();
        try (ObjectStore store = ObjectStores.open(dataset.toString(), S3Settings.of(Map.of()))) {
            DatasetManifest manifest = new DatasetVersions(store).getManifest(1);
            return Shards.unpack(dataset, manifest, Files.createDirectories(into));
        }
    }

    /** The objects of a published clip that are not those which the generator made for it. */
    private Optional<String> falseIn(Path clip, ClipResult result) throws IOException {
        TreeSet<String> wrong = new TreeSet<>();
        String seed = Long.toUnsignedString(result.generation().seedUsed());
        for (ObjectKind kind : KINDS) {
            ObjectId object = new ObjectId(kind, CAMERA, 0);
            String member = object.key().replace('/', '.');
            String found = Sha256.hex(clip.resolve(member));
            if (!truth.findSha256(clip.getFileName().toString(), seed, object).equals(Optional.of(found))) {
                wrong.add(member);
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(clip.getFileName() + " " + wrong);
    }

    private static void requireProvenance(Path clip, int attempt) throws IOException {
        JsonView provenance = JsonView.parse("provenance.json", Files.readAllBytes(clip.resolve("provenance.json")));
        assertThat(provenance.field("attempt").asInt(1, 4)).isEqualTo(attempt);
        assertThat(provenance.field("guidance").asDouble(0, 30)).isEqualTo(attempt == 2 ? OTHER_GUIDANCE : 3);
        assertThat(provenance.field("steps").asInt(1, 1000)).isEqualTo(attempt == 3 ? 50 : 35);
    }

    @Override
    public void close() {
        server.close();
    }
}
