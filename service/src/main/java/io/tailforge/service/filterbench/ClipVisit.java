package io.tailforge.service.filterbench;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.Sha256;
import io.tailforge.service.filterbench.BenchPlan.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One clip's turn: its controls where they are not there yet, then some plants. Controls and world are made once for all of them. */
final class ClipVisit {
    /** The clip as its generator made it, and through the codec without a fault. */
    static final List<PlantLabel> CONTROLS = List.of(asItIs(), Planting.nullLabel(false), Planting.nullLabel(true));

    /** Enough that opening the clip is worth it, few enough that a bench that is stopped early has been at many clips. */
    private static final int PLANTS = 8;

    private final FilterBench.Settings settings;
    private final BenchPlan plan;
    private final BenchClip clip;
    private final Judge judge;
    private final Consumer<BenchResult> out;
    private final Path work;

    ClipVisit(FilterBench.Settings settings, BenchPlan plan, BenchClip clip, Judge judge, Consumer<BenchResult> out) {
        this.settings = settings;
        this.plan = plan;
        this.clip = clip;
        this.judge = judge;
        this.out = out;
        this.work = settings.work().resolve("clip").resolve(clip.id());
    }

    private static PlantLabel asItIs() {
        return new PlantLabel("as-it-is", 0, 0, Place.everywhere(), new Effect(0, "levels"));
    }

    /** @param over asked before each plant, which is not begun once true */
    void run(BooleanSupplier over) throws IOException {
        Planting.delete(work);
        ClipEvidence evidence = clip.open(settings.calibration());
        Planting planting = new Planting(evidence, settings.preset(), work);
        try {
            judgeControls(evidence, planting, over);
            plantSome(planting, over);
        } finally {
            Planting.delete(work);
        }
    }

    private void judgeControls(ClipEvidence evidence, Planting planting, BooleanSupplier over) throws IOException {
        for (PlantLabel label : CONTROLS) {
            if (!over.getAsBoolean() && plan.take(clip, label)) {
                out.accept(judgeControl(label, evidence, planting));
            }
        }
    }

    private BenchResult judgeControl(PlantLabel label, ClipEvidence evidence, Planting planting) throws IOException {
        CpuClock making = new CpuClock();
        try {
            ClipEvidence shown =
                    label.equals(asItIs()) ? evidence : planting.control(label.equals(Planting.nullLabel(true)));
            return judge.judge(clip, shown, label, making.seconds());
        } catch (RuntimeException crash) {
            return BenchResult.crashed(clip, label, crash, making.seconds());
        }
    }

    private void plantSome(Planting planting, BooleanSupplier over) throws IOException {
        int planted = 0;
        while (planted < PLANTS && !over.getAsBoolean()) {
            Optional<Row> row = plan.take(clip);
            if (row.isEmpty()) {
                return;
            }
            BenchResult result = plantAndJudge(row.get(), planting);
            if (result.isSkipped()) {
                plan.skipped(row.get());
            } else {
                planted++;
            }
            out.accept(result);
        }
    }

    private BenchResult plantAndJudge(Row row, Planting planting) throws IOException {
        long seed = seed(row);
        Path into = work.resolve("planted");
        CpuClock making = new CpuClock();
        try {
            Planting.Planted planted = planting.plant(row.type(), row.severity(), seed, into);
            return judge.judge(clip, planted.clip(), planted.label(), making.seconds());
        } catch (NoPlaceException none) {
            return BenchResult.skipped(clip, label(row, seed), String.valueOf(none.getMessage()), making.seconds());
        } catch (RuntimeException crash) {
            return BenchResult.crashed(clip, label(row, seed), crash, making.seconds());
        } finally {
            Planting.delete(into);
        }
    }

    private static PlantLabel label(Row row, long seed) {
        return new PlantLabel(row.type().id(), row.severity(), seed, Place.everywhere(), new Effect(0, "levels"));
    }

    /** The same for all severities, so that they are planted at one place. */
    private long seed(Row row) {
        String name = settings.seed() + "/" + row.type().id() + "/" + clip.id();
        return Long.parseUnsignedLong(
                Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16), 16);
    }
}
