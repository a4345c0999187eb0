package io.tailforge.quality.explain;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brightness of a region and how much it changes, frame by frame around a finding: what a row of still pictures does not show.
 *
 * @param firstFrame of the arrays
 * @param brightness mean luma, NaN where a frame could not be read
 * @param change mean absolute difference to the frame before, luma levels
 */
record Pulse(int firstFrame, double[] brightness, double[] change) {
    private static final int REACH = 24;
    private static final int MOST = 240;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    static Pulse of(ClipEvidence clip, String camera, Finding finding) {
        int frames = clip.scene().grid().frames();
        int first = finding.firstFrame() < 0 ? 0 : Math.max(0, finding.firstFrame() - REACH);
        int last = finding.firstFrame() < 0 ? frames - 1 : Math.min(frames - 1, finding.lastFrame() + REACH);
        int count = Math.clamp(last - first + 1, 1, MOST);
        Pulse pulse = new Pulse(first, new double[count], new double[count]);
        Arrays.fill(pulse.brightness, Double.NaN);
        Arrays.fill(pulse.change, Double.NaN);
        Film.findVideo(clip, camera).ifPresent(file -> pulse.readWhatCanBeRead(file, finding.region()));
        return pulse;
    }

    private void readWhatCanBeRead(Path file, Optional<ImageRegion> region) {
        try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.GRAY8, WIDTH, HEIGHT)) {
            read(decoder, region.orElse(new ImageRegion(0, 0, 1, 1)));
        } catch (BadInputException e) {
            // The strip's pictures say what is wrong with the file; here the curve ends.
        }
    }

    private void read(VideoDecoder decoder, ImageRegion region) {
        for (int i = 0; i < firstFrame - 1; i++) {
            if (!decoder.skip()) {
                return;
            }
        }
        Optional<Frame> before = firstFrame > 0 ? decoder.next() : Optional.empty();
        for (int i = 0; i < brightness.length; i++) {
            Optional<Frame> frame = decoder.next();
            if (frame.isEmpty()) {
                return;
            }
            brightness[i] = mean(frame.get(), Optional.empty(), region);
            change[i] = before.isPresent() ? mean(frame.get(), before, region) : Double.NaN;
            before = frame;
        }
    }

    /** Mean over a region, of the frame itself or of its difference to another. */
    private static double mean(Frame frame, Optional<Frame> other, ImageRegion region) {
        int left = (int) (region.left() * WIDTH);
        int top = (int) (region.top() * HEIGHT);
        int right = Math.clamp((int) Math.ceil(region.right() * WIDTH), left + 1, WIDTH);
        int bottom = Math.clamp((int) Math.ceil(region.bottom() * HEIGHT), top + 1, HEIGHT);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int value = frame.sample(x, y, 0);
                sum += other.isEmpty() ? value : Math.abs(value - other.get().sample(x, y, 0));
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
