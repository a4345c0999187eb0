package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.variation.Look;
import io.tailforge.variation.LookAxes;
import io.tailforge.variation.RegionCell;
import io.tailforge.variation.Slug;
import io.tailforge.variation.TimeCell;
import io.tailforge.variation.VariationSet;
import io.tailforge.variation.WeatherCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a spec that says which looks every scene gets: {@code list}, {@code cross} or {@code sample}. */
final class VariationsReader {
    private final LookReader looks = new LookReader();
    private final TimeReader times = new TimeReader(looks);
    private final Complaints complaints = new Complaints();
    private final JsonView spec;
    private final LookAxes defaults;

    VariationsReader(JsonView spec) {
        this.spec = spec;
        WeatherCell clear = looks.weather(JsonView.of("preset", io.tailforge.scene.json.Json.of("Sunny")), false);
        TimeCell noon = times.time(JsonView.of("preset", io.tailforge.scene.json.Json.of("Noon")), false);
        RegionCell eu = looks.region(JsonView.of("preset", io.tailforge.scene.json.Json.of("eu")));
        WeatherCell weather = complaints.read(clear, () -> spec.find("weather")
                .map(view -> looks.weather(view, false))
                .orElse(clear));
        TimeCell time = complaints.read(
                noon,
                () -> spec.find("time").map(view -> times.time(view, false)).orElse(noon));
        RegionCell region =
                complaints.read(eu, () -> spec.find("region").map(looks::region).orElse(eu));
        boolean timeGiven = spec.find("time").isPresent();
        defaults = new LookAxes(
                List.of(),
                List.of(),
                List.of(),
                weather.timeless(),
                timeGiven
                        ? time
                        : weather.ownTime()
                                .filter(own -> spec.find("weather").isPresent())
                                .orElse(time),
                region);
    }

    VariationSet read() {
        Optional<VariationSet> set = complaints.tryRead(
                () -> spec.find("variations").map(this::variations).orElseGet(this::onlyDefaults));
        complaints.throwIfAny();
        return set.orElseThrow();
    }

    private VariationSet onlyDefaults() {
        return new VariationSet.Crossed(defaults);
    }

    private VariationSet variations(JsonView view) {
        if (view.isArray()) {
            return listed(view);
        }
        view.onlyKeys("list", "cross", "sample");
        if (view.fields().size() != 1) {
            throw view.bad("VARIATIONS-UNCLEAR", "needs exactly one of list, cross, sample");
        }
        JsonView body = view.fields().values().iterator().next();
        return switch (view.fields().keySet().iterator().next()) {
            case "list" -> listed(body);
            case "cross" -> crossed(body);
            default -> sampled(body);
        };
    }

    private VariationSet listed(JsonView view) {
        List<Look> looksRead = Complaints.readAll(view.items(), this::look);
        return Complaints.valid(view, () -> new VariationSet.Listed(looksRead));
    }

    /** A preset's name alone, or an object with weather, time and region. */
    private Look look(JsonView view) {
        if (view.isString()) {
            WeatherCell weather = looks.weather(view, false);
            return new Look(weather.name(), weather, time(weather), defaults.defaultRegion());
        }
        view.onlyKeys("name", "weather", "time", "region");
        Complaints here = new Complaints();
        WeatherCell weather = here.read(
                defaults.defaultWeather(),
                () -> view.find("weather").map(w -> looks.weather(w, false)).orElse(defaults.defaultWeather()));
        TimeCell time = here.read(
                defaults.defaultTime(),
                () -> view.find("time").map(t -> times.time(t, false)).orElseGet(() -> time(weather)));
        RegionCell region = here.read(
                defaults.defaultRegion(),
                () -> view.find("region").map(looks::region).orElse(defaults.defaultRegion()));
        here.throwIfAny();
        return new Look(name(view, weather, time), weather, time, region);
    }

    private TimeCell time(WeatherCell weather) {
        boolean timeGiven = spec.find("time").isPresent();
        return timeGiven ? defaults.defaultTime() : weather.ownTime().orElse(defaults.defaultTime());
    }

    private static String name(JsonView view, WeatherCell weather, TimeCell time) {
        Optional<JsonView> given = view.find("name");
        if (given.isEmpty()) {
            return view.find("time").isPresent() ? weather.name() + "-" + time.name() : weather.name();
        }
        String name = given.get().asString();
        if (!Slug.isSlug(name, 80)) {
            throw given.get()
                    .bad(
                            "BAD-NAME",
                            "must be lower-case letters, digits and single '-', for example '" + Slug.of(name) + "'");
        }
        return name;
    }

    private VariationSet crossed(JsonView view) {
        view.onlyKeys("weather", "time", "region");
        return new VariationSet.Crossed(axes(view, false));
    }

    private VariationSet sampled(JsonView view) {
        view.onlyKeys("count", "seed", "weather", "time", "region");
        Complaints here = new Complaints();
        long count = here.read(1L, () -> view.field("count").asLong(1, VariationSet.Sampled.MAX_COUNT));
        long seed = here.read(0L, () -> view.find("seed").map(JsonView::asLong).orElse(0L));
        LookAxes axes = here.read(defaults, () -> axes(view, true));
        here.throwIfAny();
        return new VariationSet.Sampled(axes, count, seed);
    }

    private LookAxes axes(JsonView view, boolean ranges) {
        Complaints here = new Complaints();
        List<WeatherCell> weathers =
                here.read(List.of(), () -> axis(view, "weather", item -> looks.weather(item, ranges)));
        List<TimeCell> timeCells = here.read(List.of(), () -> axis(view, "time", item -> times.time(item, ranges)));
        List<RegionCell> regions = here.read(List.of(), () -> axis(view, "region", looks::region));
        here.throwIfAny();
        List<TimeCell> axisTimes = new ArrayList<>(timeCells);
        if (axisTimes.isEmpty() && spec.find("time").isPresent() && !weathers.isEmpty()) {
            axisTimes.add(defaults.defaultTime());
        }
        return Complaints.valid(
                view,
                () -> new LookAxes(
                        weathers,
                        axisTimes,
                        regions,
                        defaults.defaultWeather(),
                        defaults.defaultTime(),
                        defaults.defaultRegion()));
    }

    private static <T> List<T> axis(JsonView view, String key, java.util.function.Function<JsonView, T> reader) {
        Optional<JsonView> axis = view.find(key);
        if (axis.isEmpty()) {
            return List.of();
        }
        if (axis.get().items().isEmpty() || axis.get().items().size() > 1000) {
            throw axis.get().bad("EMPTY-LIST", "an axis has 1 to 1000 values");
        }
        return Complaints.readAll(axis.get().items(), reader);
    }
}
