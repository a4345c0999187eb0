package io.tailforge.service.cost;

import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.cost.WorkModel.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Says what clips will cost: from the history of the engine, else from our bench or published figures. */
@Component
public class CostEstimator {
    private static final String EMBEDDED_ENGINE = "procedural";
    private static final int SAMPLES = 500;

    /** CPU seconds of the embedded engines at the preset {@code default}; {@code bench/logs/camera.txt}, {@code lidar.txt}. */
    private static final WorkModel BENCH = new WorkModel(1.0, 0.045, 0.65, 0.43);

    /** CPU seconds of our stages, controls to labels; {@code bench/logs/demo.txt}. */
    private static final WorkModel STAGES = new WorkModel(0.5, 0.008, 0.1, 0.05);

    /** Bytes, truth and controls included. */
    private static final WorkModel BYTES = new WorkModel(100_000, 0, 350_000, 10_000_000);

    private static final double BENCH_DOUBT = 2.5;

    private final CostHistory history;
    private final TailforgeProperties properties;
    private final PublishedFigures published = PublishedFigures.shipped();

    public CostEstimator(CostHistory history, TailforgeProperties properties) {
        this.history = history;
        this.properties = properties;
    }

    /** An engine without denoising steps costs the same whatever a spec says of them. */
    public ClipShape shapeFor(EngineIdentity engine, ClipShape shape) {
        return isOurs(engine) ? shape.withSteps(0) : shape;
    }

    private static boolean isOurs(EngineIdentity engine) {
        return engine.name().equals(EMBEDDED_ENGINE);
    }

    /** Seconds of an endpoint's place that one clip will take. */
    public Forecast generation(EngineIdentity engine, ClipShape shape) {
        return generation(engine, shapeFor(engine, shape), samples(engine));
    }

    private Forecast generation(EngineIdentity engine, ClipShape shape, List<CostSample> samples) {
        return forecast(samples, CostSample::generateSeconds, isOurs(engine) ? BENCH : WorkModel.PROPORTIONAL, shape)
                .or(() -> isOurs(engine) ? Optional.of(bench(BENCH.times(1.0 / threads()), shape)) : Optional.empty())
                .or(() -> published.forecast(engine, shape))
                .orElse(Forecast.UNKNOWN);
    }

    /** This version's clips where there are any, those made on this device where there are any. */
    private List<CostSample> samples(EngineIdentity engine) {
        List<CostSample> all = history.listLatest(engine.name(), SAMPLES);
        List<CostSample> version =
                orAll(all.stream().filter(one -> one.isBy(engine)).toList(), all);
        String device = CostHistory.fitting(engine.device());
        return orAll(version.stream().filter(one -> one.device().equals(device)).toList(), version);
    }

    private static <T> List<T> orAll(List<T> some, List<T> all) {
        return some.isEmpty() ? all : some;
    }

    private static Optional<Forecast> forecast(
            List<CostSample> samples, ToDoubleFunction<CostSample> what, WorkModel proportions, ClipShape shape) {
        List<Point> points = samples.stream()
                .map(sample -> new Point(sample.shape(), what.applyAsDouble(sample)))
                .toList();
        return new Forecaster(proportions).forecast(points, shape);
    }

    private static Forecast bench(WorkModel model, ClipShape shape) {
        return new Forecast(
                Range.within(model.seconds(shape), BENCH_DOUBT), Basis.BENCH, 0, "our bench on another machine");
    }

    private int threads() {
        return properties.pipeline().engineThreads();
    }

    /**
     * What a request will cost.
     *
     * @param fleet empty where no endpoint can be reached now; then only what holds for every engine is told
     */
    public CostEstimate estimate(long clips, ClipShape asked, Optional<Fleet> fleet) {
        List<CostSample> samples = fleet.map(known -> samples(known.engine())).orElse(List.of());
        ClipShape shape = fleet.map(known -> shapeFor(known.engine(), asked)).orElse(asked);
        Forecast generation = fleet.map(known -> generation(known.engine(), shape, samples))
                .orElse(new Forecast(Range.ZERO, Basis.UNKNOWN, 0, "no endpoint can be reached now"));
        Range generate = sum(generation, clips);
        Range cpu = sum(orBench(samples, CostSample::stagesCpuSeconds, STAGES, shape), clips);
        Range wall =
                orBench(samples, CostSample::stagesWallSeconds, STAGES, shape).amount();
        boolean embedded = fleet.map(Fleet::embedded).orElse(false);
        return new CostEstimate(
                clips,
                clips * shape.cameraFrames(),
                clips * shape.sweeps(),
                fleet.map(known -> known.engine().name()).orElse(""),
                generation.basis(),
                generation.samples(),
                generation.because(),
                generate,
                generate.times(
                        fleet.map(known -> published.gpus(known.engine())).orElse(0)),
                wall(clips, generation.amount(), wall, fleet),
                embedded ? cpu.plus(generate.times(threads())) : cpu,
                sum(orBench(samples, CostSample::bytes, BYTES, shape), clips).times(1e-9));
    }

    private static Forecast orBench(
            List<CostSample> samples, ToDoubleFunction<CostSample> what, WorkModel model, ClipShape shape) {
        return forecast(samples, what, model, shape).orElseGet(() -> bench(model, shape));
    }

    /**
     * Many clips together. Measured clips err each in its own direction, so their sum is known better than its parts, down to
     * how well the mean is known; every other basis errs for all in one direction.
     */
    private static Range sum(Forecast one, long clips) {
        if (one.basis() != Basis.MEASURED) {
            return one.amount().times(clips);
        }
        double half = one.amount().high() - one.amount().likely();
        double spread = half / Math.sqrt(1 + 1.0 / one.samples());
        return Range.around(
                one.amount().likely() * clips, spread * clips * Math.sqrt(1.0 / clips + 1.0 / one.samples()));
    }

    /** Whichever is the bottleneck: the endpoints' places, the clips worked on at a time, or one clip from end to end. */
    private static Range wall(long clips, Range generate, Range stages, Optional<Fleet> fleet) {
        Range one = generate.plus(stages);
        return one.max(generate.times((double) clips / fleet.map(Fleet::places).orElse(1)))
                .max(one.times((double) clips / fleet.map(Fleet::clipsInFlight).orElse(1)));
    }
}
