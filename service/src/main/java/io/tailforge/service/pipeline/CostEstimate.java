package io.tailforge.service.pipeline;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.service.control.LidarRangeStyle;
import java.util.Locale;

/**
 * What a request will cost on the embedded engines, from figures measured in {@code bench/}. Other backends state their own
 * times; the disk figure holds for all.
 *
 * @param cpuSeconds of one core of the class the figures were taken on
 * @param gigabytes published
 */
public record CostEstimate(long clips, long cameraFrames, long sweeps, double cpuSeconds, double gigabytes) {
    /** CPU seconds of one 640 x 352 camera frame, everything from control to label in; {@code bench/logs/demo.txt}. */
    static final double SECONDS_PER_FRAME = 0.30;

    private static final double REFERENCE_PIXELS = 640 * 352;
    /** Four times the pixels cost 3.1 times the CPU. */
    private static final double PIXEL_EXPONENT = 0.82;

    /** CPU seconds of one 640 x 352 frame of each control style after the first; {@code render --json}. */
    static final double SECONDS_PER_CONTROL = 0.05;

    static final double SECONDS_PER_RANGE_IMAGE = 0.2;
    static final double SECONDS_PER_SWEEP = 0.10;
    private static final double BYTES_PER_PIXEL = 0.35;
    private static final double BYTES_PER_SWEEP = 700_000;
    private static final double BYTES_PER_RANGE_IMAGE = 1_850_000;

    public static CostEstimate of(ClipJobs.Plan plan) {
        ClipJob first = plan.clip(0);
        FrameGrid grid = first.plan().grid();
        int cameras = Math.max(1, cameras(first));
        long frames = plan.total() * grid.frames() * cameras;
        long sweeps = plan.total() * (grid.durationMicros() / 100_000);
        double pixels = (double) grid.width() * grid.height();
        boolean ranges = plan.spec().styles().contains(LidarRangeStyle.ID);
        int further = Math.max(0, plan.spec().styles().size() - (ranges ? 2 : 1));
        double aFrame = SECONDS_PER_FRAME + further * SECONDS_PER_CONTROL;
        double seconds = frames * aFrame * Math.pow(pixels / REFERENCE_PIXELS, PIXEL_EXPONENT)
                + sweeps * (SECONDS_PER_SWEEP + (ranges ? SECONDS_PER_RANGE_IMAGE : 0));
        double bytes =
                frames * pixels * BYTES_PER_PIXEL + sweeps * (BYTES_PER_SWEEP + (ranges ? BYTES_PER_RANGE_IMAGE : 0));
        return new CostEstimate(plan.total(), frames, sweeps, seconds, bytes * 1e-9);
    }

    private static int cameras(ClipJob job) {
        int wanted = job.plan().rig().cameras().size();
        return wanted > 0 ? wanted : 7;
    }

    public Json toJson() {
        return Json.object()
                .put("clips", clips)
                .put("camera_frames", cameraFrames)
                .put("lidar_sweeps", sweeps)
                .put("cpu_seconds", Math.rint(cpuSeconds))
                .put("gigabytes", Math.rint(gigabytes * 1000) / 1000)
                .build();
    }

    public String toText() {
        return String.format(
                Locale.ROOT,
                "estimate: %d clips, %d camera frames, %d sweeps: about %.0f CPU seconds on the embedded engines, %.2f GB",
                clips,
                cameraFrames,
                sweeps,
                cpuSeconds,
                gigabytes);
    }
}
