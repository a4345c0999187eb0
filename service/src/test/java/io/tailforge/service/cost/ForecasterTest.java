package io.tailforge.service.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.service.cost.WorkModel.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final Forecaster FORECASTER = new Forecaster(WorkModel.PROPORTIONAL);
    private static final ClipShape SMALL = shape(1, 8, 160, 96, 0);

    /** An engine that follows the model's terms. */
    private static final WorkModel ENGINE = new WorkModel(0.7, 0.03, 0.6, 0.4);

    private static ClipShape shape(int views, int frames, int width, int height, int sweeps) {
        return new ClipShape(views, frames, width, height, sweeps, sweeps * 69_440L, 1, 0);
    }

    private static List<Point> clips(ClipShape shape, double... seconds) {
        return DoubleStream.of(seconds).mapToObj(s -> new Point(shape, s)).toList();
    }

    private static List<ClipShape> manyShapes() {
        return List.of(
                shape(1, 8, 160, 96, 0),
                shape(1, 24, 320, 176, 8),
                shape(2, 12, 160, 96, 4),
                shape(3, 16, 640, 352, 0),
                shape(3, 8, 320, 192, 2),
                shape(6, 30, 320, 176, 10),
                shape(1, 61, 1280, 704, 20));
    }

    @Test
    void clipsOfTheSameShapeAreTakenAtTheirMean() {
        Forecast told = FORECASTER.forecast(clips(SMALL, 2, 3, 4), SMALL).orElseThrow();
        assertThat(told.basis()).isEqualTo(Basis.MEASURED);
        assertThat(told.samples()).isEqualTo(3);
        assertThat(told.amount().likely()).isCloseTo(3, within(1e-9));
        assertThat(told.amount().low()).isBetween(1.0, 2.0);
    }

    @Test
    void fourInFiveLieWithinTheRangeOfMeasuredClips() {
        SplittableRandom random = new SplittableRandom(7);
        int inside = 0;
        for (int i = 0; i < 1000; i++) {
            double[] past = random.doubles(12, 0, 1)
                    .map(u -> 10 * Math.exp(0.3 * (u - 0.5)))
                    .toArray();
            double next = 10 * Math.exp(0.3 * (random.nextDouble() - 0.5));
            inside += FORECASTER
                            .forecast(clips(SMALL, past), SMALL)
                            .orElseThrow()
                            .amount()
                            .holds(next)
                    ? 1
                    : 0;
        }
        assertThat(inside).isBetween(700, 950);
    }

    @Test
    void oneOtherShapeIsScaledByItsPixels() {
        ClipShape twice = shape(2, 8, 160, 96, 0);
        Forecast told = FORECASTER.forecast(clips(SMALL, 3), twice).orElseThrow();
        assertThat(told.basis()).isEqualTo(Basis.SCALED);
        assertThat(told.amount().likely()).isCloseTo(6, within(1e-9));
        assertThat(told.amount().high()).isGreaterThan(1.3 * 6);
    }

    @Test
    void anEngineThatFollowsTheModelIsToldExactly() {
        List<Point> points = new ArrayList<>();
        manyShapes().forEach(shape -> points.addAll(clips(shape, ENGINE.seconds(shape))));
        ClipShape wanted = shape(6, 121, 1280, 704, 40);
        Forecast told = FORECASTER.forecast(points, wanted).orElseThrow();
        assertThat(told.amount().likely()).isCloseTo(ENGINE.seconds(wanted), within(0.01 * ENGINE.seconds(wanted)));
    }

    @Test
    void noiseWidensTheRangeAndTheTruthStaysInIt() {
        SplittableRandom random = new SplittableRandom(11);
        ClipShape wanted = shape(3, 61, 640, 352, 20);
        int inside = 0;
        for (int i = 0; i < 300; i++) {
            List<Point> points = new ArrayList<>();
            manyShapes()
                    .forEach(shape -> points.addAll(
                            clips(shape, ENGINE.seconds(shape) * Math.exp(0.4 * (random.nextDouble() - 0.5)))));
            double truth = ENGINE.seconds(wanted) * Math.exp(0.4 * (random.nextDouble() - 0.5));
            inside += FORECASTER.forecast(points, wanted).orElseThrow().amount().holds(truth) ? 1 : 0;
        }
        assertThat(inside).isGreaterThan(240);
    }

    @Test
    void twiceTheStepsAreTwiceTheTime() {
        List<Point> points = clips(SMALL.withSteps(10), 5);
        Forecast told = FORECASTER.forecast(points, SMALL.withSteps(20)).orElseThrow();
        assertThat(told.amount().likely()).isCloseTo(10, within(1e-9));
    }

    /** CPU seconds of the embedded engines at the preset draft, sunny and rainy, of one run; 2 processors, 2026-11-22. */
    private static List<Point> measuredShapes() {
        List<Point> points = new ArrayList<>();
        points.addAll(clips(shape(1, 8, 160, 96, 0), 0.70));
        points.addAll(clips(shape(2, 12, 160, 96, 4), 3.30, 2.68));
        points.addAll(clips(shape(1, 16, 320, 176, 0), 1.49, 1.31));
        points.addAll(clips(shape(3, 8, 320, 192, 0), 1.67, 1.46));
        points.addAll(clips(shape(2, 30, 320, 176, 10), 4.18, 4.76));
        points.addAll(clips(shape(1, 8, 640, 352, 0), 1.15, 1.18));
        points.addAll(clips(shape(6, 9, 160, 96, 0), 1.07, 1.20));
        points.addAll(clips(shape(1, 4, 1280, 704, 0), 2.07, 2.09));
        points.addAll(clips(shape(3, 15, 640, 352, 5), 5.99, 6.30));
        return points;
    }

    @Test
    void ourOwnEngineIsToldFromItsOtherShapes() {
        List<Point> all = measuredShapes();
        List<Double> errors = new ArrayList<>();
        int inside = 0;
        for (ClipShape shape : all.stream().map(Point::shape).distinct().toList()) {
            double truth = all.stream()
                    .filter(point -> point.shape().equals(shape))
                    .mapToDouble(Point::seconds)
                    .average()
                    .orElseThrow();
            Forecast told = FORECASTER
                    .forecast(
                            all.stream()
                                    .filter(point -> !point.shape().equals(shape))
                                    .toList(),
                            shape)
                    .orElseThrow();
            errors.add(Math.abs(Math.log(told.amount().likely() / truth)));
            inside += told.amount().holds(truth) ? 1 : 0;
        }
        errors.sort(null);
        assertThat(Math.exp(errors.get(errors.size() / 2))).as("median factor").isLessThan(1.35);
        assertThat(Math.exp(errors.getLast())).as("worst factor").isLessThan(2);
        assertThat(inside).isGreaterThanOrEqualTo(7);
    }

    @Test
    void withoutAnyClipNothingIsTold() {
        assertThat(FORECASTER.forecast(List.of(), SMALL)).isEmpty();
    }

    @Test
    void noTermOfAFittedModelIsNegative() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            List<Point> points = manyShapes().stream()
                    .map(shape -> new Point(shape, 0.01 + random.nextDouble()))
                    .toList();
            WorkModel model = WorkModel.fit(points).orElseThrow();
            assertThat(List.of(model.perClip(), model.perFrame(), model.perMegapixel(), model.perMegashot()))
                    .allMatch(term -> term >= 0);
        }
    }
}
