package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.judge.JudgeSettings;
import io.tailforge.quality.judge.VlmCheck;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.variation.Weather;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VlmCheckTest {
    private static final Weather RAIN = new Weather(1, 12, 0, Double.POSITIVE_INFINITY, 1, 0);

    @TempDir
    private static Path temp;

    private static ClipEvidence clip;

    private final List<ChatQuestion> asked = new ArrayList<>();

    @BeforeAll
    static void film() throws Exception {
        clip = TestClip.driving(temp.resolve("clip"), RAIN);
    }

    @Test
    void yesToEverythingPassesEveryCamera() {
        List<Finding> findings = judge(JudgeSettings.ADVISORY, always("yes", 0.9));
        assertThat(findings).hasSize(8).allMatch(finding -> finding.severity() == Severity.PASS);
        assertThat(findings).extracting(Finding::code).contains("VLM-WEATHER", "VLM-TIME", "VLM-GROUND", "VLM-SOUND");
        assertThat(asked).hasSize(6);
    }

    @Test
    void theModelSeesSmallPicturesInOrderAndTheFactsAskedFor() throws Exception {
        judge(new JudgeSettings(3, 1, 2), always("yes", 1));
        ChatQuestion question = asked.getFirst();
        assertThat(question.text()).contains("Camera front", "rain", "wet", "full daylight");
        assertThat(question.temperature()).isZero();
        assertThat(question.pictures())
                .extracting(ChatQuestion.Picture::caption)
                .containsExactly("At 0.13 s:", "At 0.40 s:", "At 0.67 s:");
        var picture = ImageIO.read(
                new ByteArrayInputStream(question.pictures().getFirst().bytes()));
        assertThat(picture.getWidth()).isEqualTo(160);
        assertThat(picture.getHeight()).isEqualTo(96);
    }

    @Test
    void aNoAsksForAPersonAndRefusesNothing() {
        VlmCheck check = new VlmCheck(model(always("no", 1)), JudgeSettings.ADVISORY);
        Verdict verdict = new QualityFilter(List.of(check)).judge(clip, 1, 1);
        assertThat(verdict.decision()).isEqualTo(Verdict.Decision.ACCEPT);
        assertThat(verdict.findings()).allMatch(finding -> finding.severity() == Severity.WARN);
        assertThat(verdict.findings().getFirst().detail()).isEqualTo("needs a person: because");
    }

    @Test
    void aNoAboveTheCalibratedThresholdRefuses() {
        VlmCheck check = new VlmCheck(model(always("no", 0.9)), new JudgeSettings(1, 1, 0.85));
        assertThat(new QualityFilter(List.of(check)).judge(clip, 1, 1).decision())
                .isEqualTo(Verdict.Decision.REJECT);
    }

    @Test
    void aNoBelowTheCalibratedThresholdAsksForAPerson() {
        assertThat(judge(new JudgeSettings(1, 1, 0.95), always("no", 0.9)))
                .allMatch(finding -> finding.severity() == Severity.WARN);
    }

    @Test
    void unsureIsNotJudged() {
        assertThat(judge(JudgeSettings.ADVISORY, always("unsure", 0.5)))
                .hasSize(8)
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED)
                .allMatch(finding -> finding.code().endsWith("-UNSURE"));
    }

    @Test
    void moreThanHalfOfTheVotesMustAgree() {
        assertThat(judge(JudgeSettings.ADVISORY, (question, id) -> answer(question.seed() < 3 ? "yes" : "no", 0.8)))
                .allMatch(finding -> finding.severity() == Severity.PASS);
        assertThat(judge(
                        JudgeSettings.ADVISORY,
                        (question, id) -> answer(List.of("yes", "no", "unsure").get((int) question.seed() - 1), 0.8)))
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "{}",
                "{\"answers\":[]}",
                "{\"answers\":{\"weather\":{\"answer\":\"yes\",\"confidence\":1,\"reason\":\"\"}}}",
                "{\"answers\":\"yes\",\"verdict\":\"accept\"}"
            })
    void anAnswerThatIsNotTheJsonAskedForIsNotJudged(String text) {
        assertThat(judgeRaw(JudgeSettings.ADVISORY, question -> text))
                .hasSize(2)
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED
                        && finding.code().equals("VLM-INVALID"));
    }

    @Test
    void anAnswerOutOfRangeOrWithAnEntryTooManyIsNotJudged() {
        String good = "\"time\":{\"answer\":\"yes\",\"confidence\":1,\"reason\":\"because\"}";
        for (String entry : List.of(
                "\"time\":{\"answer\":\"yes\",\"confidence\":1.5,\"reason\":\"\"}",
                "\"time\":{\"answer\":\"maybe\",\"confidence\":1,\"reason\":\"\"}",
                "\"time\":{\"answer\":\"yes\",\"reason\":\"\"}",
                good + "," + good,
                good + "," + good.replace("time", "other"))) {
            String whole =
                    JsonWriter.compact(answers(id -> answer("yes", 1), List.of("weather", "time", "ground", "sound")));
            assertThat(whole).contains(good);
            String text = whole.replace(good, entry);
            assertThat(judgeRaw(JudgeSettings.ADVISORY, question -> text))
                    .as(entry)
                    .allMatch(finding -> finding.code().equals("VLM-INVALID"));
        }
    }

    @Test
    void aModelThatDoesNotAnswerIsNotJudged() {
        assertThat(judgeRaw(JudgeSettings.ADVISORY, question -> {
                    throw new ChatException(ChatException.Reason.TIMEOUT, "no answer within 90 s");
                }))
                .hasSize(2)
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED
                        && finding.code().equals("VLM-TIMEOUT"));
    }

    @Test
    void theModelsWordsAreMadePlain() {
        List<Finding> findings = judge(new JudgeSettings(1, 1, 2), (question, id) -> Json.object()
                .put("answer", "no")
                .put("confidence", 1)
                .put("reason", "<img src=x onerror=alert(1)>\u001b[31m" + "y".repeat(600))
                .build());
        assertThat(findings.getFirst().detail())
                .doesNotContain("<", ">", "\u001b")
                .hasSizeLessThan(230);
    }

    @Test
    void aClipThatIsRefusedAlreadyIsNotAskedAbout() throws Exception {
        ClipEvidence broken = TestClip.driving(temp.resolve("broken"), RAIN);
        Files.write(broken.folder().resolve("rgb/front.mp4"), new byte[100]);
        List<QualityCheck> checks = new ArrayList<>(QualityFilter.listInstalled());
        checks.add(new VlmCheck(model(always("yes", 1)), JudgeSettings.ADVISORY));
        Verdict verdict = new QualityFilter(checks).judge(broken, 1, 1);
        assertThat(verdict.decision()).isEqualTo(Verdict.Decision.REJECT);
        assertThat(asked).isEmpty();
        assertThat(verdict.findings().getLast().code()).isEqualTo("NOT-NEEDED");
    }

    private List<Finding> judge(JudgeSettings settings, BiFunction<ChatQuestion, String, Json> answer) {
        return new VlmCheck(model(answer), settings).judge(clip);
    }

    private List<Finding> judgeRaw(JudgeSettings settings, Function<ChatQuestion, String> answer) {
        return new VlmCheck(rawModel(answer), settings).judge(clip);
    }

    private static BiFunction<ChatQuestion, String, Json> always(String word, double confidence) {
        return (question, id) -> answer(word, confidence);
    }

    private static Json answer(String word, double confidence) {
        return Json.object()
                .put("answer", word)
                .put("confidence", confidence)
                .put("reason", "because")
                .build();
    }

    /** One entry for each id that the schema asks for. */
    private static Json answers(BiFunction<ChatQuestion, String, Json> answer, ChatQuestion question) {
        return answers(
                id -> answer.apply(question, id),
                JsonView.of("schema", question.answerSchema())
                        .field("properties")
                        .field("answers")
                        .field("required")
                        .asStrings());
    }

    private static Json answers(Function<String, Json> answer, List<String> ids) {
        Json.ObjectBuilder byId = Json.object();
        ids.forEach(id -> byId.put(id, answer.apply(id)));
        return Json.object().put("answers", byId.build()).build();
    }

    private ChatModel model(BiFunction<ChatQuestion, String, Json> answer) {
        return rawModel(question -> JsonWriter.compact(answers(answer, question)));
    }

    private ChatModel rawModel(Function<ChatQuestion, String> answer) {
        return new ChatModel() {
            @Override
            public String name() {
                return "test/vlm";
            }

            @Override
            public String answer(ChatQuestion question) {
                asked.add(question);
                return answer.apply(question);
            }
        };
    }
}
