package io.tailforge.service.filterbench;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.NoPlaceException;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Plants faults in clips, one clip after the other, and has each planted clip and each control judged. Every result is a line in
 * {@code results.jsonl} of the work folder as soon as it is there; a run that was killed goes on after the last whole line.
 */
public final class FilterBench {
    /** Clips looked at for each plant that is wanted, since not every clip has a place for every fault. */
    private static final double LOOKED_AT = 1.5;

    private final Settings settings;
    private final Path results;
    private final Judge judge = new Judge();

    /**
     * What to run.
     *
     * @param calibration thresholds
     * @param preset that the clips were made with
     * @param plants wanted at severity 1, 2, ...; the last one counts for all beyond; types without severities take the second
     * @param sample share of the clips' plants that are made, fixed by hash, 0..1
     * @param seed decides which faults go where
     * @param work folder of results and of clips being worked on
     */
    public record Settings(
            Calibration calibration, RenderPreset preset, List<Integer> plants, double sample, long seed, Path work) {
        public Settings {
            plants = List.copyOf(plants);
        }

        int wanted(FaultType type, int severity) {
            int at = type.severities().size() == 1 ? 1 : severity - 1;
            return plants.get(Math.min(at, plants.size() - 1));
        }
    }

    /** One fault at one severity. */
    private record Row(FaultType type, int severity) {}

    public FilterBench(Settings settings) {
        this.settings = settings;
        this.results = settings.work().resolve("results.jsonl");
    }

    /** @param progress hears of each result as it comes */
    public List<BenchResult> run(List<BenchClip> clips, List<FaultType> types, Consumer<BenchResult> progress)
            throws IOException {
        Files.createDirectories(settings.work());
        List<BenchResult> all = new ArrayList<>(resumed());
        Set<String> done = new HashSet<>();
        all.forEach(result -> done.add(result.key()));
        Map<String, List<Row>> wanted = assign(clips, types);
        for (BenchClip clip : clips) {
            new OneClip(clip, done, result -> {
                        append(result);
                        all.add(result);
                        progress.accept(result);
                    })
                    .run(wanted.getOrDefault(clip.id(), List.of()));
        }
        return all;
    }

    /** Each fault goes to the clips that come first in an order of its own. */
    private Map<String, List<Row>> assign(List<BenchClip> clips, List<FaultType> types) {
        Map<String, List<Row>> rows = new HashMap<>();
        for (FaultType type : types) {
            for (int severity = 1; severity <= type.severities().size(); severity++) {
                String row = type.id() + "/" + severity;
                List<BenchClip> order = clips.stream()
                        .sorted(Comparator.comparing(clip -> hash(row, clip.id())))
                        .limit((long) Math.ceil(settings.wanted(type, severity) * LOOKED_AT))
                        .toList();
                long kept = Math.max(1, Math.round(settings.sample() * order.size()));
                for (BenchClip clip : order.subList(0, (int) Math.min(kept, order.size()))) {
                    rows.computeIfAbsent(clip.id(), id -> new ArrayList<>()).add(new Row(type, severity));
                }
            }
        }
        return rows;
    }

    private String hash(String row, String clip) {
        return Sha256.hex((settings.seed() + "/" + row + "/" + clip).getBytes(StandardCharsets.UTF_8));
    }

    private List<BenchResult> resumed() throws IOException {
        if (!Files.exists(results)) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(results);
        int whole = IntStream.iterate(bytes.length, end -> end > 0, end -> end - 1)
                .filter(end -> bytes[end - 1] == '\n')
                .findFirst()
                .orElse(0);
        String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        Files.writeString(results, text);
        return text.lines()
                .map(line ->
                        BenchResult.read(JsonView.parse(results.toString(), line.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    private void append(BenchResult result) {
        try {
            Files.writeString(
                    results,
                    JsonWriter.compact(result.toJson()) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One clip's turn; its controls and its world serve all its plants. */
    private final class OneClip {
        private final BenchClip clip;
        private final Set<String> done;
        private final Consumer<BenchResult> out;
        private final Path work;

        OneClip(BenchClip clip, Set<String> done, Consumer<BenchResult> out) {
            this.clip = clip;
            this.done = done;
            this.out = out;
            this.work = settings.work().resolve("clip").resolve(clip.id());
        }

        void run(List<Row> rows) throws IOException {
            List<PlantLabel> open = new ArrayList<>();
            List.of(asItIs(), Planting.nullLabel(false), Planting.nullLabel(true)).stream()
                    .filter(label -> !isDone(label))
                    .forEach(open::add);
            List<Row> left = rows.stream()
                    .filter(row -> !done.contains(key(row.type().id(), row.severity())))
                    .toList();
            if (open.isEmpty() && left.isEmpty()) {
                return;
            }
            Planting.delete(work);
            ClipEvidence evidence = clip.open(settings.calibration());
            Planting planting = new Planting(evidence, settings.preset(), work);
            try {
                judgeClean(open, evidence, planting);
                for (Row row : left) {
                    out.accept(plantAndJudge(row, planting));
                }
            } finally {
                Planting.delete(work);
            }
        }

        private void judgeClean(List<PlantLabel> open, ClipEvidence evidence, Planting planting) throws IOException {
            for (PlantLabel label : open) {
                boolean interpolated = label.equals(Planting.nullLabel(true));
                ClipEvidence shown = label.equals(asItIs()) ? evidence : planting.control(interpolated);
                out.accept(judge.judge(clip, shown, label));
            }
        }

        private boolean isDone(PlantLabel label) {
            return done.contains(key(label.fault(), label.severity()));
        }

        private String key(String fault, int severity) {
            return clip.id() + "/" + fault + "/" + severity;
        }

        private BenchResult plantAndJudge(Row row, Planting planting) throws IOException {
            long seed = Long.parseUnsignedLong(hash(row.type().id(), clip.id()).substring(0, 16), 16);
            Path into = work.resolve("planted");
            try {
                Planting.Planted planted = planting.plant(row.type(), row.severity(), seed, into);
                return judge.judge(clip, planted.clip(), planted.label());
            } catch (NoPlaceException none) {
                PlantLabel label = new PlantLabel(
                        row.type().id(), row.severity(), seed, Place.everywhere(), new Effect(0, "levels"));
                String why = String.valueOf(none.getMessage());
                return new BenchResult(clip.id(), clip.scene(), label, Optional.of(why), true, 0, List.of(), 0);
            } finally {
                Planting.delete(into);
            }
        }
    }

    /** The clip as its generator made it. */
    static PlantLabel asItIs() {
        return new PlantLabel("as-it-is", 0, 0, Place.everywhere(), new Effect(0, "levels"));
    }
}
