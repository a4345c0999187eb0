package io.tailforge.quality.fault;

import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoEncoder;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Copies a video through the codec, planting what concerns its frames. */
final class FrameFaults {
    private FrameFaults() {}

    static void copy(Fault fault, String camera, int fps, Path from, Path to) {
        Fault here =
                fault instanceof Fault.OfFrames frames && frames.camera().equals(camera) ? fault : new Fault.None();
        try (VideoDecoder decoder = VideoDecoder.open(from, PixelFormat.RGB24);
                VideoEncoder encoder =
                        VideoEncoder.h264(to, decoder.width(), decoder.height(), fps, H264Settings.GENERATED)) {
            Frame frame = Frame.rgb24(decoder.width(), decoder.height());
            int frames = (int) decoder.expectedFrames();
            int read = -1;
            for (int out = 0; out < framesOf(here, frames); out++) {
                while (read < Math.min(sourceOf(here, out), frames - 1)) {
                    decoder.read(frame);
                    read++;
                }
                Frame altered = frame.copy();
                alter(here, out, altered);
                encoder.write(altered);
            }
        }
    }

    private static int framesOf(Fault fault, int frames) {
        return fault instanceof Fault.MissingTail tail ? frames - tail.count() : frames;
    }

    /** Which frame is shown as frame {@code out}; never falls. */
    private static int sourceOf(Fault fault, int out) {
        return switch (fault) {
            case Fault.FrozenRun run when out >= run.first() && out < run.first() + run.length() -> run.first() - 1;
            case Fault.DroppedFrames drop when out >= drop.first() -> out + drop.count();
            default -> out;
        };
    }

    private static void alter(Fault fault, int index, Frame frame) {
        switch (fault) {
            case Fault.GlobalFlicker flicker -> scale(frame, 1, gain(flicker.sigma(), flicker.seed(), index));
            case Fault.LocalFlicker flicker ->
                scale(frame, Math.sqrt(flicker.share()), gain(flicker.sigma(), flicker.seed(), index));
            case Fault.BlackCamera black -> frame.clear();
            default -> {}
        }
    }

    private static double gain(double sigma, long seed, int index) {
        return 1 + sigma * new SplittableRandom(seed * 1_000_003 + index).nextGaussian();
    }

    /** @param side share of width and of height of the rectangle in the middle */
    private static void scale(Frame frame, double side, double gain) {
        int left = (int) Math.round(frame.width() * (1 - side) / 2);
        int top = (int) Math.round(frame.height() * (1 - side) / 2);
        byte[] bytes = frame.bytes();
        for (int y = top; y < frame.height() - top; y++) {
            for (int i = (y * frame.width() + left) * 3; i < (y * frame.width() + frame.width() - left) * 3; i++) {
                bytes[i] = (byte) Math.clamp(Math.round((bytes[i] & 0xff) * gain), 0, 255);
            }
        }
    }
}
