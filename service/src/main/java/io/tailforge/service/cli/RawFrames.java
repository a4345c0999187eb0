package io.tailforge.service.cli;

import io.tailforge.conditioning.ControlCost;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.conditioning.ControlSequence;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.CpuClock;
import io.tailforge.video.Frame;
import io.tailforge.video.PngImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Control frames as PNG files {@code <sensor>/<frame, three digits>.png}, on every core. A file's number is the frame's
 * index at 30 Hz, whatever the rate: frame k at 10 a second is 3k.
 */
final class RawFrames {
    private static final int NAMING_HZ = 30;

    private final Path folder;
    private final SortedSet<Integer> wanted;
    private final ControlCost cost;

    /** @param wanted indices at 30 Hz; empty means all */
    RawFrames(Path folder, SortedSet<Integer> wanted, ControlCost cost) {
        this.folder = folder;
        this.wanted = wanted;
        this.cost = cost;
    }

    /** @return number of files */
    int write(ControlFrames control, Scene scene) throws IOException {
        List<ControlSequence> sequences = control.sequences(scene);
        requireDrawn(sequences);
        int threads = Runtime.getRuntime().availableProcessors();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (ControlSequence sequence : sequences) {
            Files.createDirectories(folder.resolve(sequence.name()));
            int[] frames = framesOf(sequence.grid());
            for (int part = 0; part < Math.min(threads, frames.length); part++) {
                int first = part;
                tasks.add(() -> draw(
                        sequence,
                        IntStream.iterate(first, i -> i < frames.length, i -> i + threads)
                                .map(i -> frames[i])
                                .toArray()));
            }
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            return sum(tasks.stream().map(pool::submit).toList());
        }
    }

    private static int sum(List<Future<Integer>> parts) throws IOException {
        int files = 0;
        for (Future<Integer> part : parts) {
            try {
                files += part.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException e) {
                throw unwrapped(e);
            }
        }
        return files;
    }

    private static IOException unwrapped(ExecutionException wrapped) {
        return switch (wrapped.getCause()) {
            case IOException io -> io;
            case UncheckedIOException io -> new IOException(io.getCause());
            case RuntimeException cause -> throw cause;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(wrapped);
        };
    }

    private int draw(ControlSequence sequence, int[] frames) throws IOException {
        ControlPainter painter = sequence.painter();
        Frame out = Frame.rgb24(sequence.grid().width(), sequence.grid().height());
        CpuClock drawing = new CpuClock();
        CpuClock writing = new CpuClock();
        for (int frame : frames) {
            drawing.start();
            painter.draw(frame, out);
            painter.keepExact(folder);
            drawing.stop();
            writing.start();
            PngImage.write(file(sequence, frame), out);
            writing.stop();
        }
        cost.add(frames.length, drawing.nanos(), 0, writing.nanos());
        return frames.length;
    }

    private Path file(ControlSequence sequence, int frame) {
        return folder.resolve(sequence.name())
                .resolve(String.format("%03d.png", index(sequence.grid().fps(), frame)));
    }

    private int[] framesOf(FrameGrid grid) {
        return IntStream.range(0, grid.frames())
                .filter(frame -> wanted.isEmpty() || wanted.contains(index(grid.fps(), frame)))
                .toArray();
    }

    /** The pose of 30 a second that is nearest to a frame; halves to the even one. */
    private static int index(int fps, int frame) {
        return (int) Math.rint((double) frame * NAMING_HZ / fps);
    }

    private void requireDrawn(List<ControlSequence> sequences) {
        for (ControlSequence sequence : sequences) {
            if (sequence.grid().fps() > NAMING_HZ) {
                throw BadOption.of(
                        "--fps", "raw frames are named by their index at 30 Hz, so at most 30 a second can be written");
            }
        }
        SortedSet<Integer> absent = new TreeSet<>(wanted);
        for (ControlSequence sequence : sequences) {
            FrameGrid grid = sequence.grid();
            IntStream.range(0, grid.frames()).forEach(frame -> absent.remove(index(grid.fps(), frame)));
        }
        if (!absent.isEmpty()) {
            throw BadOption.of(
                    "--frames",
                    "the clip has no frame " + absent.first() + "; it has "
                            + sequences.stream()
                                    .map(ControlSequence::grid)
                                    .distinct()
                                    .map(grid -> grid.frames() + " at " + grid.fps() + " a second, the last being "
                                            + index(grid.fps(), grid.frames() - 1))
                                    .collect(Collectors.joining(", or ")));
        }
    }
}
