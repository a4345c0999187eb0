package io.tailforge.quality.fault;

import io.tailforge.quality.lidar.SweepPoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A change of a clip's files, at a definite place. Frames and sweeps count from 0. {@link FaultPlanter} makes a copy of a clip
 * with one in it; {@link Edit} finds places for them.
 */
public interface Fault {
    /** Whether it interpolates pictures, so that all pictures of the copy and of its controls must be interpolated. */
    default boolean resamples() {
        return false;
    }

    /** Nothing; the clip still goes through the same codec, as the control of every comparison. */
    record None() implements Fault {}

    /** Nothing, but every picture is interpolated: the control of faults that interpolate. */
    record Interpolated() implements Fault {
        @Override
        public boolean resamples() {
            return true;
        }
    }

    /** Several, one after the other. */
    record Several(List<Fault> parts) implements Fault {
        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean resamples() {
            return parts.stream().anyMatch(Fault::resamples);
        }
    }

    /** A fault of one camera's pictures. */
    interface OfFrames extends Fault {
        String camera();

        /** The camera's pictures with the fault. */
        Reel over(Reel reel);
    }

    /** A fault of one camera's file. */
    interface OfFile extends Fault {
        String camera();

        void damage(Path file) throws IOException;
    }

    /** A fault of one LiDAR. */
    interface OfLidar extends Fault {
        String lidar();

        /** The LiDAR's sweeps with the fault. */
        Sweeps over(Sweeps sweeps);
    }

    /** Other pictures. @param sources which frame is shown as frame i; may be shorter than the video */
    record Reordered(String camera, List<Integer> sources) implements OfFrames {
        public Reordered {
            Objects.requireNonNull(camera);
            sources = List.copyOf(sources);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.reordered(sources.size(), sources::get);
        }
    }

    /** Pictures from {@code first} to {@code last} painted on. */
    record Painted(String camera, int first, int last, Brush brush) implements OfFrames {
        public Painted {
            Objects.requireNonNull(camera);
            Objects.requireNonNull(brush);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.painted(first, last, brush);
        }
    }

    /** A bent picture: what was at (x + dx, y + dy) is shown at (x, y). */
    record Warped(String camera, Warp warp) implements OfFrames {
        public Warped {
            Objects.requireNonNull(camera);
            Objects.requireNonNull(warp);
        }

        @Override
        public boolean resamples() {
            return true;
        }

        /** The planter interpolates, by {@link #warp}, the pictures of all cameras in the same way. */
        @Override
        public Reel over(Reel reel) {
            return reel;
        }
    }

    /** Pictures from {@code first} to {@code last} are another video's, from its frame {@code from} on. */
    record Spliced(String camera, int first, int last, Path video, int from) implements OfFrames {
        public Spliced {
            Objects.requireNonNull(camera);
            Objects.requireNonNull(video);
        }

        @Override
        public Reel over(Reel reel) {
            return new SplicedReel(reel, first, last, video, from);
        }
    }

    /** A file that is no longer whole. */
    record Damaged(String camera, Damage damage) implements OfFile {
        public Damaged {
            Objects.requireNonNull(camera);
            Objects.requireNonNull(damage);
        }

        @Override
        public void damage(Path file) throws IOException {
            damage.damage(file);
        }
    }

    /** Other sweeps. */
    record Recast(String lidar, UnaryOperator<Sweeps> change) implements OfLidar {
        public Recast {
            Objects.requireNonNull(lidar);
            Objects.requireNonNull(change);
        }

        @Override
        public Sweeps over(Sweeps sweeps) {
            return change.apply(sweeps);
        }
    }

    /** {@code length} frames from {@code first} on repeat the one before. */
    record FrozenRun(String camera, int first, int length) implements OfFrames {
        public FrozenRun {
            Objects.requireNonNull(camera);
            requirePositive(first, length);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.reordered(reel.frames(), i -> i >= first && i < first + length ? first - 1 : i);
        }
    }

    /** {@code count} frames from {@code first} on are left out and the tail is padded with the last frame. */
    record DroppedFrames(String camera, int first, int count) implements OfFrames {
        public DroppedFrames {
            Objects.requireNonNull(camera);
            requirePositive(first, count);
        }

        @Override
        public Reel over(Reel reel) {
            int last = reel.frames() - 1;
            return reel.reordered(reel.frames(), i -> i < first ? i : Math.min(i + count, last));
        }
    }

