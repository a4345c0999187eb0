package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.variation.Interval;
import io.tailforge.variation.Preset;
import io.tailforge.variation.Presets;
import io.tailforge.variation.RegionCell;
import io.tailforge.variation.Regions;
import io.tailforge.variation.Slug;
import io.tailforge.variation.WeatherCell;
import io.tailforge.variation.WeatherFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weathers and regions of a spec. A weather is a preset's name, several names combined, or physical fields over a preset. */
final class LookReader {
    private static final String[] WEATHER_KEYS = {
        "name", "preset", "cloud_cover", "rain_mm_h", "snow_mm_h", "fog_visibility_m", "surface_wetness", "snow_cover"
    };

    private final Presets presets = Presets.shipped();
    private final Regions regions = Regions.shipped();

    WeatherCell weather(JsonView view, boolean rangesAllowed) {
        if (view.isString()) {
            return preset(view);
        }
        if (view.isArray()) {
            return combined(view);
        }
        view.onlyKeys(WEATHER_KEYS);
        Optional<WeatherCell> base = view.find("preset").map(this::presetOrCombined);
        List<Interval> fields = new ArrayList<>();
        Complaints complaints = new Complaints();
        for (int i = 0; i < WeatherFields.NAMES.size(); i++) {
            Interval absent = absent(base, i);
            String key = WeatherFields.NAMES.get(i);
            fields.add(complaints.read(absent, () -> view.find(key)
                    .map(value -> interval(value, key, rangesAllowed))
                    .orElse(absent)));
        }
        complaints.throwIfAny();
        return Complaints.valid(
                view, () -> WeatherFields.cell(name(view, base, fields), fields, base.flatMap(WeatherCell::ownTime)));
    }

    RegionCell region(JsonView view) {
        if (!view.isString()) {
            return Complaints.valid(view, () -> Regions.read(view));
        }
        return regions.find(view.asString())
                .orElseThrow(() -> view.bad(
                        "UNKNOWN-REGION",
                        "there is no region '" + view.asString() + "'"
                                + JsonView.hint(
                                        view.asString(), regions.listIds().toArray(String[]::new))));
    }

    Preset findPreset(JsonView view) {
        return presets.find(view.asString())
                .orElseThrow(() -> view.bad(
                        "UNKNOWN-PRESET",
                        "there is no preset '" + view.asString() + "'"
                                + JsonView.hint(
                                        view.asString(), presets.listTitles().toArray(String[]::new))));
    }

    /** A number, or {@code [low, high]} where a sample may draw from a range. */
    static Interval interval(JsonView view, boolean rangesAllowed) {
        if (!view.isArray()) {
            return Interval.of(view.asDouble());
        }
        if (!rangesAllowed) {
            throw view.bad(
                    "RANGE-NOT-ALLOWED", "a range [low, high] is drawn from only under 'sample'; give one number");
        }
        double[] ends = view.asDoubles(2);
        return Complaints.valid(view, () -> new Interval(ends[0], ends[1]));
    }

    private static Interval interval(JsonView view, String key, boolean rangesAllowed) {
        if (key.equals("fog_visibility_m") && view.isString() && view.asString().equals("none")) {
            return Interval.of(Double.POSITIVE_INFINITY);
        }
        Interval interval = interval(view, rangesAllowed);
        double[] bounds = bounds(key);
        if (interval.min() < bounds[0] || interval.max() > bounds[1]) {
            throw view.bad("OUT-OF-RANGE", key + " must lie between " + plain(bounds[0]) + " and " + plain(bounds[1]));
        }
        return interval;
    }

    private static double[] bounds(String key) {
        return switch (key) {
            case "rain_mm_h" -> new double[] {0, 150};
            case "snow_mm_h" -> new double[] {0, 15};
            case "fog_visibility_m" -> new double[] {10, 100_000};
            default -> new double[] {0, 1};
        };
    }

    private static String plain(double value) {
        return Long.toString((long) value);
    }

    private WeatherCell preset(JsonView view) {
        Preset preset = findPreset(view);
        return preset.weather()
                .orElseThrow(() ->
                        view.bad("NOT-A-WEATHER", "'" + preset.title() + "' is a time of day; name it under 'time'"));
    }

    private WeatherCell presetOrCombined(JsonView view) {
        return view.isArray() ? combined(view) : preset(view);
    }

    private WeatherCell combined(JsonView view) {
        return Complaints.readAll(view.items(), this::preset).stream()
                .reduce(WeatherCell::and)
                .orElseThrow(() -> view.bad("EMPTY-LIST", "needs at least one preset"));
    }

    private static Interval absent(Optional<WeatherCell> base, int field) {
        return base.map(cell -> WeatherFields.of(cell).get(field)).orElse(Interval.of(WeatherFields.absent(field)));
    }

    private static String name(JsonView view, Optional<WeatherCell> base, List<Interval> fields) {
        Optional<String> given = view.find("name").map(JsonView::asString);
        if (given.isPresent()) {
            return given.get();
        }
        return base.map(WeatherCell::name).orElseGet(() -> describe(fields));
    }

    /** A name for a weather without one: what it has, for example {@code rain-8-fog-200}. */
    private static String describe(List<Interval> fields) {
        String[] words = {"cloud", "rain", "snow", "fog", "wet", "cover"};
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < words.length; i++) {
            double figure = fields.get(i).min();
            if (figure > 0 && !Double.isInfinite(figure)) {
                text.append(words[i]).append('-').append(figure).append('-');
            }
        }
        return text.isEmpty() ? "clear" : Slug.cell(text.toString().replace(".0-", "-"));
    }
}
