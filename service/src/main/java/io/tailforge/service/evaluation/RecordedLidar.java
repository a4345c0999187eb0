package io.tailforge.service.evaluation;

import io.tailforge.conditioning.rdshq.RigidMount;
import io.tailforge.conditioning.rdshq.SweepLayer;
import io.tailforge.quality.SweepSource;
import io.tailforge.quality.lidar.RecordedSweep;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Lidar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The LiDAR of a recorded drive: where it sits follows from its poses and the vehicle's, when each sweep starts from its frame
 * and, where these advance as the frames do, the recording's own timestamps. A sweep that cannot be read stays in the list, for
 * the checks to find.
 */
final class RecordedLidar implements SweepSource {
    /** RDS-HQ has one and gives it no name. */
    private static final String NAME = "lidar";

    private static final String SENSOR = "recorded";

    /** How far the timestamps' steps may be from the frames', as a share, to be of the same clock and unit. */
    private static final double SAME_CLOCK = 0.1;

    private final SweepLayer layer;
    private final SortedMap<Integer, Sweep> sweeps = new TreeMap<>();
    private final RigidMount mount;

    /** One sweep on disk. @param header empty where it cannot be read */
    private record Sweep(ArtifactRef file, Optional<RecordedSweep.Header> header, long startMicros) {}

    private RecordedLidar(SweepLayer layer, EgoTrajectory ego) throws IOException {
        this.layer = layer;
        List<BadInputException> broken = new ArrayList<>();
        for (int frame : layer.frames()) {
            sweeps.put(frame, inspect(frame, broken));
        }
        setStarts();
        List<TimedPose> poses = sweeps.values().stream()
                .flatMap(sweep -> sweep.header().stream()
                        .map(header -> new TimedPose(sweep.startMicros(), header.worldFromLidar())))
                .toList();
        if (poses.isEmpty()) {
            throw broken.getFirst();
        }
        this.mount = RigidMount.of(ego, poses);
    }

    /**
     * That of a recording; empty where it has none.
     *
     * @throws BadInputException where its archive is damaged or not one sweep can be read
     */
    static Optional<RecordedLidar> find(Path layout, EgoTrajectory ego) throws IOException {
        Optional<SweepLayer> layer = SweepLayer.find(layout);
        return layer.isEmpty() ? Optional.empty() : Optional.of(new RecordedLidar(layer.get(), ego));
    }

    Lidar lidar() {
        return new Lidar(NAME, SENSOR, mount.rigFromSensor(), layer.rateHz());
    }

    /** Those that are due within a clip. */
    List<LidarSweep> list(long durationMicros) {
        int due = lidar().sweepCount(durationMicros);
        return sweeps.entrySet().stream()
                .filter(sweep -> index(sweep.getKey()) < due)
                .map(sweep -> new LidarSweep(
                        NAME,
                        index(sweep.getKey()),
                        sweep.getValue().startMicros() + mount.offsetMicros(),
                        sweep.getValue().file()))
                .toList();
    }

    private int index(int frame) {
        return frame / layer.framesApart();
    }

    @Override
    public SweepPoints read(LidarSweep sweep) {
        int frame = sweeps.keySet().stream()
                .filter(its -> index(its) == sweep.index())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no sweep " + sweep.index()));
        try {
            return withFile(frame, file -> RecordedSweep.read(file, sweep.startMicros()));
        } catch (IOException e) {
            throw unreadable(frame, e);
        }
    }

    private Sweep inspect(int frame, List<BadInputException> broken) throws IOException {
        return withFile(frame, file -> {
            ArtifactRef reference = new ArtifactRef(
                    "lidar_raw/" + file.getFileName(), Sha256.hex(file), Files.size(file), "application/x-npz");
            return new Sweep(reference, header(file, broken), SweepLayer.dueMicros(frame));
        });
    }

    private static Optional<RecordedSweep.Header> header(Path file, List<BadInputException> broken) {
        try {
            return Optional.of(RecordedSweep.readHeader(file));
        } catch (BadInputException e) {
            broken.add(e);
            return Optional.empty();
        }
    }

    /** By the recording's clock, set so that the sweeps are in the middle where their frames say. */
    private void setStarts() {
        List<Integer> timed = sweeps.keySet().stream()
                .filter(frame -> timestamp(frame).isPresent())
                .toList();
        if (!advanceAsFramesDo(timed)) {
            return;
        }
        long[] ahead = timed.stream()
                .mapToLong(frame -> timestamp(frame).orElseThrow() - SweepLayer.dueMicros(frame))
                .sorted()
                .toArray();
        long clock = ahead[ahead.length / 2];
        sweeps.replaceAll((frame, sweep) -> timestamp(frame)
                .map(stamp -> new Sweep(sweep.file(), sweep.header(), stamp - clock))
                .orElse(sweep));
    }

    private boolean advanceAsFramesDo(List<Integer> timed) {
        double[] steps = IntStream.range(1, timed.size())
                .mapToDouble(k -> (double) (timestamp(timed.get(k)).orElseThrow()
                                - timestamp(timed.get(k - 1)).orElseThrow())
                        / (SweepLayer.dueMicros(timed.get(k)) - SweepLayer.dueMicros(timed.get(k - 1))))
                .sorted()
                .toArray();
        return steps.length > 0 && Math.abs(steps[steps.length / 2] - 1) < SAME_CLOCK;
    }

    private Optional<Long> timestamp(int frame) {
        return Optional.ofNullable(sweeps.get(frame))
                .flatMap(Sweep::header)
                .flatMap(header -> header.startingTimestamp().stream().boxed().findFirst());
    }

    @FunctionalInterface
    private interface FileReader<T> {
        T read(Path file) throws IOException;
    }

    /** A sweep's archive outside the tar, as long as it is read. */
    private <T> T withFile(int frame, FileReader<T> reader) throws IOException {
        Path scratch = Files.createTempDirectory("tailforge-sweep");
        Path file = scratch.resolve("%06d.lidar_raw.npz".formatted(frame));
        try {
            layer.copy(frame, file);
            return reader.read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(scratch);
        }
    }

    private BadInputException unreadable(int frame, IOException e) {
        return new BadInputException(Problem.of(
                "LIDAR-UNREADABLE",
                layer.source(),
                "the sweep of frame " + frame + " cannot be read: " + e.getMessage()));
    }
}
