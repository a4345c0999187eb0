package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One label of a map layer.
 *
 * @param attributes the value of each named attribute, whatever its type key
 * @param geometries every list under a key {@code vertices}, at any depth, in order
 */
record MapLabel(JsonView view, Map<String, JsonView> attributes, List<Polyline3> geometries) {
    private static final double MAX_COORDINATE = 1e8;
    private static final int MAX_LABELS = 50_000;

    /** The labels of a layer's document that carry a shape, unread; a label of family EMPTY stands for none. */
    static List<JsonView> listIn(JsonView document) {
        List<JsonView> labels = document.field("labels").items();
        if (labels.size() > MAX_LABELS) {
            throw document.bad("RDSHQ-LAYER", "holds more than " + MAX_LABELS + " labels");
        }
        return labels.stream().filter(label -> !isEmpty(label)).toList();
    }

    private static boolean isEmpty(JsonView label) {
        return label.find("labelFamily")
                .map(family -> family.asString().equals("EMPTY"))
                .orElse(false);
    }

    static MapLabel of(JsonView label) {
        JsonView shape = label.field("labelData").field("shape3d");
        Map<String, JsonView> attributes = new LinkedHashMap<>();
        shape.find("attributes").map(JsonView::items).orElse(List.of()).forEach(attribute -> attribute
                .fields()
                .forEach((key, value) -> {
                    if (!key.equals("name")) {
                        attributes.put(attribute.field("name").asString(), value);
                    }
                }));
        List<Polyline3> geometries = new ArrayList<>();
        collectVertices(shape, geometries);
        return new MapLabel(label, attributes, geometries);
    }

    private static void collectVertices(JsonView view, List<Polyline3> into) {
        if (view.isObject()) {
            view.fields().forEach((key, value) -> {
                if (key.equals("vertices")) {
                    vertices(value).ifPresent(into::add);
                } else if (!key.equals("attributes")) {
                    collectVertices(value, into);
                }
            });
        } else if (view.isArray()) {
            view.items().forEach(item -> collectVertices(item, into));
        }
    }

    private static Optional<Polyline3> vertices(JsonView list) {
        List<JsonView> items = list.items();
        double[] xyz = new double[3 * items.size()];
        for (int i = 0; i < items.size(); i++) {
            double[] point = items.get(i).asDoubles(3);
            for (int axis = 0; axis < 3; axis++) {
                if (!(Math.abs(point[axis]) <= MAX_COORDINATE)) {
                    throw items.get(i).bad("MAP-NOT-FINITE", "holds " + point[axis] + ", further than any map reaches");
                }
                xyz[3 * i + axis] = point[axis];
            }
        }
        return xyz.length == 0 ? Optional.empty() : Optional.of(Polyline3.of(xyz));
    }

    /** An attribute as text; empty where it is absent or no text. */
    String text(String name) {
        JsonView value = attributes.get(name);
        return value != null && value.isString() ? value.asString() : "";
    }

    String upper(String name) {
        return text(name).toUpperCase(Locale.ROOT);
    }

    /** A list attribute ({@code enumsList}, {@code textList}); empty where it is absent. */
    List<String> texts(String name) {
        JsonView value = attributes.get(name);
        if (value == null || !value.isObject()) {
            return List.of();
        }
        return value.fields().values().stream()
                .filter(JsonView::isArray)
                .findFirst()
                .map(JsonView::asStrings)
                .orElse(List.of());
    }

    /** The first entry of a list attribute, upper case: a line has one style for its whole length. */
    String firstUpper(String name) {
        return texts(name).stream().findFirst().orElse("").toUpperCase(Locale.ROOT);
    }

    OptionalDouble number(String name) {
        JsonView value = attributes.get(name);
        return value != null && value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** Identity across layers and versions; empty where the label has none. */
    String featureId() {
        return text("feature_id");
    }

    BadInputException bad(String code, String detail) {
        return view.bad(code, detail);
    }
}