    /** The video ends {@code count} frames early. */
    record MissingTail(String camera, int count) implements OfFrames {
        public MissingTail {
            Objects.requireNonNull(camera);
            requirePositive(count);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.reordered(reel.frames() - count, i -> i);
        }
    }

    /** Each frame's brightness is off by a random gain. @param sigma of the gain, 0.01 is 1 % */
    record GlobalFlicker(String camera, double sigma, long seed) implements OfFrames {
        public GlobalFlicker {
            Objects.requireNonNull(camera);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.painted(0, reel.frames() - 1, Brushes.flicker(sigma, seed, Brushes.WHOLE));
        }
    }

    /** As {@link GlobalFlicker} in a rectangle in the middle. @param share of the picture's area */
    record LocalFlicker(String camera, double sigma, double share, long seed) implements OfFrames {
        public LocalFlicker {
            Objects.requireNonNull(camera);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.painted(0, reel.frames() - 1, Brushes.flicker(sigma, seed, Brushes.middle(share)));
        }
    }

    /** The camera is dead. */
    record BlackCamera(String camera) implements OfFrames {
        public BlackCamera {
            Objects.requireNonNull(camera);
        }

        @Override
        public Reel over(Reel reel) {
            return reel.painted(0, reel.frames() - 1, (index, picture, before) -> picture.clear());
        }
    }

    /** The file is cut off. @param keep share of its bytes */
    record TruncatedFile(String camera, double keep) implements OfFile {
        public TruncatedFile {
            Objects.requireNonNull(camera);
        }

        @Override
        public void damage(Path file) throws IOException {
            Damage.truncated(keep).damage(file);
        }
    }

    record MissingFile(String camera) implements OfFile {
        public MissingFile {
            Objects.requireNonNull(camera);
        }

        @Override
        public void damage(Path file) throws IOException {
            Damage.gone().damage(file);
        }
    }

    /** Points turned about the sensor's axis, as by a wrong mount. */
    record LidarYaw(String lidar, double radians) implements OfLidar {
        public LidarYaw {
            Objects.requireNonNull(lidar);
        }

        @Override
        public Sweeps over(Sweeps sweeps) {
            return SweepChanges.turned(radians).apply(sweeps);
        }
    }

    /** Points lifted. */
    record LidarHeight(String lidar, double metres) implements OfLidar {
        public LidarHeight {
            Objects.requireNonNull(lidar);
        }

        @Override
        public Sweeps over(Sweeps sweeps) {
            return SweepChanges.lifted(metres).apply(sweeps);
        }
    }

    /** The first {@code points} points of a sweep are no numbers. */
    record LidarNan(String lidar, int sweep, int points) implements OfLidar {
        public LidarNan {
            Objects.requireNonNull(lidar);
        }

        @Override
        public Sweeps over(Sweeps sweeps) {
            return SweepChanges.each((index, before) -> index == sweep ? withoutNumbers(before) : before)
                    .apply(sweeps);
        }

        private SweepPoints withoutNumbers(SweepPoints before) {
            float[] xyz = before.toXyz();
            java.util.Arrays.fill(xyz, 0, Math.min(3 * points, xyz.length), Float.NaN);
            return before.withXyz(xyz);
        }
    }

    /** The points of an actor are gone from all sweeps. @param actor index in the scene */
    record MissingActor(String lidar, int actor) implements OfLidar {
        public MissingActor {
            Objects.requireNonNull(lidar);
        }

        @Override
        public Sweeps over(Sweeps sweeps) {
            return SweepChanges.each((index, before) -> before.select(i -> before.instance(i) != actor + 1))
                    .apply(sweeps);
        }
    }

    /** The files of two sweeps are exchanged. */
    record SwappedSweeps(String lidar, int first, int second) implements OfLidar {
        public SwappedSweeps {
            Objects.requireNonNull(lidar);
        }

        @Override
        public Sweeps over(Sweeps sweeps) {
            return SweepChanges.reordered(i -> i == first ? second : i == second ? first : i)
                    .apply(sweeps);
        }
    }

    private static void requirePositive(int... values) {
        for (int value : values) {
            if (value < 1) {
                throw new IllegalArgumentException("must be above zero, got " + value);
            }
        }
    }
}
