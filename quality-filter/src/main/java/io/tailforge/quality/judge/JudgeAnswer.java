package io.tailforge.quality.judge;

import io.tailforge.scene.chat.AnswerSchema;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The model's answer to one question. @param confidence 0..1 @param reason the model's own words, cut and made plain */
record JudgeAnswer(Word word, double confidence, String reason) {
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_RAW_REASON = 1000;

    enum Word {
        YES,
        NO,
        UNSURE
    }

    /** One property a question, so that none can be left out or answered twice. */
    static Json schema(List<JudgeQuestion> questions) {
        Json.Obj answer = Json.object()
                .put("answer", AnswerSchema.oneOf(List.of("yes", "no", "unsure")))
                .put("confidence", AnswerSchema.oneOf(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1))
                .put("reason", AnswerSchema.string(0, LONGEST_REASON))
                .build();
        Json.ObjectBuilder byId = Json.object();
        questions.forEach(question -> byId.put(question.id(), AnswerSchema.object(answer)));
        return AnswerSchema.object(
                Json.object().put("answers", AnswerSchema.object(byId.build())).build());
    }

    /**
     * Answers by question.
     *
     * @throws io.tailforge.scene.problem.BadInputException where anything is missing, twice, unknown or out of range
     */
    static Map<JudgeQuestion, JudgeAnswer> read(String text, List<JudgeQuestion> questions) {
        JsonView view = JsonView.parse("answer", text.getBytes(StandardCharsets.UTF_8))
                .onlyKeys("answers")
                .field("answers")
                .onlyKeys(questions.stream().map(JudgeQuestion::id).toArray(String[]::new));
        Map<JudgeQuestion, JudgeAnswer> answers = new HashMap<>();
        questions.forEach(question -> answers.put(question, readOne(view.field(question.id()))));
        return answers;
    }

    private static JudgeAnswer readOne(JsonView item) {
        item.onlyKeys("answer", "confidence", "reason");
        String reason = item.field("reason").asString();
        if (reason.length() > LONGEST_RAW_REASON) {
            throw item.bad("TOO-LONG", "has a reason of " + reason.length() + " characters");
        }
        return new JudgeAnswer(
                item.field("answer").asEnum(Word.class),
                item.field("confidence").asDouble(0, 1),
                plain(reason));
    }

    private static String plain(String reason) {
        String clean = reason.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Zs}.,;:!?'()%-]+", " ")
                .strip();
        return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "...";
    }
}
