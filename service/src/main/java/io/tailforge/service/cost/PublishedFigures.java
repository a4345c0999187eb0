package io.tailforge.service.cost;

import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makers and users of generators say that a clip takes: {@code published.json}, each figure with its source. */
final class PublishedFigures {
    /** A published figure holds for its own clip on its own machine; ours may differ by this. */
    private static final double DOUBT = 1.3;

    private final List<Figure> figures;

    private PublishedFigures(List<Figure> figures) {
        this.figures = figures;
    }

    /** @param seconds of {@code gpus} GPUs together */
    private record Figure(Pattern engine, String device, int gpus, ClipShape shape, double seconds, String source) {
        /** Cameras by their pixels and steps, LiDARs by their sweeps. */
        double secondsOf(ClipShape other) {
            return shape.views() > 0
                    ? seconds
                            * WorkModel.PROPORTIONAL.seconds(other.withoutLidar())
                            / WorkModel.PROPORTIONAL.seconds(shape)
                    : seconds * other.sweeps() / shape.sweeps();
        }
    }

    static PublishedFigures shipped() {
        try (InputStream in = Objects.requireNonNull(
                PublishedFigures.class.getResourceAsStream("published.json"), "published.json")) {
            return new PublishedFigures(
                    JsonView.parse("published.json", in.readAllBytes()).field("figures").items().stream()
                            .map(PublishedFigures::figure)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figure figure(JsonView view) {
        return new Figure(
                Pattern.compile(view.field("engine").asString()),
                view.field("device").asString(),
                view.field("gpus").asInt(1, 64),
                new ClipShape(
                        view.field("views").asInt(0, 64),
                        view.field("frames").asInt(1, 100_000),
                        view.field("width").asInt(16, 8192),
                        view.field("height").asInt(16, 8192),
                        view.field("sweeps").asInt(0, 100_000),
                        0,
                        1,
                        view.field("steps").asInt(0, 1000)),
                view.field("seconds").asDouble(),
                view.field("source").asString());
    }

    /** From the fastest machine that is known to the slowest, or of the machine that the engine says it runs on. */
    Optional<Forecast> forecast(EngineIdentity engine, ClipShape shape) {
        List<Figure> known = of(engine);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        double[] seconds = known.stream()
                .mapToDouble(figure -> figure.secondsOf(shape))
                .sorted()
                .toArray();
        Range range =
                new Range(seconds[0] / DOUBT, seconds[(seconds.length - 1) / 2], seconds[seconds.length - 1] * DOUBT);
        return Optional.of(new Forecast(range, Basis.PRIOR, 0, "published: " + words(known)));
    }

    /** GPUs that work on one clip at a time. */
    int gpus(EngineIdentity engine) {
        if (engine.device().toLowerCase(Locale.ROOT).startsWith("cpu")) {
            return 0;
        }
        return of(engine).stream().mapToInt(Figure::gpus).max().orElse(1);
    }

    private List<Figure> of(EngineIdentity engine) {
        String name = engine.name().toLowerCase(Locale.ROOT);
        String device = engine.device().toLowerCase(Locale.ROOT);
        List<Figure> known = figures.stream()
                .filter(figure -> figure.engine.matcher(name).find())
                .sorted(Comparator.comparingDouble(Figure::seconds))
                .toList();
        List<Figure> same = known.stream()
                .filter(figure -> device.contains(figure.device.toLowerCase(Locale.ROOT)))
                .toList();
        return same.isEmpty() ? known : same;
    }

    private static String words(List<Figure> known) {
        return String.join(", ", known.stream().map(Figure::device).toList())
                + " ("
                + known.getFirst().source()
                + ")";
    }
}
