package io.tailforge.generation.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.FrameRule;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.PatternModel;
import io.tailforge.generation.SizeRule;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.conformance.Conformance.Outcome;
import io.tailforge.generation.conformance.Conformance.Result;
import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.generation.triton.RogueTriton;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite itself: a good server keeps every rule, and a fault is found by the rule that is about it. */
class ConformanceTest {
    @TempDir
    private Path temp;

    @Test
    void theEmbeddedServerKeepsEveryRule() throws IOException {
        List<Outcome> outcomes = examine(Film.of(ModelLimits.ANY_SCENE), PatternModel.lidar(3000));
        assertThat(outcomes)
                .hasSizeGreaterThan(33)
                .allMatch(outcome ->
                        outcome.result() == Result.KEPT || outcome.rule().startsWith("limit."));
        assertThat(broken(outcomes)).isEmpty();
        assertThat(outcomes).extracting(Outcome::rule).doesNotHaveDuplicates();
    }

    @Test
    void aModelThatTakesLittleAtATimeKeepsItsLimits() throws IOException {
        List<Outcome> narrow = examine(Film.of(ModelLimits.ANY_SCENE
                .withViews(ViewRule.upTo(1).withSubsets())
                .withFrames(FrameRule.upTo(8), Optional.of(new Chunks(Optional.of(6), 2)))));
        assertThat(broken(narrow)).isEmpty();
        assertThat(kept(narrow))
                .contains(
                        "part.views",
                        "part.frames",
                        "limit.many-views",
                        "limit.many-frames",
                        "limit.long-part",
                        "limit.overlap");
        List<Outcome> whole = examine(Film.of(
                ModelLimits.ANY_SCENE.withViews(ViewRule.upTo(2)).withFrames(FrameRule.upTo(15), Optional.empty())));
        assertThat(broken(whole)).isEmpty();
        assertThat(kept(whole)).contains("limit.some-views", "limit.part").doesNotContain("part.views", "part.frames");
    }

    @Test
    void aModelThatCountsEachPartFromItsBeginningIsFound() throws IOException {
        assertThat(broken(examine(new Film(ModelLimits.ANY_SCENE, true, false, 0))))
                .containsExactly("part.frames");
    }

    @Test
    void aModelThatMakesAFrameTooManyIsFound() throws IOException {
        assertThat(broken(examine(new Film(ModelLimits.ANY_SCENE.withDeterminism("no"), false, false, 1))))
                .containsExactly("part.frames");
    }

