package io.tailforge.generation.triton;

import static io.tailforge.generation.triton.RogueTriton.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.GenerationBackendContract;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that breaks the contract is told so by a stable token, and nothing of it stays in the clip's folder. */
class HostileServerTest {
    private static final String SHA = Sha256.hex("12345678".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path temp;

    /** One event and its piece, before the numbers are put in. */
    private record Line(String event, String piece) {}

    /** A right answer: five sweeps of eight bytes in two pieces. */
    private static List<Line> rightAnswer() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("'type':'accepted'", ""));
        for (int i = 0; i < 5; i++) {
            lines.add(new Line(chunk(i, 0), "1234"));
            lines.add(new Line(chunk(i, 4), "5678"));
            lines.add(new Line("'type':'object_done','object':" + summary(i), ""));
        }
        List<String> all =
                IntStream.range(0, 5).mapToObj(HostileServerTest::summary).toList();
        lines.add(new Line(
                "'type':'done','objects':[" + String.join(",", all) + "],'engine':{'name':'rogue','version':'1',"
                        + "'weights_sha256':'" + "0".repeat(64) + "','device':'cpu'},'seed_used':'"
                        + Long.toUnsignedString(-7) + "','timings':{'cast':0.5},'warnings':[]",
                ""));
        return lines;
    }

    private static String chunk(int index, int offset) {
        return "'type':'chunk','object':{'kind':'points','view':'top','index':%d,'media_type':'application/x-npz','offset':%d,'total':8}"
                .formatted(index, offset);
    }

    private static String summary(int index) {
        return "{'kind':'points','view':'top','index':%d,'bytes':8,'sha256':'%s'}".formatted(index, SHA);
    }

    private static UnaryOperator<List<Line>> edit(int index, UnaryOperator<Line> change) {
        return lines -> {
            List<Line> changed = new ArrayList<>(lines);
            changed.set(index, change.apply(lines.get(index)));
            return changed;
        };
    }

    private static UnaryOperator<List<Line>> replace(int index, String from, String to) {
        return edit(index, line -> new Line(line.event().replace(from, to), line.piece()));
    }

    private static UnaryOperator<List<Line>> without(int index) {
        return lines -> IntStream.range(0, lines.size())
                .filter(i -> i != index)
                .mapToObj(lines::get)
                .toList();
    }

    private static UnaryOperator<List<Line>> twice(int index) {
        return lines -> {
            List<Line> changed = new ArrayList<>(lines);
            changed.add(index, lines.get(index));
            return changed;
        };
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(
                        "other bytes than hashed", "TF-PROTOCOL-SHA256", edit(1, l -> new Line(l.event(), "123x"))),
                Arguments.of(
                        "more bytes than announced", "TF-PROTOCOL-OVERRUN", edit(2, l -> new Line(l.event(), "56789"))),
                Arguments.of(
                        "fewer bytes than announced", "TF-PROTOCOL-LENGTH", edit(2, l -> new Line(l.event(), "567"))),
                Arguments.of("a gap between pieces", "TF-PROTOCOL-OFFSET", replace(2, "'offset':4", "'offset':5")),
                Arguments.of("a total that changes", "TF-PROTOCOL-OFFSET", replace(2, "'total':8", "'total':9")),
                Arguments.of("a piece left out", "TF-PROTOCOL-OFFSET", without(1)),
                Arguments.of("a piece sent twice", "TF-PROTOCOL-OFFSET", twice(1)),
                Arguments.of("an unknown sensor", "TF-PROTOCOL-OBJECT", replace(1, "'top'", "'../../top'")),
                Arguments.of("a sweep beyond the clip", "TF-PROTOCOL-OBJECT", replace(1, "'index':0", "'index':5")),
                Arguments.of("a kind not wanted", "TF-PROTOCOL-OBJECT", replace(1, "points", "rgb")),
                Arguments.of("an unknown kind", "TF-PROTOCOL-EVENT", replace(1, "points", "thoughts")),
                Arguments.of("done before it is whole", "TF-PROTOCOL-MISSING", without(3)),
                Arguments.of("object_done without a piece", "TF-PROTOCOL-OBJECT", twice(3)),
                Arguments.of("another hash at the end", "TF-PROTOCOL-DONE", replace(16, SHA, "f".repeat(64))),
                Arguments.of("another seed", "TF-PROTOCOL-SEED", replace(16, Long.toUnsignedString(-7), "7")),
                Arguments.of("another engine", "TF-PROTOCOL-ENGINE", replace(16, "'name':'rogue'", "'name':'bandit'")),
                Arguments.of("other weights", "TF-PROTOCOL-ENGINE", replace(16, "0".repeat(64), "1".repeat(64))),
                Arguments.of("an unknown event", "TF-PROTOCOL-EVENT", replace(0, "accepted", "confused")),
                Arguments.of("an unknown key", "TF-PROTOCOL-EVENT", replace(0, "'type'", "'mood':1,'type'")),
                Arguments.of("data without a chunk", "TF-PROTOCOL-DATA", edit(0, l -> new Line(l.event(), "x"))),
                Arguments.of("a chunk without data", "TF-PROTOCOL-DATA", edit(1, l -> new Line(l.event(), ""))),
                Arguments.of("no done at all", "TF-PROTOCOL-TRUNCATED", without(16)),
                Arguments.of("words after done", "TF-PROTOCOL-TRAILING", twice(16)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("breaches")
    void isRefusedWithItsToken(String what, String token, UnaryOperator<List<Line>> breach) throws Exception {
        GenerationException refusal = refusalOf(answer(breach.apply(rightAnswer()), i -> i));
        assertThat(refusal.token()).isEqualTo(token);
        assertThat(refusal.retry()).isEqualTo(Retry.ONCE_ELSEWHERE);
    }

    @Test
    void theRightAnswerIsTaken() throws Exception {
        try (RogueTriton server = RogueTriton.answering(answer(rightAnswer(), i -> i));
                TritonBackend backend = TritonBackend.connect(server.endpoint(), TritonSettings.defaults())) {
            ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
            GenerationResult result =
                    backend.generate(clip.wanting(ObjectKind.POINTS), clip.folder(), f -> {}, () -> false);
            assertThat(result.sweeps())
                    .hasSize(5)
                    .allMatch(sweep -> sweep.points().sha256().equals(SHA));
            assertThat(result.timings()).containsEntry("cast", 0.5);
        }
    }

    @Test
    void aMissingOrRepeatedNumberIsRefused() throws Exception {
        assertThat(refusalOf(answer(rightAnswer(), i -> i < 3 ? i : i + 1)).token())
                .isEqualTo("TF-PROTOCOL-SEQ");
        assertThat(refusalOf(answer(rightAnswer(), i -> Math.min(i, 3))).token())
                .isEqualTo("TF-PROTOCOL-SEQ");
    }

    @Test
    void anAnswerToAnotherRequestIsRefused() throws Exception {
        GenerationException refusal = refusalOf((request, out) -> out.onNext(response("other", "{}")));
        assertThat(refusal.token()).isEqualTo("TF-PROTOCOL-ID");
    }

    @Test
    void aServerThatFallsSilentAfterItAcceptedIsLeft() throws Exception {
        GenerationException refusal = refusalOf(
                (request, out) -> out.onNext(response(request.getId(), "{\"seq\":0,\"type\":\"accepted\"}")),
                TritonSettings.defaults().withSilence(Duration.ofMillis(200)));
        assertThat(refusal.token()).isEqualTo("TF-ENGINE-SILENT");
        assertThat(refusal.retry()).isEqualTo(Retry.ONCE_ELSEWHERE);
    }

    /** As a Triton whose model's process was killed at work: only who asks again hears of it, after a third of the silence. */
    @Test
    void aModelThatDiesInSilenceIsAskedWhetherItLives() throws Exception {
        GenerationException refusal = refusalOf(
                (request, out) -> out.onNext(
                        request.getId().equals("probe")
                                ? ModelStreamInferResponse.newBuilder()
                                        .setErrorMessage("Stub process 'lidar_sweep_0_0' is not healthy")
                                        .build()
                                : response(request.getId(), "{\"seq\":0,\"type\":\"accepted\"}")),
                TritonSettings.defaults().withSilence(Duration.ofSeconds(6)));
        assertThat(refusal.token()).isEqualTo("TF-ENGINE-STUB");
    }

    @Test
    void aServerThatNeverBeginsRunsIntoTheDeadline() throws Exception {
        TritonSettings hasty = TritonSettings.defaults().withDeadline(Duration.ofSeconds(2));
        GenerationException refusal = refusalOf((request, out) -> {}, hasty);
        assertThat(refusal.token()).isEqualTo("TF-DEADLINE");
    }

    @Test
    void tritonsOwnTextsBecomeTokens() throws Exception {
        assertThat(refusalOf((request, out) -> out.onError(RogueTriton.busy().asException())))
                .matches(e -> e.token().equals("TF-BUSY") && e.retry() == Retry.LATER);
        Status stub = Status.INTERNAL.withDescription("Stub process 'lidar_sweep_0_0' is not healthy");
        assertThat(refusalOf((request, out) -> out.onError(stub.asException())))
                .matches(e -> e.token().equals("TF-ENGINE-STUB") && e.retry() == Retry.ONCE_ELSEWHERE);
        Status token = Status.INVALID_ARGUMENT.withDescription("in the model: TF-INPUT-CONTROL: no MP4");
        assertThat(refusalOf((request, out) -> out.onError(token.asException())))
                .matches(e -> e.token().equals("TF-INPUT-CONTROL") && e.retry() == Retry.NEVER);
    }

    @Test
    void anotherMajorVersionOfTheContractIsRefusedAtConnect() throws Exception {
        assertThat(connectRefusal("tailforge.lidar_sweep/2", RogueTriton.CAPS)).isEqualTo("TF-CAP-CONTRACT");
        assertThat(connectRefusal("", RogueTriton.CAPS)).isEqualTo("TF-CAP-CONTRACT");
        assertThat(connectRefusal("tailforge.lidar_sweep/1", "{\"kinds\":[\"rgb\"]}"))
                .isEqualTo("TF-PROTOCOL-CONFIG");
    }

    private static String connectRefusal(String contract, String caps) throws Exception {
        try (RogueTriton server = RogueTriton.serving(RogueTriton.parameters(contract, caps), (request, out) -> {})) {
            return catchThrowableOfType(
                            GenerationException.class,
                            () -> TritonBackend.connect(server.endpoint(), TritonSettings.defaults()))
                    .token();
        }
    }

    private static RogueTriton.Answer answer(List<Line> lines, UnaryOperator<Integer> number) {
        return (request, out) -> {
            for (int i = 0; i < lines.size(); i++) {
                String event = ("{'seq':" + number.apply(i) + "," + lines.get(i).event() + "}").replace('\'', '"');
                String piece = lines.get(i).piece();
                ByteString[] pieces =
                        piece.isEmpty() ? new ByteString[0] : new ByteString[] {ByteString.copyFromUtf8(piece)};
                out.onNext(response(request.getId(), event, pieces));
            }
            out.onCompleted();
        };
    }

    private GenerationException refusalOf(RogueTriton.Answer answer) throws Exception {
        return refusalOf(answer, TritonSettings.defaults());
    }

    private GenerationException refusalOf(RogueTriton.Answer answer, TritonSettings settings) throws Exception {
        try (RogueTriton server = RogueTriton.answering(answer);
                TritonBackend backend = TritonBackend.connect(server.endpoint(), settings)) {
            ClipFixture clip = ClipFixture.in(temp.resolve("clip-" + System.nanoTime()));
            GenerationException refusal = catchThrowableOfType(
                    GenerationException.class,
                    () -> backend.generate(clip.wanting(ObjectKind.POINTS), clip.folder(), f -> {}, () -> false));
            assertThat(refusal).isNotNull();
            assertThat(GenerationBackendContract.listFolder(clip.folder()))
                    .doesNotContain("rgb")
                    .noneMatch(name -> name.startsWith(".incoming"));
            return refusal;
        }
    }
}
