package io.tailforge.conditioning;

import io.tailforge.conditioning.Chunking.Chunk;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.CpuClock;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One control video in the making: each frame is encoded while the caller draws the next one. */
final class ControlShot implements AutoCloseable {
    private final ControlVideos.Reel reel;
    private final ControlSequence sequence;
    private final Chunk chunk;
    private final String key;
    private final Path file;
    private final Path exact;
    private final ControlPainter painter;
    private final VideoEncoder encoder;
    private final ExecutorService encoding = Executors.newSingleThreadExecutor();
    private final CpuClock drawing = new CpuClock();
    private final Frame[] frames;
    private CompletableFuture<Void> encoded = CompletableFuture.completedFuture(null);

    ControlShot(ControlVideos.Reel reel, ControlSequence sequence, Chunk chunk, Path folder, H264Settings settings) {
        this.reel = reel;
        this.sequence = sequence;
        this.chunk = chunk;
        key = reel.prefix() + sequence.name() + chunk.name() + ".mp4";
        file = folder.resolve(key);
        exact = folder.resolve(reel.prefix());
        painter = sequence.painter();
        FrameGrid grid = sequence.grid();
        frames = new Frame[] {Frame.rgb24(grid.width(), grid.height()), Frame.rgb24(grid.width(), grid.height())};
        encoder = VideoEncoder.h264(file, grid.width(), grid.height(), grid.fps(), settings);
    }

    /** Frames come in order. */
    void draw(int number) {
        Frame frame = frames[number % 2];
        drawing.start();
        painter.draw(number, frame);
        try {
            painter.keepExact(exact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drawing.stop();
        encoded.join();
        encoded = CompletableFuture.runAsync(() -> encoder.write(frame), encoding);
    }

    /** The video, whole; what it cost is added up. */
    ConditioningVideo finish(ControlCost cost) {
        encoded.join();
        encoder.close();
        int count = chunk.to() - chunk.from();
        cost.add(count, drawing.nanos(), encoder.convertNanos(), encoder.encodeNanos());
        return new ConditioningVideo(sequence.name(), reel.style(), count, reference());
    }

    private ArtifactRef reference() {
        try {
            return new ArtifactRef(key, Sha256.hex(file), Files.size(file), "video/mp4");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        encoding.close();
        encoder.close();
    }
}
