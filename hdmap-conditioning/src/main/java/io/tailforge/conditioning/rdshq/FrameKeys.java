package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.Map;
import java.util.TreeMap;

/** Members named by the index of a 30 Hz frame: {@code 000003.vehicle_pose.npy}. */
final class FrameKeys {
    private static final int RATE_HZ = 30;

    private FrameKeys() {}

    /** Microseconds since frame 0. */
    static long timestampMicros(int frame) {
        return Math.round(frame * 1e6 / RATE_HZ);
    }

    /** The last frame that is not later than a time, a millisecond allowed for rounding. */
    static int lastFrame(long timestampMicros) {
        return (int) ((timestampMicros + 1000) * RATE_HZ / 1_000_000);
    }

    /** The members with an ending, by frame; empty where the layer is absent. */
    static Map<Integer, byte[]> byFrame(RdsHqClip clip, String layer, String ending) {
        Findings findings = new Findings();
        Map<Integer, byte[]> frames = new TreeMap<>();
        clip.read(layer, key -> key.endsWith(ending))
                .forEach((key, bytes) -> findings.attempt(() -> frame(clip.sourceOf(layer), key, ending))
                        .ifPresent(frame -> frames.put(frame, bytes)));
        findings.throwIfRefused();
        return frames;
    }

    private static int frame(String source, String key, String ending) {
        String digits = key.substring(0, key.length() - ending.length());
        if (!digits.matches("[0-9]{1,6}")) {
            throw new BadInputException(
                    new Problem("RDSHQ-LAYER", source, key, 0, "must be named {frame, 6 digits}" + ending));
        }
        return Integer.parseInt(digits);
    }
}
