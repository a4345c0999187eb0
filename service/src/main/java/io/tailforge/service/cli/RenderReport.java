package io.tailforge.service.cli;

import io.tailforge.conditioning.ControlCost;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.CpuClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/** What a run of {@code render} made and what it cost. */
final class RenderReport {
    private final long startedAt = System.nanoTime();
    private final CpuClock reading = new CpuClock();
    private final CpuClock opening = new CpuClock();

    RenderReport() {
        reading.start();
    }

    void read() {
        reading.stop();
        opening.start();
    }

    void opened() {
        opening.stop();
    }

    private double wallSeconds() {
        return (System.nanoTime() - startedAt) * 1e-9;
    }

    String line(RenderScene drawn, int files, ControlCost cost) {
        return String.format(
                Locale.ROOT,
                "%d frames in %d files, %s, %.1f s; CPU ms a frame: draw %.1f, convert %.1f, write %.1f",
                cost.frames(),
                files,
                drawn.layoutFile().getFileName(),
                wallSeconds(),
                perFrame(cost.drawNanos(), cost),
                perFrame(cost.convertNanos(), cost),
                perFrame(cost.encodeNanos(), cost));
    }

    String json(String style, RenderScene drawn, int files, ControlCost cost) {
        FrameGrid grid = drawn.scene().grid();
        return JsonWriter.compact(Json.object()
                .put("style", style)
                .put("layout", drawn.layoutFile().toString())
                .put(
                        "cameras",
                        Json.ofStrings(drawn.scene().rig().cameras().stream()
                                .map(Camera::name)
                                .toList()))
                .put("frames_a_camera", grid.frames())
                .put("fps", grid.fps())
                .put("size", grid.width() + "x" + grid.height())
                .put("files", files)
                .put("frames_drawn", cost.frames())
                .put(
                        "cpu_ms",
                        Json.object()
                                .put("read", round(reading.nanos() * 1e-6))
                                .put("prepare", round(opening.nanos() * 1e-6))
                                .put("draw", round(cost.drawNanos() * 1e-6))
                                .put("convert", round(cost.convertNanos() * 1e-6))
                                .put("write", round(cost.encodeNanos() * 1e-6))
                                .build())
                .put(
                        "cpu_ms_a_frame",
                        Json.object()
                                .put("draw", round(perFrame(cost.drawNanos(), cost)))
                                .put("convert", round(perFrame(cost.convertNanos(), cost)))
                                .put("write", round(perFrame(cost.encodeNanos(), cost)))
                                .build())
                .put("wall_s", round(wallSeconds()))
                .put("peak_heap_mb", round(peakHeapBytes() / 1e6))
                .build());
    }

    private static double perFrame(long nanos, ControlCost cost) {
        return nanos * 1e-6 / Math.max(1, cost.frames());
    }

    private static double round(double value) {
        return Math.rint(value * 100) / 100;
    }

    /** Sum of the pools' peaks: an upper bound. */
    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
