package io.tailforge.generation.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.RateRule;
import io.tailforge.generation.SizeRule;
import io.tailforge.generation.ViewRule;
import io.tailforge.generation.contract.CapsDocument;
import io.tailforge.generation.matching.Ask.Sensors;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is asked of whatever engine: it fits, or it is cut into parts that do and are the clip, or there is a reason. */
class SplitPropertyTest {
    private static final EngineIdentity ENGINE = new EngineIdentity("e", "1", EngineIdentity.NO_WEIGHTS, "cpu");
    private static final int CASES = 5_000;

    private final SplittableRandom random = new SplittableRandom(6);

    @Test
    void everyRequestFitsOrIsSplitIntoPartsThatFitOrIsRefusedWithReasons() {
        int whole = 0;
        int split = 0;
        int none = 0;
        for (int i = 0; i < CASES; i++) {
            Capabilities offer = new Capabilities("grpc://x:1", models());
            Ask ask = ask();
            switch (Fit.of(ask, offer)) {
                case Fit.Whole _ -> {
                    requireFits(ask, offer);
                    whole++;
                }
                case Fit.Split(SplitPlan plan) -> {
                    requireCover(ask, plan);
                    assertThat(plan.warnings()).isNotEmpty();
                    plan.parts().forEach(part -> requireFits(partOf(ask, part), offer));
                    split++;
                }
                case Fit.None(List<Misfit> reasons) -> {
                    requireReasons(ask, offer, reasons);
                    none++;
                }
            }
        }
        assertThat(List.of(whole, split, none)).allMatch(count -> count > CASES / 50);
    }

    @Test
    void capsSurviveTheWire() {
        for (int i = 0; i < 500; i++) {
            for (ModelCaps model : models()) {
                String caps = JsonWriter.compact(CapsDocument.write(model));
                assertThat(CapsDocument.read(model.model(), ENGINE, caps)).isEqualTo(model);
            }
        }
    }

    private static void requireFits(Ask ask, Capabilities offer) {
        for (ModelCaps model : offer.models()) {
            Ask own = ask.of(model.kinds());
            if (own.concerns(model.model())) {
                assertThat(Fitting.misfits(model, own))
                        .as("%s of %s", own, model)
                        .isEmpty();
            }
        }
    }

    private static Ask partOf(Ask ask, SplitPlan.Part part) {
        return new Ask(
                ask.grid(),
                part.want(),
                Sensors.of(
                        ask.cameras().names(),
                        name -> part.sensors().map(s -> s.contains(name)).orElse(true)),
                Sensors.of(
                        ask.lidars().names(),
                        name -> part.sensors().map(s -> s.contains(name)).orElse(true)),
                part.frames(),
                ask.controls(),
                ask.sweepRates());
    }

    /** Every frame of every camera and every sweep comes with one part, and a part goes on from the one before it. */
    private static void requireCover(Ask ask, SplitPlan plan) {
        Map<String, Integer> times = new HashMap<>();
        Optional<SplitPlan.Part> last = Optional.empty();
        for (SplitPlan.Part part : plan.parts()) {
            Ask own = partOf(ask, part);
            FrameSpan span = part.frames().orElse(new FrameSpan(0, ask.grid().frames(), 0));
            int made = times.size();
            for (ObjectKind kind : part.want()) {
                if (kind == ObjectKind.POINTS) {
                    own.lidars().names().forEach(lidar -> sweeps(ask, lidar, span)
                            .forEach(sweep -> times.merge(lidar + sweep, 1, Integer::sum)));
                } else {
                    own.cameras().names().forEach(camera -> IntStream.range(span.first(), span.end())
                            .forEach(frame -> times.merge(kind + camera + frame, 1, Integer::sum)));
                }
            }
            assertThat(part.frames().isEmpty() || times.size() > made)
                    .as("a part that makes something")
                    .isTrue();
            if (part.goesOn()) {
                SplitPlan.Part before = last.orElseThrow();
                assertThat(before.frames().orElseThrow().end())
                        .matches(end -> end == span.first() || part.want().equals(Set.of(ObjectKind.POINTS)));
                assertThat(before.frames().orElseThrow().count()).isGreaterThanOrEqualTo(span.overlap());
                assertThat(before.sensors()).isEqualTo(part.sensors());
            }
            last = Optional.of(part);
        }
        FrameSpan clip = new FrameSpan(0, ask.grid().frames(), 0);
        long expected = (long) ask.cameras().names().size() * ask.grid().frames();
        if (ask.want().contains(ObjectKind.POINTS)) {
            expected += ask.lidars().names().stream()
                    .mapToLong(lidar -> sweeps(ask, lidar, clip).count())
                    .sum();
        }
        assertThat(times.values()).allMatch(n -> n == 1);
        assertThat(times).hasSize((int) expected);
    }

