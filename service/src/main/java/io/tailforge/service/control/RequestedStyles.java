package io.tailforge.service.control;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.variation.read.VariationSpecReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether the control styles that a spec names are installed; the spec's reader cannot know. */
public final class RequestedStyles {
    private RequestedStyles() {}

    /**
     * @param source what to call the spec in complaints
     * @param spec YAML or JSON that {@link VariationSpecReader} takes
     * @throws BadInputException {@code STYLE-UNKNOWN} with the place of each in the spec, listing the installed ones
     */
    public static void requireInstalled(String source, String spec) {
        JsonView view = JsonView.of(source, VariationSpecReader.parse(source, spec.getBytes(StandardCharsets.UTF_8)));
        List<JsonView> asked = new ArrayList<>();
        view.find("style").ifPresent(asked::add);
        view.find("styles").ifPresent(list -> asked.addAll(list.items()));
        List<String> installed =
                ConditioningStyles.list().stream().map(ConditioningRenderer::id).toList();
        List<Problem> unknown = asked.stream()
                .filter(style -> !installed.contains(style.asString()))
                .flatMap(style -> unknown(style, installed).problems().stream())
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInputException(unknown);
        }
    }

    private static BadInputException unknown(JsonView style, List<String> installed) {
        return style.bad(
                "STYLE-UNKNOWN",
                "there is no style '" + style.asString() + "'; installed: " + String.join(", ", installed));
    }
}
