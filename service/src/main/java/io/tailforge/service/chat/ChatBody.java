package io.tailforge.service.chat;

import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatException.Reason;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.chat.ChatQuestion.Picture;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A question and its answer as the two protocols write them; docs/text-models.md. */
final class ChatBody {
    private static final String REQUEST = "REQUEST_JSON";
    private static final String RESPONSE = "RESPONSE_JSON";

    private ChatBody() {}

    /** Body of {@code POST /chat/completions}. */
    static byte[] openAi(ChatQuestion question, String model) {
        return utf8(fill(Json.object().put("model", model), question).build());
    }

    /** Body of {@code POST /v2/models/NAME/infer}: the same without the model's name, which the server's operator decides. */
    static byte[] triton(ChatQuestion question) {
        String request = JsonWriter.compact(fill(Json.object(), question).build());
        Json input = Json.object()
                .put("name", REQUEST)
                .put("datatype", "BYTES")
                .put("shape", Json.ofNumbers(1))
                .put("data", Json.ofStrings(List.of(request)))
                .build();
        Json output = Json.object().put("name", RESPONSE).build();
        return utf8(Json.object()
                .put("inputs", Json.array(List.of(input)))
                .put("outputs", Json.array(List.of(output)))
                .build());
    }

    private static Json.ObjectBuilder fill(Json.ObjectBuilder body, ChatQuestion question) {
        return body.put("messages", Json.array(List.of(system(question), user(question))))
                .put("max_tokens", question.maxTokens())
                .put("temperature", question.temperature())
                .put("seed", question.seed())
                .put("stream", false)
                .put("response_format", format(question.answerSchema()));
    }

    private static Json system(ChatQuestion question) {
        return Json.object()
                .put("role", "system")
                .put("content", question.system())
                .build();
    }

    private static Json user(ChatQuestion question) {
        Json.ObjectBuilder user = Json.object().put("role", "user");
        if (question.pictures().isEmpty()) {
            return user.put("content", question.text()).build();
        }
        List<Json> parts = new ArrayList<>();
        parts.add(text(question.text()));
        for (Picture picture : question.pictures()) {
            parts.add(text(picture.caption()));
            parts.add(image(picture));
        }
        return user.put("content", Json.array(parts)).build();
    }

    private static Json text(String text) {
        return Json.object().put("type", "text").put("text", text).build();
    }

    private static Json image(Picture picture) {
        String data =
                "data:" + picture.mediaType() + ";base64," + Base64.getEncoder().encodeToString(picture.bytes());
        return Json.object()
                .put("type", "image_url")
                .put("image_url", Json.object().put("url", data).build())
                .build();
    }

    private static Json format(Json schema) {
        Json named = Json.object()
                .put("name", "answer")
                .put("strict", true)
                .put("schema", schema)
                .build();
        return Json.object()
                .put("type", "json_schema")
                .put("json_schema", named)
                .build();
    }

    /** The answer's text out of what a server sent. */
    static String answer(ChatSettings.Protocol protocol, byte[] body) {
        try {
            JsonView view = JsonView.parse("answer", body);
            String text =
                    switch (protocol) {
                        case OPENAI -> ofCompletion(view);
                        case TRITON -> ofTriton(view);
                    };
            if (text.length() > ChatModel.MOST_CHARACTERS) {
                throw new ChatException(Reason.INVALID, "the answer is " + text.length() + " characters long");
            }
            return text;
        } catch (BadInputException e) {
            throw new ChatException(
                    Reason.INVALID,
                    "the server does not speak " + protocol.name().toLowerCase(Locale.ROOT));
        }
    }

    private static String ofCompletion(JsonView view) {
        List<JsonView> choices = view.field("choices").items();
        if (choices.isEmpty()) {
            throw new ChatException(Reason.INVALID, "the answer holds no choice");
        }
        JsonView choice = choices.getFirst();
        return whole(
                choice.field("message").field("content").asString(),
                choice.find("finish_reason").map(JsonView::asString).orElse("stop"));
    }

    private static String ofTriton(JsonView view) {
        JsonView output = view.field("outputs").items().stream()
                .filter(candidate -> candidate.field("name").asString().equals(RESPONSE))
                .findFirst()
                .orElseThrow(() -> new ChatException(Reason.INVALID, "the model has no output " + RESPONSE));
        List<String> data = output.field("data").asStrings();
        if (data.size() != 1) {
            throw new ChatException(Reason.INVALID, RESPONSE + " has " + data.size() + " elements");
        }
        JsonView answer = JsonView.parse(RESPONSE, data.getFirst().getBytes(StandardCharsets.UTF_8));
        return whole(
                answer.field("content").asString(),
                answer.find("finish_reason").map(JsonView::asString).orElse("stop"));
    }

    private static String whole(String content, String finish) {
        if (finish.equals("length")) {
            throw new ChatException(Reason.INVALID, "the answer was broken off at its longest");
        }
        return content;
    }

    private static byte[] utf8(Json json) {
        return JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8);
    }
}
