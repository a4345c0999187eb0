package io.tailforge.variation.prompt;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.chat.AnswerSchema;
import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.variation.PromptWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Has a language model put the template's description into richer words. What the cameras see and where they look stays the
 * template's; a rewrite that loses a fact or adds one is not taken. Whatever goes wrong, the template's prompt is the answer,
 * with a warning that says why.
 */
public final class RewritingPromptWriter implements PromptWriter {
    private static final int TRIES = 2;
    private static final int MOST_TOKENS = 600;
    private static final double TEMPERATURE = 0.7;
    private static final String TASK = """
            You rewrite the description of a driving video for a video generator. Answer with one JSON object {"description": "..."}.
            Describe the same scene in richer visual words: light, sky, road surface, reflections, how far one sees.
            Keep every fact listed under "keep", using one of the words in its brackets. Name no other place, time of day, weather or
            kind of road, no other numbers in digits, and no road users, people or animals except the recording car, once.
            Plain English sentences, 60 to 1200 characters, no lists, no mark-up.""";

    private final TemplatePromptWriter template = new TemplatePromptWriter();
    private final Lexicon lexicon = Lexicon.shipped();
    private final ChatModel model;

    public RewritingPromptWriter(ChatModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "rewriting:" + model.name();
    }

    @Override
    public String describe() {
        return "the template's description in a language model's words, checked against the scene: " + model.name();
    }

    @Override
    public Prompt write(Scene scene, List<ActorVisibility> visible) {
        return rewrite(scene, template.parts(scene, Optional.empty(), visible));
    }

    @Override
    public Prompt write(Scene scene, HdMap layout, List<ActorVisibility> visible) {
        return rewrite(scene, template.parts(scene, Optional.of(layout), visible));
    }

    private Prompt rewrite(Scene scene, PromptParts parts) {
        DescriptionRules rules = new DescriptionRules(
                lexicon, parts.description(), scene.variation().region());
        String why = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                String text = ask(parts, rules, attempt);
                Optional<String> broken = rules.broken(text);
                if (broken.isEmpty()) {
                    return parts.join(text, id(), Optional.empty());
                }
                why = "PROMPT-RULES: " + broken.get();
            } catch (BadInputException e) {
                why = "PROMPT-INVALID: the answer is not the JSON asked for";
            } catch (ChatException e) {
                return fallback(parts, "PROMPT-" + e.reason() + ": " + e.getMessage());
            }
        }
        return fallback(parts, why);
    }

    private Prompt fallback(PromptParts parts, String why) {
        String warning = why + "; the template's prompt is used";
        return parts.join(parts.description(), template.id(), Optional.of(warning));
    }

    private String ask(PromptParts parts, DescriptionRules rules, int attempt) {
        Json asked = Json.object()
                .put("description", parts.description())
                .put("keep", Json.ofStrings(rules.keep()))
                .build();
        Json schema = AnswerSchema.object(Json.object()
                .put("description", AnswerSchema.string(DescriptionRules.SHORTEST, DescriptionRules.LONGEST))
                .build());
        ChatQuestion question =
                new ChatQuestion(TASK, JsonWriter.compact(asked), List.of(), schema, MOST_TOKENS, TEMPERATURE, attempt);
        byte[] answer = model.answer(question).getBytes(StandardCharsets.UTF_8);
        return JsonView.parse("answer", answer)
                .onlyKeys("description")
                .field("description")
                .asString()
                .strip();
    }
}
