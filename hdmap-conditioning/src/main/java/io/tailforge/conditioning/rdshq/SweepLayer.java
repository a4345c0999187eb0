package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The LiDAR sweeps of an RDS-HQ clip: layer {@code lidar_raw}, one NumPy archive a sweep, named by the 30 Hz frame it belongs
 * to. They are left where they are; one at a time is copied out.
 *
 * @param source what to call the layer in errors
 * @param frames of which there is a sweep
 */
public record SweepLayer(String source, Path archive, SortedSet<Integer> frames) {
    private static final String LAYER = "lidar_raw";
    private static final Pattern KEY = Pattern.compile("[^.]+\\.([0-9]{1,6})\\.lidar_raw\\.npz");
    private static final int RATE_HZ = 30;
    private static final long MOST_BYTES = 64L << 20;

    /** Ten seconds at 30 Hz, tenfold. */
    private static final int MOST_SWEEPS = 3_000;

    /**
     * Those of a clip; empty where the layout is none or has no such layer.
     *
     * @throws BadInputException where the archive is damaged or holds no sweep
     */
    public static Optional<SweepLayer> find(Path layout) {
        if (!RdsHqClip.isClip(layout)) {
            return Optional.empty();
        }
        RdsHqClip clip = RdsHqClip.open(layout);
        return clip.findArchive(LAYER).map(archive -> read(clip.sourceOf(LAYER), archive));
    }

    private static SweepLayer read(String source, Path archive) {
        SortedSet<Integer> frames = new TreeSet<>();
        try (TarFile tar = new TarFile(archive)) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                frame(entry).ifPresent(frames::add);
            }
        } catch (IOException | RuntimeException e) {
            throw bad("TAR-SYNTAX", source, "is not a whole tar archive: " + e.getMessage());
        }
        if (frames.isEmpty() || frames.size() > MOST_SWEEPS) {
            throw bad(
                    "RDSHQ-LAYER",
                    source,
                    "must hold 1 to " + MOST_SWEEPS + " sweeps named {frame, 6 digits}.lidar_raw.npz, not "
                            + frames.size());
        }
        return new SweepLayer(source, archive, frames);
    }

    private static Optional<Integer> frame(TarArchiveEntry entry) {
        Matcher named = KEY.matcher(entry.getName());
        return entry.isFile() && named.matches() ? Optional.of(Integer.valueOf(named.group(1))) : Optional.empty();
    }

    /** Frames from one sweep to the next: the least of all gaps, so that a missing sweep is a gap; 3 of a single sweep. */
    public int framesApart() {
        int apart = Integer.MAX_VALUE;
        int before = Integer.MIN_VALUE / 2;
        for (int frame : frames) {
            apart = Math.min(apart, frame - before);
            before = frame;
        }
        return frames.size() < 2 ? 3 : apart;
    }

    public double rateHz() {
        return (double) RATE_HZ / framesApart();
    }

    /** When a frame is due, microseconds since the clip's first pose. */
    public static long dueMicros(int frame) {
        return FrameKeys.timestampMicros(frame);
    }

    /**
     * Copies one sweep's archive out.
     *
     * @throws BadInputException {@code RDSHQ-LAYER} where there is none of this frame or it is too large
     */
    public void copy(int frame, Path to) throws IOException {
        try (TarFile tar = new TarFile(archive)) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                if (frame(entry).filter(its -> its == frame).isPresent()) {
                    requireModest(entry);
                    try (InputStream in = tar.getInputStream(entry)) {
                        Files.copy(in, to);
                    }
                    return;
                }
            }
        }
        throw bad("RDSHQ-LAYER", source, "has no sweep of frame " + frame);
    }

    private void requireModest(TarArchiveEntry entry) {
        if (entry.getSize() > MOST_BYTES || entry.isSparse()) {
            throw bad("TAR-MEMBER-TOO-LARGE", source, "has a sweep of more than " + (MOST_BYTES >> 20) + " MiB");
        }
    }

    private static BadInputException bad(String code, String source, String detail) {
        return new BadInputException(Problem.of(code, source, detail));
    }
}
