package io.tailforge.variation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.variation.Preset;
import io.tailforge.variation.Presets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewritingPromptWriterTest {
    private static final Scene RAINY = TemplatePromptWriterTest.scene("Rainy");
    private static final List<ActorVisibility> SEEN =
            List.of(new ActorVisibility("front", "car-1", 0, 900, 12), new ActorVisibility("left", "bike", 0, 400, 8));
    private static final String GOOD =
            "Around midday in Central Europe a driving car films the road under an overcast, leaden sky. "
                    + "Strong rain falls in steady curtains, the wet asphalt reflects the pale light, and the distance fades into a hazy grey.";

    private final List<ChatQuestion> asked = new ArrayList<>();

    @Test
    void aRewriteThatKeepsEveryFactIsTaken() {
        Prompt prompt = written(RAINY, description(GOOD));
        assertThat(prompt.text()).isEqualTo(GOOD + " In view: nearby a car and a cyclist.");
        assertThat(prompt.writer()).isEqualTo("rewriting:test/model");
        assertThat(prompt.warning()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoIsSeenAndWhereTheCamerasLookStaysTheTemplates() {
        Prompt template = new TemplatePromptWriter().write(RAINY, SEEN);
        Prompt prompt = written(RAINY, description(GOOD));
        assertThat(prompt.byCamera().get("left"))
                .startsWith(
                        "The view is captured from a camera mounted on a car. The camera faces ahead and to the left. "
                                + GOOD)
                .endsWith(" In view: nearby a cyclist.");
        assertThat(prompt.negative()).isEqualTo(template.negative());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in Central Europe|on a road|'Central Europe'",
                "Around midday|At some time|'midday'",
                "Strong rain falls|Water falls|'strong rain'",
                "overcast|leaden|'overcast'",
                "a hazy grey|a grey|'haze'",
                "wet|dark|'wet road'",
                "midday|midday, though it feels like night,|'night'",
                "the pale light|the pale sunlight|'sunlight'",
                "hazy grey|hazy grey, with patches of snow|'snow'",
                "the road|the motorway|'motorway'",
                "the road|the road with 3 lanes|numbers",
                "the road|the road with other cars|'cars'",
                "the road|the road where a car waits|'car'",
                "the road|the road past a pedestrian|'pedestrian'",
                "the road|the road near Tokyo|'tokyo'",
                "the road|the road, which keeps to left-hand traffic,|'left hand traffic'",
                "the road|the road <b>now</b>|plain text",
            })
    void aRewriteThatLosesOrAddsAFactIsNotTaken(String from, String to, String why) {
        Prompt prompt = written(RAINY, description(GOOD.replace(from, to)), description(GOOD.replace(from, to)));
        assertThat(prompt)
                .usingRecursiveComparison()
                .ignoringFields("warning")
                .isEqualTo(new TemplatePromptWriter().write(RAINY, SEEN));
        assertThat(prompt.warning())
                .hasValueSatisfying(warning ->
                        assertThat(warning).startsWith("PROMPT-RULES: ").contains(why));
        assertThat(asked).extracting(ChatQuestion::seed).containsExactly(1L, 2L);
    }

    @Test
    void aSecondTryMayMakeItGood() {
        assertThat(written(RAINY, description("Too short."), description(GOOD)).text())
                .startsWith(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sure! Here is it",
                "[]",
                "{\"description\": 7}",
                "{\"text\": \"x\"}",
                "{\"description\": \"a\", \"b\": 1}"
            })
    void anAnswerThatIsNotTheJsonAskedForLeavesTheTemplate(String answer) {
        Prompt prompt = written(RAINY, answer, answer);
        assertThat(prompt.writer()).isEqualTo("template");
        assertThat(prompt.warning().orElseThrow()).startsWith("PROMPT-INVALID");
    }

    @Test
    void aModelThatDoesNotAnswerLeavesTheTemplateAndIsNotAskedAgain() {
        Prompt prompt = new RewritingPromptWriter(failing()).write(RAINY, SEEN);
        assertThat(prompt.writer()).isEqualTo("template");
        assertThat(prompt.warning()).hasValue("PROMPT-TIMEOUT: no answer within 3 s; the template's prompt is used");
    }

    @Test
    void theSameSceneAsksTheSameQuestion() {
        written(RAINY, description(GOOD));
        written(TemplatePromptWriterTest.scene("Rainy"), description(GOOD));
        assertThat(asked.get(0).sha256("m"))
                .isEqualTo(asked.get(1).sha256("m"))
                .isNotEqualTo(asked.get(0).sha256("n"));
    }

    /** What the template itself says must keep its own rules, or no rewrite near it could. */
    @Test
    void everyPresetsTemplateKeepsItsOwnRules() {
        for (Preset preset : Presets.shipped().listPresets()) {
            String key = preset.weather().isPresent() ? "weather" : "time";
            Scene scene = TemplatePromptWriterTest.scene("{name: x, " + key + ": " + preset.title() + "}");
            String description = new TemplatePromptWriter()
                    .parts(scene, java.util.Optional.empty(), List.of())
                    .description();
            DescriptionRules rules = new DescriptionRules(
                    Lexicon.shipped(), description, scene.variation().region());
            assertThat(rules.broken(description)).as(preset.title()).isEmpty();
            assertThat(rules.keep()).as(preset.title()).hasSizeGreaterThan(3);
        }
    }

    @Test
    void everyPresetIsToldFromEveryOther() {
        List<String> descriptions = new ArrayList<>();
        List<DescriptionRules> rules = new ArrayList<>();
        for (Preset preset : Presets.shipped().listPresets()) {
            String key = preset.weather().isPresent() ? "weather" : "time";
            Scene scene = TemplatePromptWriterTest.scene("{name: x, " + key + ": " + preset.title() + "}");
            descriptions.add(new TemplatePromptWriter()
                    .parts(scene, java.util.Optional.empty(), List.of())
                    .description());
            rules.add(new DescriptionRules(
                    Lexicon.shipped(), descriptions.getLast(), scene.variation().region()));
        }
        for (int i = 0; i < rules.size(); i++) {
            for (String other : descriptions) {
                assertThat(rules.get(i).broken(other).isPresent())
                        .as(descriptions.get(i) + " -> " + other)
                        .isEqualTo(!other.equals(descriptions.get(i)));
            }
        }
    }

    private Prompt written(Scene scene, String... answers) {
        List<String> left = new ArrayList<>(List.of(answers));
        ChatModel model = new ChatModel() {
            @Override
            public String name() {
                return "test/model";
            }

            @Override
            public String answer(ChatQuestion question) {
                asked.add(question);
                return left.removeFirst();
            }
        };
        return new RewritingPromptWriter(model).write(scene, SEEN);
    }

    private static ChatModel failing() {
        return new ChatModel() {
            private boolean called;

            @Override
            public String name() {
                return "test/model";
            }

            @Override
            public String answer(ChatQuestion question) {
                assertThat(called).isFalse();
                called = true;
                throw new ChatException(ChatException.Reason.TIMEOUT, "no answer within 3 s");
            }
        };
    }

    private static String description(String text) {
        return JsonWriter.compact(Json.object().put("description", text).build());
    }
}
