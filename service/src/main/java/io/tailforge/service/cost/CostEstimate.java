package io.tailforge.service.cost;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.Locale;

/**
 * What a request will cost, from what clips have cost before. Four times in five each amount lies within its range.
 *
 * @param engine that would make it; empty where no endpoint can be reached
 * @param basis of the generation's seconds
 * @param samples clips or shapes that the basis rests on
 * @param because the basis in words
 * @param generateSeconds of endpoints' places, first attempts only
 * @param gpuSeconds the same times the GPUs that work on one clip; zero on CPUs
 * @param wallSeconds with the endpoints that are connected now, if nobody else uses them
 * @param cpuSeconds of this machine
 * @param gigabytes of files
 */
public record CostEstimate(
        long clips,
        long cameraFrames,
        long lidarSweeps,
        String engine,
        Basis basis,
        int samples,
        String because,
        Range generateSeconds,
        Range gpuSeconds,
        Range wallSeconds,
        Range cpuSeconds,
        Range gigabytes) {

    public Json toJson() {
        return Json.object()
                .put("clips", clips)
                .put("camera_frames", cameraFrames)
                .put("lidar_sweeps", lidarSweeps)
                .put("engine", engine)
                .put("basis", JsonView.enumText(basis))
                .put("samples", samples)
                .put("because", because)
                .put("generate_seconds", write(generateSeconds))
                .put("gpu_seconds", write(gpuSeconds))
                .put("wall_seconds", write(wallSeconds))
                .put("cpu_seconds", write(cpuSeconds))
                .put("gigabytes", write(gigabytes))
                .build();
    }

    private static Json write(Range range) {
        return Json.object()
                .put("low", rounded(range.low()))
                .put("likely", rounded(range.likely()))
                .put("high", rounded(range.high()))
                .build();
    }

    /** To four digits. */
    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3e", value));
    }

    public String toText() {
        String generation = basis == Basis.UNKNOWN
                ? "generation unknown"
                : "generation " + seconds(generateSeconds)
                        + (gpuSeconds.high() > 0 ? ", GPU " + seconds(gpuSeconds) : "");
        return String.format(
                Locale.ROOT,
                "estimate: %d clips, %d camera frames, %d sweeps by %s: %s; wall %s; CPU %s; %.2f GB%n  %s: %s",
                clips,
                cameraFrames,
                lidarSweeps,
                engine.isEmpty() ? "an engine that cannot be reached now" : engine,
                generation,
                seconds(wallSeconds),
                seconds(cpuSeconds),
                gigabytes.likely(),
                JsonView.enumText(basis),
                because);
    }

    private static String seconds(Range range) {
        return String.format(Locale.ROOT, "%s (%s to %s)", text(range.likely()), text(range.low()), text(range.high()));
    }

    private static String text(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.3g s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.3g min", seconds / 60)
                : String.format(Locale.ROOT, "%.3g h", seconds / 3600);
    }
}
