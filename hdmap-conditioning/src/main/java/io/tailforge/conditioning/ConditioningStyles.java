package io.tailforge.conditioning;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The control styles that are installed. */
public final class ConditioningStyles {
    private ConditioningStyles() {}

    public static List<ConditioningRenderer> list() {
        return ServiceLoader.load(ConditioningRenderer.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ConditioningRenderer::id))
                .toList();
    }

    /** @throws BadInputException naming the styles there are */
    public static ConditioningRenderer get(String id) {
        return list().stream()
                .filter(renderer -> renderer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Problem.of(
                        "STYLE-UNKNOWN",
                        "style",
                        "there is no style '" + id + "'; installed: "
                                + String.join(
                                        ", ",
                                        list().stream()
                                                .map(ConditioningRenderer::id)
                                                .toList()))));
    }
}