    @Test
    void aModelWhoseViewsDependOnTheOthersIsFound() throws IOException {
        assertThat(broken(examine(new Film(ModelLimits.ANY_SCENE, false, true, 0))))
                .containsExactly("part.views");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'max_views':1,'view_subsets':true                  | limit.many-views limit.part",
                "'max_frames':10,'chunk':{'frames':8,'overlap':2}   | limit.some-views limit.many-frames limit.long-part"
                        + " limit.overlap",
            })
    void aServerThatDoesNotKeepItsLimitsIsFound(String limits, String rules) throws Exception {
        try (RogueTriton rogue = takingEverything("'kinds':['rgb']," + limits)) {
            assertThat(broken(examine(rogue.endpoint()))).contains(rules.split(" ", -1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kinds':[]",
                "'kinds':['points']",
                "'kinds':['rgb'],'wish':1",
                "'kinds':['rgb'],'max_views':0",
                "'kinds':['rgb'],'min_views':3,'max_views':2",
                "'kinds':['rgb'],'view_subsets':'some'",
                "'kinds':['rgb'],'sizes':[[640]]",
                "'kinds':['rgb'],'frames':{'multiple_of':0}",
                "'kinds':['rgb'],'frames':[29],'max_frames':10",
                "'kinds':['rgb'],'max_frames':10,'chunk':{'frames':30}",
                "'kinds':['rgb'],'chunk':{'frames':8,'overlap':5}",
                "'kinds':['rgb'],'chunk':{'frames':8,'step':2}",
                "'kinds':['rgb'],'needed_controls':['wsm']",
                "'kinds':['rgb'],'deterministic':'perhaps'",
            })
    void capsThatAreNotAsTheContractSaysAreRefused(String caps) throws Exception {
        try (RogueTriton rogue = takingEverything(caps)) {
            assertThatExceptionOfType(GenerationException.class)
                    .isThrownBy(() -> examine(rogue.endpoint()))
                    .matches(refusal -> refusal.token().equals("TF-PROTOCOL-CONFIG"));
        }
    }

    @Test
    void aModelThatMakesNothingOfTheClipSaysWhatItWouldTake() throws IOException {
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> examine(Film.of(
                        ModelLimits.ANY_SCENE.withSizes(new SizeRule.Listed(List.of(new SizeRule.Size(1280, 704)))))))
                .withMessageContaining("1280x704");
    }

    private static RogueTriton takingEverything(String caps) throws IOException {
        String json = "{" + caps.replace('\'', '"') + "}";
        return RogueTriton.serving(
                RogueTriton.parameters(ContractModel.MULTIVIEW_VIDEO.contractId(), json), (request, out) -> {
                    out.onNext(RogueTriton.response(request.getId(), "{\"seq\":0,\"type\":\"accepted\"}"));
                    out.onCompleted();
                });
    }

    @Test
    void aModelThatIgnoresTheSeedBreaksThatRuleAlone() throws IOException {
        assertThat(broken(examine(new Seeded(Film.of(ModelLimits.ANY_SCENE), seed -> 1))))
                .containsExactly("answer.seed");
    }

    @Test
    void aModelThatNeverMakesTheSameTwiceBreaksWhatItPromises() throws IOException {
        AtomicLong any = new AtomicLong();
        assertThat(broken(examine(new Seeded(Film.of(ModelLimits.ANY_SCENE), seed -> any.incrementAndGet()))))
                .containsExactly(
                        "answer.pieces", "answer.part", "answer.same", "answer.at-once", "part.views", "part.frames");
    }

    @Test
    void aServerThatTakesEverythingBreaksEveryRefusal() throws Exception {
        try (RogueTriton rogue = RogueTriton.answering((request, out) -> {
            out.onNext(RogueTriton.response(request.getId(), "{\"seq\":0,\"type\":\"accepted\"}"));
            out.onCompleted();
        })) {
            List<Outcome> outcomes = examine(rogue.endpoint());
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().startsWith("refusal."))
                    .hasSizeGreaterThan(12)
                    .allMatch(outcome -> outcome.result() == Result.BROKEN);
            assertThat(broken(outcomes)).contains("server.ready", "answer.whole", "answer.end");
        }
    }

    private List<Outcome> examine(InferenceModel... models) throws IOException {
        try (EmbeddedTriton server = EmbeddedTriton.start(
                List.of(models), EmbeddedTriton.Settings.of(2, Files.createTempDirectory(temp, "server")))) {
            return examine(server.endpoint());
        }
    }

    private List<Outcome> examine(String endpoint) throws IOException {
        ClipFixture clip = ClipFixture.in(Files.createTempDirectory(temp, "clip"));
        return Conformance.examine(
                endpoint,
                TritonSettings.defaults(),
                new ConformanceClip(clip.folder(), clip.request(), Film.of(ModelLimits.ANY_SCENE)),
                outcome -> {});
    }

    private static List<String> broken(List<Outcome> outcomes) {
        return rules(outcomes, Result.BROKEN);
    }

    private static List<String> kept(List<Outcome> outcomes) {
        return rules(outcomes, Result.KEPT);
    }

    private static List<String> rules(List<Outcome> outcomes, Result result) {
        return outcomes.stream()
                .filter(outcome -> outcome.result() == result)
                .map(Outcome::rule)
                .toList();
    }

    /** A model that works with another seed than it was given. */
    private record Seeded(InferenceModel model, LongUnaryOperator seed) implements InferenceModel {
        @Override
        public String name() {
            return model.name();
        }

        @Override
        public EngineIdentity engine() {
            return model.engine();
        }

        @Override
        public Set<ObjectKind> kinds() {
            return model.kinds();
        }

        @Override
        public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception {
            InferenceJob other = new InferenceJob(
                    job.id(),
                    job.sceneDocument(),
                    job.layoutDocument(),
                    job.want(),
                    job.share(),
                    seed.applyAsLong(job.seed()),
                    job.prompt(),
                    job.controls(),
                    job.workFolder());
            model.infer(other, sink, cancelled);
        }
    }
}