    /** Sweeps that start in some frames and end in the clip, as contract v1 counts them. */
    private static IntStream sweeps(Ask ask, String lidar, FrameSpan span) {
        double hz = Objects.requireNonNull(ask.sweepRates().get(lidar));
        long from = ask.grid().timestampMicros(span.first());
        long to = ask.grid().timestampMicros(span.end());
        return IntStream.range(0, 1000)
                .filter(sweep -> Math.round(sweep * 1e6 / hz) >= from
                        && Math.round(sweep * 1e6 / hz) < to
                        && Math.round((sweep + 1) * 1e6 / hz) <= ask.grid().durationMicros());
    }

    /** A near number of frames is one that really can be made. */
    private static void requireReasons(Ask ask, Capabilities offer, List<Misfit> reasons) {
        assertThat(reasons).isNotEmpty().allMatch(reason -> !reason.detail().isEmpty());
        for (Misfit reason : reasons) {
            if (reason.field() == Misfit.Field.FRAMES) {
                reason.nearest().forEach(near -> {
                    FrameGrid grid = ask.grid();
                    Ask other = new Ask(
                            new FrameGrid(Integer.parseInt(near), grid.fps(), grid.width(), grid.height()),
                            ask.want(),
                            ask.cameras(),
                            ask.lidars(),
                            ask.span(),
                            ask.controls(),
                            ask.sweepRates());
                    String model = reason.detail().substring(0, reason.detail().indexOf(' '));
                    if (Fit.of(other, offer) instanceof Fit.None(List<Misfit> still)) {
                        assertThat(still)
                                .noneMatch(misfit -> misfit.field() == Misfit.Field.FRAMES
                                        && misfit.detail().startsWith(model));
                    }
                });
            }
        }
    }

    private List<ModelCaps> models() {
        List<ModelCaps> models = new ArrayList<>();
        models.add(new ModelCaps(
                ContractModel.MULTIVIEW_VIDEO,
                ENGINE,
                Set.of(ObjectKind.RGB, ObjectKind.DEPTH),
                limits(),
                Set.of("hdmap")));
        if (random.nextBoolean()) {
            models.add(new ModelCaps(
                    ContractModel.LIDAR_SWEEP, ENGINE, Set.of(ObjectKind.POINTS), limits(), Set.of("hdmap")));
        }
        return models;
    }

    private ModelLimits limits() {
        FrameRule rule = frameRule();
        Optional<Chunks> chunks = Optional.empty();
        if (rule.floor(rule.most()) > 1 && random.nextInt(4) > 0) {
            int overlap = random.nextInt(Math.min(6, rule.floor(rule.most()) / 2 + 1));
            Optional<Integer> frames = random.nextBoolean() ? Optional.of(rule.floor(rule.most())) : Optional.empty();
            chunks = Optional.of(new Chunks(frames, overlap));
        }
        int least = 1 + random.nextInt(2);
        ViewRule views = new ViewRule(least, least + random.nextInt(6), List.of(), random.nextBoolean());
        SizeRule sizes = random.nextInt(8) > 0
                ? SizeRule.ANY
                : new SizeRule.Listed(List.of(new SizeRule.Size(640, 352), new SizeRule.Size(1280, 704)));
        RateRule rates = random.nextInt(8) > 0 ? RateRule.ANY : new RateRule.Listed(List.of(10, 30));
        return ModelLimits.ANY_SCENE
                .withViews(views)
                .withSizes(sizes)
                .withRates(rates)
                .withFrames(rule, chunks)
                .withDeterminism("seeded");
    }

    private FrameRule frameRule() {
        return switch (random.nextInt(3)) {
            case 0 -> FrameRule.upTo(1 + random.nextInt(200));
            case 1 -> {
                int step = 1 + random.nextInt(12);
                yield new FrameRule.Steps(step, random.nextInt(step), step * (2 + random.nextInt(8)));
            }
            default ->
                new FrameRule.Listed(IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(i -> 1 + random.nextInt(100))
                        .distinct()
                        .toList());
        };
    }

    private Ask ask() {
        boolean large = random.nextBoolean();
        List<String> lidars = names("lidar_", random.nextInt(3));
        return new Ask(
                new FrameGrid(
                        1 + random.nextInt(200),
                        random.nextInt(4) > 0 ? 10 : 24,
                        large ? 1280 : 640,
                        large ? 704 : 352),
                random.nextBoolean() ? Set.of(ObjectKind.RGB) : Set.of(ObjectKind.RGB, ObjectKind.POINTS),
                new Sensors(names("camera_", 1 + random.nextInt(8)), false),
                new Sensors(lidars, false),
                Optional.empty(),
                Map.of(),
                lidars.stream().collect(Collectors.toMap(name -> name, name -> 3.0 + random.nextInt(20))));
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
