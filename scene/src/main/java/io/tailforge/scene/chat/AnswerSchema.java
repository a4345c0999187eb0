package io.tailforge.scene.chat;

import io.tailforge.scene.json.Json;

/** The few shapes of JSON schema that questions ask for. */
public final class AnswerSchema {
    private AnswerSchema() {}

    /** An object with exactly these properties, in this order, all required. */
    public static Json object(Json.Obj properties) {
        return Json.object()
                .put("type", "object")
                .put("properties", properties)
                .put("required", Json.ofStrings(properties.fields().keySet()))
                .put("additionalProperties", false)
                .build();
    }

    public static Json string(int minLength, int maxLength) {
        return Json.object()
                .put("type", "string")
                .put("minLength", minLength)
                .put("maxLength", maxLength)
                .build();
    }

    public static Json oneOf(Iterable<String> values) {
        return Json.object()
                .put("type", "string")
                .put("enum", Json.ofStrings(values))
                .build();
    }

    /** One of a few numbers. */
    public static Json oneOf(double... values) {
        return Json.object().put("enum", Json.ofNumbers(values)).build();
    }
}
