package io.tailforge.variation;

import io.tailforge.scene.json.JsonView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named weathers and times of day: rows of {@code presets.json}. The first seven are NVIDIA's kinds. Names match whatever
 * their case, spaces and dashes.
 */
public final class Presets {
    private final Map<String, Preset> byKey = new LinkedHashMap<>();

    private Presets(JsonView document) {
        for (JsonView row : document.field("presets").items()) {
            Preset preset = Preset.read(row);
            byKey.put(Slug.of(preset.title()), preset);
        }
    }

    /** Those this version ships. */
    public static Presets shipped() {
        return new Presets(ShippedData.read("presets.json"));
    }

    public Optional<Preset> find(String name) {
        return Optional.ofNullable(byKey.get(Slug.of(name)));
    }

    public List<Preset> listPresets() {
        return List.copyOf(byKey.values());
    }

    public List<String> listTitles() {
        return byKey.values().stream().map(Preset::title).toList();
    }
}
