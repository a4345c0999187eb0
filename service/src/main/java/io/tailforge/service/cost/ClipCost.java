package io.tailforge.service.cost;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a clip's time went: what its row in the catalogue keeps.
 *
 * @param phases in order; those that were not reached are left out
 * @param generated all orders of the clip together, one for each attempt
 */
public record ClipCost(List<Spell> phases, Generated generated) {
    public ClipCost {
        phases = List.copyOf(phases);
    }

    /** Time in a phase. @param cpuSeconds of this process; 0 where it only waits for others */
    public record Spell(Phase phase, double wallSeconds, double cpuSeconds) {}

    /** Whether the clip was there already and nothing had to be generated. */
    public boolean isReused() {
        return generated.tries() == 0 && phases.stream().noneMatch(spell -> spell.phase() == Phase.GENERATE);
    }

    double wallSeconds() {
        return phases.stream().mapToDouble(Spell::wallSeconds).sum();
    }

    public double stagesWallSeconds() {
        return phases.stream()
                .filter(spell -> spell.phase().isOurs())
                .mapToDouble(Spell::wallSeconds)
                .sum();
    }

    public double stagesCpuSeconds() {
        return phases.stream()
                .filter(spell -> spell.phase().isOurs())
                .mapToDouble(Spell::cpuSeconds)
                .sum();
    }

    public String write() {
        return JsonWriter.compact(toJson());
    }

    Json toJson() {
        Json.ObjectBuilder byPhase = Json.object();
        for (Spell spell : phases) {
            byPhase.put(
                    JsonView.enumText(spell.phase),
                    Json.object()
                            .put("wall_s", millis(spell.wallSeconds))
                            .put("cpu_s", millis(spell.cpuSeconds))
                            .build());
        }
        Json.ObjectBuilder engine = Json.object();
        new TreeMap<>(generated.enginePhases()).forEach((phase, seconds) -> engine.put(phase, millis(seconds)));
        Json.ObjectBuilder failures = Json.object();
        new TreeMap<>(generated.failures()).forEach((token, count) -> failures.put(token, count));
        return Json.object()
                .put("phases", byPhase.build())
                .put("waited_s", millis(generated.waitedSeconds()))
                .put("worked_s", millis(generated.workedSeconds()))
                .put("wasted_s", millis(generated.wastedSeconds()))
                .put("tries", generated.tries())
                .put("endpoints", Json.ofStrings(generated.endpoints()))
                .put("failures", failures.build())
                .put("engine_s", engine.build())
                .build();
    }

    private static double millis(double seconds) {
        return Math.rint(seconds * 1000) / 1000;
    }

    /** Reads what {@link #write} wrote. */
    public static ClipCost read(String document) {
        JsonView view = JsonView.parse("timings", document.getBytes(StandardCharsets.UTF_8));
        List<Spell> phases = new ArrayList<>();
        Map<String, JsonView> byPhase = view.field("phases").fields();
        for (Phase phase : Phase.values()) {
            JsonView spell = byPhase.get(JsonView.enumText(phase));
            if (spell != null) {
                phases.add(new Spell(
                        phase,
                        spell.field("wall_s").asDouble(),
                        spell.field("cpu_s").asDouble()));
            }
        }
        Map<String, Integer> failures = new TreeMap<>();
        view.field("failures").fields().forEach((token, n) -> failures.put(token, n.asInt(0, Integer.MAX_VALUE)));
        Map<String, Double> engine = new TreeMap<>();
        view.field("engine_s").fields().forEach((phase, seconds) -> engine.put(phase, seconds.asDouble()));
        return new ClipCost(
                phases,
                new Generated(
                        view.field("waited_s").asDouble(),
                        view.field("worked_s").asDouble(),
                        view.field("wasted_s").asDouble(),
                        view.field("tries").asInt(0, Integer.MAX_VALUE),
                        view.field("endpoints").asStrings(),
                        failures,
                        engine));
    }
}
