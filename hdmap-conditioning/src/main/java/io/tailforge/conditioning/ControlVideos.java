package io.tailforge.conditioning;

import io.tailforge.conditioning.Chunking.Chunk;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.map.HdMap;
import io.tailforge.video.H264Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Makes the control videos of a clip. Cameras are drawn in parallel, each frame is encoded while the next one is drawn; the
 * bytes do not depend on how many threads there are.
 */
public final class ControlVideos {
    private final H264Settings encoding;
    private final int threads;
    private final Chunking chunking;
    private final ControlCost cost;
    private final BooleanSupplier cancelled;

    /** @param threads videos made at the same time */
    public ControlVideos(H264Settings encoding, int threads) {
        this(encoding, threads, Chunking.WHOLE, new ControlCost(), () -> false);
    }

    private ControlVideos(
            H264Settings encoding, int threads, Chunking chunking, ControlCost cost, BooleanSupplier cancelled) {
        this.encoding = encoding;
        this.threads = threads;
        this.chunking = chunking;
        this.cost = cost;
        this.cancelled = cancelled;
    }

    /** As the styles ask for it, on every core. */
    public static ControlVideos onAllCores() {
        return new ControlVideos(H264Settings.CONDITIONING, Runtime.getRuntime().availableProcessors());
    }

    /** The same, cutting each sequence into videos {@code <sensor>_<chunk>.mp4}, counted from 0. */
    public ControlVideos cut(Chunking into) {
        return new ControlVideos(encoding, threads, into, cost, cancelled);
    }

    /** The same, asking before every frame; once true, writing ends with {@link CancellationException}. */
    public ControlVideos until(BooleanSupplier newCancelled) {
        return new ControlVideos(encoding, threads, chunking, cost, newCancelled);
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
        return write(List.of(new Reel(style, frames, prefix)), scene, folder).getFirst();
    }

    /**
     * A clip in one style.
     *
     * @param frames open, and left open
     * @param prefix of the files' keys, ends with a slash; or empty
     */
    public record Reel(String style, ControlFrames frames, String prefix) {}

    /**
     * Films styles together: a frame is drawn in all of them before the next one, on one thread.
     *
     * @param reels of the same sequences
     * @return reel by reel, each in the sequences' order; references relative to {@code folder}
     */
    public List<List<ConditioningVideo>> write(List<Reel> reels, Scene scene, Path folder) {
        reels.forEach(reel -> createFolder(folder.resolve(reel.prefix())));
        List<List<ControlSequence>> sequences =
                reels.stream().map(reel -> reel.frames().sequences(scene)).toList();
        List<CompletableFuture<List<ConditioningVideo>>> filmed = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < sequences.getFirst().size(); i++) {
                int number = i;
                List<ControlSequence> together =
                        sequences.stream().map(of -> of.get(number)).toList();
                for (Chunk chunk : chunking.of(together.getFirst().grid().frames())) {
                    filmed.add(CompletableFuture.supplyAsync(() -> write(reels, together, chunk, folder), pool));
                }
            }
            List<List<ConditioningVideo>> videos =
                    filmed.stream().map(ControlVideos::result).toList();
            return IntStream.range(0, reels.size())
                    .mapToObj(reel -> videos.stream().map(of -> of.get(reel)).toList())
                    .toList();
        }
    }

    private List<ConditioningVideo> write(List<Reel> reels, List<ControlSequence> sequences, Chunk chunk, Path folder) {
        List<ControlShot> shots = new ArrayList<>();
        try {
            for (int i = 0; i < reels.size(); i++) {
                shots.add(new ControlShot(reels.get(i), sequences.get(i), chunk, folder, encoding));
            }
            for (int frame = chunk.from(); frame < chunk.to(); frame++) {
                for (ControlShot shot : shots) {
                    stopIfCancelled();
                    shot.draw(frame);
                }
            }
            return shots.stream().map(shot -> shot.finish(cost)).toList();
        } finally {
            shots.forEach(ControlShot::close);
        }
    }

    private void stopIfCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("stopped on request");
        }
    }

    private static <T> T result(CompletableFuture<T> video) {
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

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
