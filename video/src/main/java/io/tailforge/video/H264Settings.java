package io.tailforge.video;

import java.util.Objects;
import java.util.Set;

/**
 * How an H.264 file is encoded; always yuv420p, one thread, so that bytes do not depend on the machine's cores.
 *
 * @param preset x264's, {@code ultrafast} .. {@code placebo}; libopenh264 has none and ignores it
 * @param crf constant rate factor 0..51, lower is better; libopenh264 takes it as its fixed quantiser
 * @param gop frames from one key frame to the next
 * @param bFrames consecutive B-frames at most; libopenh264 has none
 * @param colour how RGB becomes YUV and what the file says about it
 */
public record H264Settings(String preset, int crf, int gop, int bFrames, Colour colour) {
    private static final Set<String> PRESETS = Set.of(
            "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo");

    /** Generated pictures: BT.709 and tagged so, a key frame a second at 30 fps, no B-frames. */
    public static final H264Settings GENERATED = new H264Settings("faster", 18, 30, 0, Colour.BT709);

    /**
     * Control videos as NVIDIA's toolkit writes them: crf 18, preset slow, no colour tags; but without B-frames, because with
     * them x264 reads memory it never wrote and equal frames do not always give equal bytes.
     */
    public static final H264Settings CONDITIONING = new H264Settings("slow", 18, 250, 0, Colour.UNTAGGED);

    public H264Settings {
        Objects.requireNonNull(colour);
        if (!PRESETS.contains(preset)) {
            throw new IllegalArgumentException("x264 has no preset '" + preset + "'");
        }
        if (crf < 0 || crf > 51 || gop < 1 || gop > 10_000 || bFrames < 0 || bFrames > 16) {
            throw new IllegalArgumentException("not H.264 settings: crf " + crf + ", gop " + gop + ", b " + bFrames);
        }
    }

    public H264Settings withPreset(String other) {
        return new H264Settings(other, crf, gop, bFrames, colour);
    }

    public H264Settings withCrf(int other) {
        return new H264Settings(preset, other, gop, bFrames, colour);
    }

    /** The matrix between RGB and YUV, limited range. */
    public enum Colour {
        /** BT.709 matrix, primaries and transfer, and the file says so. */
        BT709,
        /** BT.601 matrix and no tags: what {@code ffmpeg} makes of an RGB pipe when told nothing, and reads back alike. */
        UNTAGGED
    }
}
