package io.tailforge.service.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.generation.FrameRule;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationKeys;
import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.conformance.ConformanceClip;
import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.dispatch.PoolSettings;
import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fit;
import io.tailforge.generation.matching.SplitPlan;
import io.tailforge.generation.split.ClipSplitter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.service.embedded.ProceduralModels;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.pipeline.ProbeClip;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoProbe;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip that is made in parts by the CPU engines is the clip that they make at once. */
class SplitClipTest {
    @TempDir
    private static Path temp;

    private static final AtomicInteger FOLDERS = new AtomicInteger();
    private static final Worlds WORLDS = new Worlds(1);
    private static Map<String, String> unsplit;
    private static Path unsplitFolder;

    @BeforeAll
    static void theWholeClip() throws IOException {
        ConformanceClip clip = ProbeClip.make(temp.resolve("whole"));
        try (Engine engine = Engine.of(ModelLimits.ANY_SCENE)) {
            Order order = order(clip);
            assertThat(engine.fit(clip)).isEqualTo(new Fit.Whole());
            unsplit = hashes(engine.pool.generate(order).result());
        }
        unsplitFolder = clip.folder();
    }

    private static Order order(ConformanceClip clip) {
        return Order.of(clip.request(), clip.folder(), fraction -> {}, () -> false);
    }

    private static Map<String, String> hashes(GenerationResult result) {
        Map<String, String> hashes = new TreeMap<>();
        for (GeneratedView view : result.views()) {
            view.objects().values().forEach(object -> hashes.put(object.key(), object.sha256()));
        }
        for (LidarSweep sweep : result.sweeps()) {
            hashes.put(sweep.points().key(), sweep.points().sha256());
        }
        return hashes;
    }

    /** The CPU engines behind a server that takes no more than some limits. */
    private record Engine(EmbeddedTriton server, BackendPool pool) implements AutoCloseable {
        static Engine of(ModelLimits limits) {
            return of(ProceduralModels.of(WORLDS, RenderPreset.DRAFT, 1, limits));
        }

        static Engine of(List<InferenceModel> models) {
            Path work = temp.resolve("server" + FOLDERS.incrementAndGet());
            EmbeddedTriton server = EmbeddedTriton.start(models, EmbeddedTriton.Settings.of(2, work));
            return new Engine(
                    server,
                    BackendPool.open(PoolSettings.defaults(), List.of(EndpointSettings.of(server.endpoint(), 2))));
        }

        Fit fit(ConformanceClip clip) throws IOException {
            Scene scene =
                    SceneDocument.read("scene", Files.readAllBytes(clip.folder().resolve("scene.json")));
            return Fit.of(Ask.of(clip.request(), scene), pool.offer(Optional.empty()));
        }

        SplitPlan plan(ConformanceClip clip) throws IOException {
            return ((Fit.Split) fit(clip)).plan();
        }

        @Override
        public void close() {
            pool.close();
            server.close();
        }
    }

    @Test
    void viewsMadeApartHaveTheBytesOfViewsMadeTogether() throws IOException {
        ConformanceClip clip = ProbeClip.make(temp.resolve("views"));
        try (Engine engine =
                Engine.of(ModelLimits.ANY_SCENE.withViews(ViewRule.upTo(1).withSubsets()))) {
            SplitPlan plan = engine.plan(clip);
            List<Double> progress = Collections.synchronizedList(new ArrayList<>());
            Order order = Order.of(clip.request(), clip.folder(), progress::add, () -> false);
            Delivery delivery = new ClipSplitter(engine.pool::generate, new CodecJoiner()).generate(order, plan);
            assertThat(hashes(delivery.result())).isEqualTo(unsplit);
            assertThat(delivery.result().views())
                    .extracting(GeneratedView::camera)
                    .containsExactly("camera_front_wide_120fov", "camera_rear_tele_30fov");
            assertThat(delivery.result().warnings())
                    .contains("multiview_video: views made in 2 groups that did not see each other");
            assertThat(progress).isSorted().last().isEqualTo(1.0);
            requireOnlyTheClipsFiles(clip.folder());
        }
    }

    private static void requireOnlyTheClipsFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void framesMadeInPartsAreTheFramesMadeAtOnce() throws IOException {
        ConformanceClip clip = ProbeClip.make(temp.resolve("chunks"));
        ModelLimits limits =
                ModelLimits.ANY_SCENE.withFrames(FrameRule.upTo(2), Optional.of(new Chunks(Optional.empty(), 0)));
        try (Engine engine = Engine.of(limits)) {
            GenerationResult joined = new ClipSplitter(engine.pool::generate, new CodecJoiner())
                    .generate(order(clip), engine.plan(clip))
                    .result();
            assertThat(joined.warnings())
                    .contains(
                            "multiview_video: frames made in 3 chunks, overlap 0",
                            "lidar_sweep: frames made in 3 chunks, overlap 0");
            Map<String, String> hashes = hashes(joined);
            assertThat(hashes.keySet()).isEqualTo(unsplit.keySet());
            for (String key : hashes.keySet()) {
                if (!key.startsWith("rgb/")) {
                    assertThat(hashes.get(key)).as(key).isEqualTo(unsplit.get(key));
                }
            }
            for (GeneratedView view : joined.views()) {
                assertThat(view.frames()).isEqualTo(5);
                ArtifactRef rgb = Objects.requireNonNull(view.objects().get(ObjectKind.RGB));
                assertThat(difference(clip.folder().resolve(rgb.key()), unsplitFolder.resolve(rgb.key())))
                        .isLessThan(2.5);
            }
        }
    }

