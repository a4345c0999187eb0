package io.tailforge.conditioning;

import io.tailforge.conditioning.Chunking.Chunk;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.CpuClock;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the control videos of a clip. Cameras are drawn in parallel, each frame is encoded while the next one is drawn; the
 * bytes do not depend on how many threads there are.
 */
public final class ControlVideos {
    private final H264Settings encoding;
    private final int threads;
    private final Chunking chunking;
    private final ControlCost cost;

    /** @param threads videos made at the same time */
    public ControlVideos(H264Settings encoding, int threads) {
        this(encoding, threads, Chunking.WHOLE, new ControlCost());
    }

    private ControlVideos(H264Settings encoding, int threads, Chunking chunking, ControlCost cost) {
        this.encoding = encoding;
        this.threads = threads;
        this.chunking = chunking;
        this.cost = cost;
    }

    /** As the styles ask for it, on every core. */
    public static ControlVideos onAllCores() {
        return new ControlVideos(H264Settings.CONDITIONING, Runtime.getRuntime().availableProcessors());
    }

    /** The same, cutting each sequence into videos {@code <sensor>_<chunk>.mp4}, counted from 0. */
    public ControlVideos cut(Chunking into) {
        return new ControlVideos(encoding, threads, into, cost);
    }

    /** What was spent so far. */
    public ControlCost cost() {
        return cost;
    }

    /**
     * Writes one H.264 MP4 per sequence of the style (or its chunk): per camera of the scene's rig at the scene's size and
     * rate, as a rule.
     *
     * @param folder the clip's work folder; files go to {@code conditioning/<sensor>.mp4} below it
     * @return in the sequences' order; references relative to {@code folder}
     */
    public List<ConditioningVideo> write(
            ConditioningRenderer style, Scene scene, HdMap map, DrawingOptions options, Path folder) {
        try (ControlFrames frames = style.open(scene, map, options)) {
            return write(style.id(), frames, scene, "conditioning/", folder);
        }
    }

    /**
     * The same of a clip that is open already, and stays open.
     *
     * @param prefix of the files' keys, ends with a slash; or empty
     */
    public List<ConditioningVideo> write(String style, ControlFrames frames, Scene scene, String prefix, Path folder) {
        createFolder(folder.resolve(prefix));
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<ConditioningVideo>> videos = new ArrayList<>();
            for (ControlSequence sequence : frames.sequences(scene)) {
                for (Chunk chunk : chunking.of(sequence.grid().frames())) {
                    videos.add(
                            CompletableFuture.supplyAsync(() -> write(style, sequence, chunk, prefix, folder), pool));
                }
            }
            return videos.stream().map(ControlVideos::result).toList();
        }
    }

    private ConditioningVideo write(String style, ControlSequence sequence, Chunk chunk, String prefix, Path folder) {
        String key = prefix + sequence.name() + chunk.name() + ".mp4";
        Path file = folder.resolve(key);
        FrameGrid grid = sequence.grid();
        try (VideoEncoder encoder = VideoEncoder.h264(file, grid.width(), grid.height(), grid.fps(), encoding)) {
            drawAndEncode(sequence, chunk, folder.resolve(prefix), encoder);
            encoder.close();
            cost.add(0, 0, encoder.convertNanos(), encoder.encodeNanos());
        }
        return new ConditioningVideo(sequence.name(), style, chunk.to() - chunk.from(), reference(key, file));
    }

    private static ConditioningVideo result(CompletableFuture<ConditioningVideo> video) {
        try {
            return video.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /** What went wrong, without the wrappers of the threads it went wrong in. */
    private static RuntimeException unwrapped(CompletionException wrapped) {
        return switch (wrapped.getCause()) {
            case CompletionException inner -> unwrapped(inner);
            case RuntimeException cause -> cause;
            case Error error -> throw error;
            case null, default -> wrapped;
        };
    }

    private void drawAndEncode(ControlSequence sequence, Chunk chunk, Path folder, VideoEncoder encoder) {
        FrameGrid grid = sequence.grid();
        ControlPainter painter = sequence.painter();
        CpuClock drawing = new CpuClock();
        Frame[] frames = {Frame.rgb24(grid.width(), grid.height()), Frame.rgb24(grid.width(), grid.height())};
        CompletableFuture<Void> encoded = CompletableFuture.completedFuture(null);
        try (ExecutorService encoding = Executors.newSingleThreadExecutor()) {
            for (int k = chunk.from(); k < chunk.to(); k++) {
                Frame frame = frames[k % 2];
                drawing.start();
                painter.draw(k, frame);
                painter.keepExact(folder);
                drawing.stop();
                encoded.join();
                encoded = CompletableFuture.runAsync(() -> encoder.write(frame), encoding);
            }
            encoded.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cost.add(chunk.to() - chunk.from(), drawing.nanos(), 0, 0);
    }

    private static ArtifactRef reference(String key, Path file) {
        try {
            return new ArtifactRef(key, Sha256.hex(file), Files.size(file), "video/mp4");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
