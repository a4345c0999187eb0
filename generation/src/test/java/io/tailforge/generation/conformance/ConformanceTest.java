package io.tailforge.generation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.PatternModel;
import io.tailforge.generation.conformance.Conformance.Outcome;
import io.tailforge.generation.conformance.Conformance.Result;
import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.generation.triton.RogueTriton;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite itself: a good server keeps every rule, and a fault is found by the rule that is about it. */
class ConformanceTest {
    @TempDir
    private Path temp;

    @Test
    void theEmbeddedServerKeepsEveryRule() throws IOException {
        List<Outcome> outcomes = examine(PatternModel.video(50_000), PatternModel.lidar(3000));
        assertThat(outcomes).hasSizeGreaterThan(25).allMatch(outcome -> outcome.result() == Result.KEPT);
        assertThat(outcomes).extracting(Outcome::rule).doesNotHaveDuplicates();
    }

    @Test
    void aModelThatIgnoresTheSeedBreaksThatRuleAlone() throws IOException {
        assertThat(broken(examine(new Seeded(PatternModel.video(5000), seed -> 1))))
                .containsExactly("answer.seed");
    }

    @Test
    void aModelThatNeverMakesTheSameTwiceBreaksWhatItPromises() throws IOException {
        AtomicLong any = new AtomicLong();
        assertThat(broken(examine(new Seeded(PatternModel.video(5000), seed -> any.incrementAndGet()))))
                .containsExactly("answer.pieces", "answer.part", "answer.same", "answer.at-once");
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
        try (EmbeddedTriton server =
                EmbeddedTriton.start(List.of(models), EmbeddedTriton.Settings.of(2, temp.resolve("server")))) {
            return examine(server.endpoint());
        }
    }

    private List<Outcome> examine(String endpoint) throws IOException {
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        return Conformance.examine(
                endpoint, TritonSettings.defaults(), new ConformanceClip(clip.folder(), clip.request()), outcome -> {});
    }

    private static List<String> broken(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.result() == Result.BROKEN)
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