    /** Mean difference of two videos' samples. */
    private static double difference(Path some, Path other) {
        assertThat(VideoProbe.verify(some).frames()).isEqualTo(5);
        double sum = 0;
        long samples = 0;
        try (VideoDecoder a = VideoDecoder.open(some, PixelFormat.RGB24);
                VideoDecoder b = VideoDecoder.open(other, PixelFormat.RGB24)) {
            for (Optional<Frame> frame = a.next(); frame.isPresent(); frame = a.next()) {
                byte[] left = frame.get().bytes();
                byte[] right = b.next().orElseThrow().bytes();
                for (int i = 0; i < left.length; i++) {
                    sum += Math.abs((left[i] & 0xff) - (right[i] & 0xff));
                }
                samples += left.length;
            }
        }
        return sum / samples;
    }

    /** The CPU engines, which say that they go on from a frame, and what they were given. */
    private record GoingOn(InferenceModel own, ModelLimits limits, List<String> given) implements InferenceModel {
        @Override
        public String name() {
            return own.name();
        }

        @Override
        public EngineIdentity engine() {
            return own.engine();
        }

        @Override
        public Set<ObjectKind> kinds() {
            return own.kinds();
        }

        @Override
        public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception {
            new TreeMap<>(job.share().given())
                    .forEach((camera, file) -> given.add("%d %s %d"
                            .formatted(
                                    job.share().frames().first(),
                                    camera,
                                    VideoProbe.verify(file).frames())));
            own.infer(job, sink, cancelled);
        }
    }

    @Test
    void aPartThatGoesOnIsGivenTheLastFramesOfThePartBefore() throws IOException {
        ConformanceClip clip = ProbeClip.make(temp.resolve("overlap"));
        ModelLimits limits =
                ModelLimits.ANY_SCENE.withFrames(FrameRule.upTo(3), Optional.of(new Chunks(Optional.empty(), 1)));
        List<String> given = Collections.synchronizedList(new ArrayList<>());
        InferenceModel video =
                ProceduralModels.of(WORLDS, RenderPreset.DRAFT, 1).getFirst();
        GenerationRequest rgb =
                clip.request().part(Set.of(ObjectKind.RGB), clip.request().share());
        ConformanceClip wanted = new ConformanceClip(clip.folder(), rgb, clip.footage());
        try (Engine engine = Engine.of(List.of(new GoingOn(video, limits, given)))) {
            SplitPlan plan = engine.plan(wanted);
            GenerationResult joined = new ClipSplitter(engine.pool::generate, new CodecJoiner())
                    .generate(order(wanted), plan)
                    .result();
            assertThat(given).containsExactly("3 camera_front_wide_120fov 1", "3 camera_rear_tele_30fov 1");
            assertThat(joined.views()).extracting(GeneratedView::frames).containsExactly(5, 5);
            EngineIdentity made = joined.engine();
            assertThat(GenerationKeys.ofParts(rgb, made, plan.requests(rgb)))
                    .isNotEqualTo(GenerationKeys.of(rgb, made));
        }
    }

    @Test
    void whereAPartFailsNothingIsLeftAndTheOthersAreCancelled() throws IOException {
        ConformanceClip clip = ProbeClip.make(temp.resolve("failing"));
        try (Engine engine =
                Engine.of(ModelLimits.ANY_SCENE.withViews(ViewRule.upTo(1).withSubsets()))) {
            SplitPlan plan = engine.plan(clip);
            ClipSplitter splitter = new ClipSplitter(
                    part -> {
                        if (part.request().share().includes("camera_front_wide_120fov")) {
                            throw new GenerationException(
                                    "TF-ENGINE-FAILED", GenerationException.Retry.NEVER, "out of paint");
                        }
                        while (!part.cancelled().getAsBoolean()) {
                            Thread.onSpinWait();
                        }
                        throw new GenerationException("TF-CANCELLED", GenerationException.Retry.NEVER, "stopped");
                    },
                    new CodecJoiner());
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> splitter.generate(order(clip), plan))
                    .withMessageContaining("out of paint");
            requireOnlyTheClipsFiles(clip.folder());
            assertThat(clip.folder().resolve("rgb")).doesNotExist();
        }
    }
}
