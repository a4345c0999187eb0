package io.tailforge.service.cli;

import com.sun.management.OperatingSystemMXBean;
import io.tailforge.scene.Scene;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderPreset;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What pictures cost, stage by stage: CPU time of the whole process, so its compiler and collector count as well. */
final class ShootReport {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long startedAt = System.nanoTime();
    private final Map<String, Double> cpuSeconds = new LinkedHashMap<>();
    private final RenderPreset preset;
    private final int threads;
    private long lastNanos = system.getProcessCpuTime();
    private int pictures;

    ShootReport(RenderPreset preset, int threads) {
        this.preset = preset;
        this.threads = threads;
    }

    /** @return CPU seconds since the last stage ended, which are added to this one */
    double ended(String stage) {
        long now = system.getProcessCpuTime();
        double seconds = (now - lastNanos) * 1e-9;
        lastNanos = now;
        cpuSeconds.merge(stage, seconds, Double::sum);
        return seconds;
    }

    /** @return pictures so far */
    int shot() {
        return ++pictures;
    }

    String line(Scene scene) {
        return String.format(
                Locale.ROOT,
                "%d pictures of %dx%d, %.1f s; CPU s: %s",
                pictures,
                scene.grid().width(),
                scene.grid().height(),
                wallSeconds(),
                cpuSeconds.entrySet().stream()
                        .map(stage -> String.format(Locale.ROOT, "%s %.2f", stage.getKey(), stage.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    String json(Scene scene, Path folder) {
        Json.ObjectBuilder cpu = Json.object();
        cpuSeconds.forEach((stage, seconds) -> cpu.put(stage, round(seconds)));
        return JsonWriter.compact(Json.object()
                .put("engine", CameraEngine.NAME)
                .put("engine_version", CameraEngine.VERSION)
                .put("device", CameraEngine.identity().device())
                .put("folder", folder.toString())
                .put("size", scene.grid().width() + "x" + scene.grid().height())
                .put("preset", preset.name().toLowerCase(Locale.ROOT))
                .put("threads", threads)
                .put("pictures", pictures)
                .put("cpu_s", cpu.build())
                .put("wall_s", round(wallSeconds()))
                .build());
    }

    private double wallSeconds() {
        return (System.nanoTime() - startedAt) * 1e-9;
    }

    private static double round(double seconds) {
        return Math.rint(seconds * 1000) / 1000;
    }
}
