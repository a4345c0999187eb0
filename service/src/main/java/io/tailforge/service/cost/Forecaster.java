package io.tailforge.service.cost;

import io.tailforge.service.cost.WorkModel.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a clip will take from what others took. Clips of the same shape count as they are; else a {@link WorkModel} is
 * fitted to the shapes nearest to it and drawn to the nearest one. How far the model errs is found by leaving out each
 * shape in turn.
 *
 * @param proportions of a clip's parts, for as long as too few shapes are known to fit them
 */
record Forecaster(WorkModel proportions) {
    private static final int LATEST = 100;
    private static final int NEAREST_SHAPES = 24;
    private static final int SHAPES_TO_FIT = 4;
    /** Of the normal distribution: four in five lie within so many standard deviations. */
    private static final double FOUR_IN_FIVE = 1.28;
    /** Two runs of one clip differ by this, relatively, on a machine that does nothing else. */
    private static final double LEAST_SPREAD = 0.08;

    private static final double SPREAD_OF_ONE = 0.25;
    private static final double LEAST_DOUBT = 1.15;

    /** @param points newest first */
    Optional<Forecast> forecast(List<Point> points, ClipShape shape) {
        List<Point> same = points.stream()
                .filter(point -> point.shape().equals(shape))
                .limit(LATEST)
                .toList();
        if (!same.isEmpty()) {
            return Optional.of(measured(same));
        }
        List<Point> shapes = nearestShapes(points, shape);
        return shapes.isEmpty() ? Optional.empty() : Optional.of(scaled(shapes, shape));
    }

    /** Mean and spread; few clips tell little about their spread, so it is not taken to be below a floor. */
    private static Forecast measured(List<Point> same) {
        int n = same.size();
        double mean = same.stream().mapToDouble(Point::seconds).average().orElse(0);
        double squares = same.stream()
                .mapToDouble(point -> Math.pow(point.seconds() - mean, 2))
                .sum();
        double floor = mean * Math.max(LEAST_SPREAD, SPREAD_OF_ONE / n);
        double spread = Math.max(floor, Math.sqrt(squares / Math.max(1, n - 1)));
        return new Forecast(
                Range.around(mean, FOUR_IN_FIVE * spread * Math.sqrt(1 + 1.0 / n)),
                Basis.MEASURED,
                n,
                "measured on " + n + (n == 1 ? " clip" : " clips") + " of this shape");
    }

    private Forecast scaled(List<Point> shapes, ClipShape shape) {
        Optional<WorkModel> fitted = fit(shapes);
        double seconds = predict(fitted, shapes, shape);
        double away = distance(shapes.getFirst().shape(), shape);
        double doubt = fitted.isPresent() ? typicalError(shapes) : 1.3;
        return new Forecast(
                Range.within(seconds, Math.max(LEAST_DOUBT, doubt) * Math.pow(fitted.isPresent() ? 1.05 : 1.25, away)),
                Basis.SCALED,
                shapes.size(),
                "scaled from " + shapes.size() + (shapes.size() == 1 ? " other shape" : " other shapes"));
    }

    private static Optional<WorkModel> fit(List<Point> shapes) {
        return shapes.size() < SHAPES_TO_FIT ? Optional.empty() : WorkModel.fit(shapes);
    }

    /** The model's word, corrected by what the nearest shape really took: wholly where it is near, less where it is far. */
    private double predict(Optional<WorkModel> fitted, List<Point> shapes, ClipShape shape) {
        Point nearest = shapes.getFirst();
        WorkModel model = fitted.orElse(proportions);
        double off = nearest.seconds() / Math.max(1e-9, model.seconds(nearest.shape()));
        double weight = fitted.isPresent() ? Math.exp(-distance(nearest.shape(), shape)) : 1;
        return model.seconds(shape) * Math.pow(off, weight);
    }

    /** The factor within which four in five of the shapes are told from the others. */
    private double typicalError(List<Point> shapes) {
        List<Double> errors = new ArrayList<>();
        for (Point left : shapes) {
            List<Point> others = nearestShapes(
                    shapes.stream().filter(point -> !point.equals(left)).toList(), left.shape());
            double told = predict(fit(others), others, left.shape());
            errors.add(Math.abs(Math.log(Math.max(1e-9, told) / left.seconds())));
        }
        errors.sort(Comparator.naturalOrder());
        return Math.exp(errors.get((int) (0.8 * (errors.size() - 1) + 0.5)));
    }

    /** The median of each shape, the nearest shape first. */
    private static List<Point> nearestShapes(List<Point> points, ClipShape shape) {
        Map<ClipShape, List<Double>> byShape = new LinkedHashMap<>();
        points.stream().filter(point -> point.seconds() > 0).forEach(point -> byShape.computeIfAbsent(
                        point.shape(), s -> new ArrayList<>())
                .add(point.seconds()));
        return byShape.entrySet().stream()
                .map(entry -> new Point(entry.getKey(), median(entry.getValue())))
                .sorted(Comparator.comparingDouble(point -> distance(point.shape(), shape)))
                .limit(NEAREST_SHAPES)
                .toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** How unlike two shapes are: the logarithms of their ratios, put together at right angles. */
    private static double distance(ClipShape a, ClipShape b) {
        double frames = Math.log((double) Math.max(1, a.cameraFrames()) / Math.max(1, b.cameraFrames()));
        double pixels = Math.log((double) a.width() * a.height() / ((double) b.width() * b.height()));
        double shots = Math.log((0.1 + a.megashots()) / (0.1 + b.megashots()));
        double steps = Math.log((1.0 + a.steps()) / (1.0 + b.steps()));
        double controls = 0.2 * (a.controls() - b.controls());
        return Math.sqrt(frames * frames + pixels * pixels + shots * shots + steps * steps + controls * controls);
    }
}
