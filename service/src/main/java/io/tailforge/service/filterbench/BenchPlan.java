package io.tailforge.service.filterbench;

import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fault goes into which clip, and when. Clips are visited in turn, the first of each scene before the second of any; a visit
 * plants what lags most behind what is wanted of it. So a bench that is stopped at any time has every fault in clips of many
 * scenes, as many of each severity as were asked for in proportion. Many threads may ask.
 */
final class BenchPlan {
    /** A clip without a place for a fault counts for it as this much of a plant: what has no place anywhere must not hold up the rest. */
    private static final double SKIPPED_COUNTS = 0.25;

    /** Clips looked at for each plant that is wanted. */
    private static final int LOOKED_AT = 4;

    private final FilterBench.Settings settings;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Deque<BenchClip> turn;
    private final Set<String> begun = new HashSet<>();

    /** One fault at one severity. */
    record Row(FaultType type, int severity, int wanted) {
        String id() {
            return type.id() + "/" + severity;
        }
    }

    /** Plants that count or may still, and clips without a place. */
    private static final class Tally {
        private int planted;
        private int skipped;
    }

    BenchPlan(FilterBench.Settings settings, List<BenchClip> clips, List<FaultType> types, List<BenchResult> known) {
        this.settings = settings;
        this.turn = new ArrayDeque<>(inTurn(clips));
        for (FaultType type : types) {
            for (int severity = 1; severity <= type.severities().size(); severity++) {
                Row row = new Row(type, severity, settings.wanted(type, severity));
                rows.put(row.id(), row);
            }
        }
        known.forEach(this::recall);
    }

    private void recall(BenchResult result) {
        begun.add(result.key());
        Optional.ofNullable(rows.get(result.row())).ifPresent(row -> count(tally(row), result));
    }

    private static void count(Tally tally, BenchResult result) {
        tally.planted += result.isSkipped() ? 0 : 1;
        tally.skipped += result.isSkipped() ? 1 : 0;
    }

    /** The first clip of each scene, then the second of each. */
    static List<BenchClip> inTurn(List<BenchClip> clips) {
        Map<String, Integer> seen = new HashMap<>();
        Map<BenchClip, Integer> places = new HashMap<>();
        clips.forEach(clip -> places.put(clip, seen.merge(clip.scene(), 1, Integer::sum)));
        return clips.stream().sorted(Comparator.comparing(places::get)).toList();
    }

    /** The next clip to visit, which no other visit is given until {@link #left}; empty where nothing is left to do in any. */
    synchronized Optional<BenchClip> visit(List<PlantLabel> controls) {
        for (int i = turn.size(); i > 0; i--) {
            BenchClip clip = turn.removeFirst();
            if (lagging(clip).isPresent() || controls.stream().anyMatch(label -> isOpen(clip, label))) {
                return Optional.of(clip);
            }
            turn.addLast(clip);
        }
        return Optional.empty();
    }

    synchronized void left(BenchClip clip) {
        turn.addLast(clip);
    }

    /** Whether a control has no result yet; nobody else is told so. */
    synchronized boolean take(BenchClip clip, PlantLabel control) {
        return begun.add(key(clip, control.fault(), control.severity()));
    }

    private boolean isOpen(BenchClip clip, PlantLabel control) {
        return !begun.contains(key(clip, control.fault(), control.severity()));
    }

    /** What to plant in a clip next; nobody else is told so. It counts as planted until {@link #skipped}. */
    synchronized Optional<Row> take(BenchClip clip) {
        Optional<Row> row = lagging(clip);
        row.ifPresent(lagging -> {
            begun.add(key(clip, lagging.type().id(), lagging.severity()));
            tally(lagging).planted++;
        });
        return row;
    }

    synchronized void skipped(Row row) {
        Tally tally = tally(row);
        tally.planted--;
        tally.skipped++;
    }

    private Optional<Row> lagging(BenchClip clip) {
        List<Row> open = new ArrayList<>();
        for (Row row : rows.values()) {
            if (isWanted(row) && !begun.contains(key(clip, row.type().id(), row.severity()))) {
                open.add(row);
            }
        }
        return open.stream().min(Comparator.comparingDouble(this::progress).thenComparing(row -> hash(row, clip)));
    }

    private Tally tally(Row row) {
        return tallies.computeIfAbsent(row.id(), id -> new Tally());
    }

    private boolean isWanted(Row row) {
        Tally tally = tally(row);
        return tally.planted < row.wanted() && tally.planted + tally.skipped < LOOKED_AT * row.wanted();
    }

    /** From half a plant on, so that the first are of the severity that most are wanted of. */
    private double progress(Row row) {
        Tally tally = tally(row);
        return (tally.planted + SKIPPED_COUNTS * tally.skipped + 0.5) / row.wanted();
    }

    private String hash(Row row, BenchClip clip) {
        return Sha256.hex((settings.seed() + "/" + row.id() + "/" + clip.id()).getBytes(StandardCharsets.UTF_8));
    }

    static String key(BenchClip clip, String fault, int severity) {
        return clip.id() + "/" + fault + "/" + severity;
    }
}
