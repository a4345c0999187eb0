package io.tailforge.variation.read;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of JSON Schema 2020-12 that our published schema uses; a keyword it does not know fails the test that uses it. */
final class JsonSchema {
    private final JsonView root;

    JsonSchema(JsonView root) {
        this.root = root;
    }

    List<String> complaints(Json value) {
        return complaints(root, value, "");
    }

    private List<String> complaints(JsonView schema, Json value, String at) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonView> keyword : schema.fields().entrySet()) {
            apply(schema, keyword.getKey(), keyword.getValue(), value, at, found);
        }
        return found;
    }

    private void apply(JsonView schema, String keyword, JsonView rule, Json value, String at, List<String> found) {
        switch (keyword) {
            case "$schema",
                    "$id",
                    "title",
                    "description",
                    "$defs",
                    "required",
                    "properties",
                    "additionalProperties" -> {
                if (keyword.equals("required") && value instanceof Json.Obj object) {
                    rule.asStrings().stream()
                            .filter(key -> !object.fields().containsKey(key))
                            .forEach(key -> found.add(at + " lacks " + key));
                }
                if (keyword.equals("properties") && value instanceof Json.Obj object) {
                    properties(schema, rule, object, at, found);
                }
            }
            case "$ref" -> {
                JsonView target = root.field("$defs").field(rule.asString().substring("#/$defs/".length()));
                found.addAll(complaints(target, value, at));
            }
            case "anyOf" -> {
                if (rule.items().stream()
                        .noneMatch(one -> complaints(one, value, at).isEmpty())) {
                    found.add(at + " fits none of the alternatives");
                }
            }
            case "type" -> require(typeFits(rule, value), found, at + " is not a " + rule.json());
            case "enum" -> require(rule.asStrings().contains(text(value)), found, at + " is not in the list");
            case "const" -> require(rule.asString().equals(text(value)), found, at + " is not " + rule.asString());
            case "minimum" -> require(number(value, rule.asDouble()) >= rule.asDouble(), found, at + " is too small");
            case "maximum" -> require(number(value, rule.asDouble()) <= rule.asDouble(), found, at + " is too large");
            case "maxLength" -> require(text(value).length() <= rule.asDouble(), found, at + " is too long");
            case "minItems" ->
                require(!(value instanceof Json.Arr a) || a.items().size() >= rule.asLong(), found, at + " too few");
            case "maxItems" ->
                require(!(value instanceof Json.Arr a) || a.items().size() <= rule.asLong(), found, at + " too many");
            case "pattern" ->
                require(text(value).matches(".*" + rule.asString() + ".*"), found, at + " does not match");
            case "items" -> {
                if (value instanceof Json.Arr array) {
                    for (int i = 0; i < array.items().size(); i++) {
                        found.addAll(complaints(rule, array.items().get(i), at + "/" + i));
                    }
                }
            }
            default -> throw new AssertionError("the schema uses a keyword this test does not know: " + keyword);
        }
    }

    private void properties(JsonView schema, JsonView known, Json.Obj object, String at, List<String> found) {
        boolean closed = schema.find("additionalProperties").isPresent();
        object.fields().forEach((key, item) -> {
            if (known.find(key).isPresent()) {
                found.addAll(complaints(known.field(key), item, at + "/" + key));
            } else if (closed) {
                found.add(at + " has the unknown key " + key);
            }
        });
    }

    private static boolean typeFits(JsonView rule, Json value) {
        List<String> types = rule.isArray() ? rule.asStrings() : List.of(rule.asString());
        return types.stream().anyMatch(type -> switch (type) {
            case "object" -> value instanceof Json.Obj;
            case "array" -> value instanceof Json.Arr;
            case "string" -> value instanceof Json.Str;
            case "number" -> value instanceof Json.Num;
            case "integer" -> value instanceof Json.Num n && n.value() == Math.rint(n.value());
            case "boolean" -> value instanceof Json.Bool;
            default -> throw new AssertionError(type);
        });
    }

    private static void require(boolean holds, List<String> found, String complaint) {
        if (!holds) {
            found.add(complaint);
        }
    }

    private static double number(Json value, double otherwise) {
        return value instanceof Json.Num number ? number.value() : otherwise;
    }

    private static String text(Json value) {
        return value instanceof Json.Str string ? string.value() : "";
    }
}
