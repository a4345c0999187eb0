package io.tailforge.quality.fault;

import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.List;
import java.util.Optional;

/**
 * What was planted in a clip.
 *
 * @param fault id of the type; {@code null-plant} and {@code null-plant-interpolated} at severity 0
 * @param effect how much it changed
 */
public record PlantLabel(String fault, int severity, long seed, Place place, Effect effect) {
    public Json toJson() {
        Json.ObjectBuilder out = Json.object()
                .put("fault", fault)
                .put("severity", severity)
                .put("seed", Long.toUnsignedString(seed))
                .put("first", place.first())
                .put("last", place.last())
                .put("effect", effect.value())
                .put("effect_unit", effect.unit());
        place.sensor().ifPresent(sensor -> out.put("sensor", sensor));
        place.region()
                .ifPresent(region -> out.put(
                        "region",
                        Json.array(List.of(
                                Json.of(region.left()),
                                Json.of(region.top()),
                                Json.of(region.right()),
                                Json.of(region.bottom())))));
        return out.build();
    }

    /** @throws io.tailforge.scene.problem.BadInputException where it is not such a label */
    public static PlantLabel read(JsonView view) {
        Optional<ImageRegion> region = view.find("region").map(sides -> {
            double[] at = sides.asDoubles(4);
            return new ImageRegion(at[0], at[1], at[2], at[3]);
        });
        return new PlantLabel(
                view.field("fault").asString(),
                view.field("severity").asInt(0, 9),
                Long.parseUnsignedLong(view.field("seed").asString()),
                new Place(
                        view.find("sensor").map(JsonView::asString),
                        view.field("first").asInt(-1, 100_000),
                        view.field("last").asInt(-1, 100_000),
                        region),
                new Effect(
                        view.field("effect").asDouble(),
                        view.field("effect_unit").asString()));
    }
}
