package io.tailforge.service.filterbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.FaultFile;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.service.filterbench.BenchPlan.Row;
import io.tailforge.videogen.RenderPreset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchPlanTest {
    private static final List<FaultType> TYPES = FaultFile.builtIn();

    @Test
    void theFirstClipOfEachSceneComesBeforeTheSecondOfAny() {
        assertThat(BenchPlan.inTurn(clips(3, 2)).stream().map(BenchClip::id))
                .containsExactly("s0-w0", "s1-w0", "s2-w0", "s0-w1", "s1-w1", "s2-w1");
    }

    @Test
    void aBenchThatIsStoppedEarlyHasEveryFaultAndMostOfSeverityTwo() {
        BenchPlan plan = new BenchPlan(settings(1), clips(40, 4), TYPES, List.of());
        List<Row> planted = plants(plan, 40, 8);
        assertThat(planted).hasSize(320);
        assertThat(planted.stream().map(row -> row.type().id()).distinct()).hasSize(TYPES.size());
        Map<String, Long> rows = planted.stream().collect(Collectors.groupingBy(Row::id, Collectors.counting()));
        assertThat(rows.get("freeze/2")).isBetween(4L, 5L);
        assertThat(rows.get("freeze/1")).isBetween(1L, 2L);
        assertThat(rows.get("freeze/3")).isBetween(1L, 2L);
        assertThat(rows.get("file-missing/1")).isBetween(4L, 5L);
    }

    @Test
    void whatHasNoPlaceAnywhereDoesNotHoldUpTheRest() {
        List<FaultType> two = TYPES.subList(0, 2);
        BenchPlan plan = new BenchPlan(settings(1), clips(20, 4), two, List.of());
        Map<String, Integer> planted = new HashMap<>();
        for (int visit = 0; visit < 10; visit++) {
            BenchClip clip = plan.visit(List.of()).orElseThrow();
            plantTwo(plan, clip, two.getFirst()).forEach(row -> planted.merge(row, 1, Integer::sum));
            plan.left(clip);
        }
        String other = two.get(1).id();
        assertThat(planted.keySet()).containsExactlyInAnyOrder(other + "/1", other + "/2", other + "/3");
        assertThat(planted.values().stream().mapToInt(i -> i).sum()).isEqualTo(20);
    }

    /** As a visit does: what has no place takes nobody's turn. */
    private static List<String> plantTwo(BenchPlan plan, BenchClip clip, FaultType placeless) {
        List<String> planted = new ArrayList<>();
        while (planted.size() < 2) {
            Row row = plan.take(clip).orElseThrow();
            if (row.type().equals(placeless)) {
                plan.skipped(row);
            } else {
                planted.add(row.id());
            }
        }
        return planted;
    }

    @Test
    void noMoreIsPlantedThanIsWantedNorAnythingTwice() {
        BenchPlan plan = new BenchPlan(settings(0.05), clips(10, 1), TYPES.subList(0, 1), List.of());
        List<Row> planted = plants(plan, 10, 8);
        assertThat(planted.stream().map(Row::id))
                .containsExactlyInAnyOrder("freeze/2", "freeze/2", "freeze/2", "freeze/1", "freeze/3");
        assertThat(plan.visit(List.of())).isEmpty();
    }

    @Test
    void whatIsKnownAlreadyCounts() {
        FaultType freeze = TYPES.getFirst();
        List<BenchClip> clips = clips(4, 1);
        List<BenchResult> known = IntStream.range(0, 3)
                .mapToObj(i -> result(clips.get(i), freeze.id(), 2))
                .toList();
        BenchPlan plan = new BenchPlan(settings(0.05), clips, List.of(freeze), known);
        assertThat(plants(plan, 4, 8).stream().map(Row::severity)).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void aClipThatIsVisitedIsNobodyElses() {
        BenchPlan plan = new BenchPlan(settings(1), clips(2, 1), TYPES, List.of());
        BenchClip first = plan.visit(List.of()).orElseThrow();
        BenchClip second = plan.visit(List.of()).orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(plan.visit(List.of())).isEmpty();
        plan.left(first);
        assertThat(plan.visit(List.of())).contains(first);
    }

    @Test
    void controlsAreJudgedOnceEachAndEvenWhereNothingIsPlanted() {
        BenchPlan plan = new BenchPlan(settings(1), clips(1, 1), List.of(), List.of());
        List<PlantLabel> controls = ClipVisit.CONTROLS;
        BenchClip clip = plan.visit(controls).orElseThrow();
        controls.forEach(label -> assertThat(plan.take(clip, label)).isTrue());
        controls.forEach(label -> assertThat(plan.take(clip, label)).isFalse());
        plan.left(clip);
        assertThat(plan.visit(controls)).isEmpty();
    }

    private static List<Row> plants(BenchPlan plan, int visits, int each) {
        List<Row> planted = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            Optional<BenchClip> clip = plan.visit(List.of());
            if (clip.isPresent()) {
                for (int j = 0; j < each; j++) {
                    plan.take(clip.get()).ifPresent(planted::add);
                }
                plan.left(clip.get());
            }
        }
        return planted;
    }

    private static BenchResult result(BenchClip clip, String fault, int severity) {
        PlantLabel label = new PlantLabel(fault, severity, 0, Place.everywhere(), new Effect(1, "levels"));
        return new BenchResult(clip.id(), clip.scene(), label, Optional.empty(), true, 0, List.of(), List.of(), 1, 1);
    }

    private static List<BenchClip> clips(int scenes, int windows) {
        return IntStream.range(0, scenes * windows)
                .mapToObj(i ->
                        new BenchClip("s" + i / windows + "-w" + i % windows, "s" + i / windows, Path.of("clip-" + i)))
                .toList();
    }

    private static FilterBench.Settings settings(double sample) {
        return new FilterBench.Settings(
                Calibration.BUILT_IN,
                RenderPreset.DRAFT,
                List.of(20, 60, 20),
                sample,
                1,
                Path.of("work"),
                1,
                Optional.empty());
    }
}
