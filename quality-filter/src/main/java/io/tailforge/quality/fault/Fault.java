package io.tailforge.quality.fault;

import java.util.Objects;

/** A fault to plant. Frames and sweeps count from 0. */
public sealed interface Fault {
    /** Nothing; the clip still goes through the same codec, as the control of every comparison. */
    record None() implements Fault {}

    /** A fault of one camera's pictures. */
    sealed interface OfFrames extends Fault {
        String camera();
    }

    /** {@code length} frames from {@code first} on repeat the one before. */
    record FrozenRun(String camera, int first, int length) implements OfFrames {
        public FrozenRun {
            Objects.requireNonNull(camera);
            requirePositive(first, length);
        }
    }

    /** {@code count} frames from {@code first} on are left out and the tail is padded with the last frame. */
    record DroppedFrames(String camera, int first, int count) implements OfFrames {
        public DroppedFrames {
            Objects.requireNonNull(camera);
            requirePositive(first, count);
        }
    }

    /** The video ends {@code count} frames early. */
    record MissingTail(String camera, int count) implements OfFrames {
        public MissingTail {
            Objects.requireNonNull(camera);
            requirePositive(count);
        }
    }

    /** Each frame's brightness is off by a random gain. @param sigma of the gain, 0.01 is 1 % */
    record GlobalFlicker(String camera, double sigma, long seed) implements OfFrames {
        public GlobalFlicker {
            Objects.requireNonNull(camera);
        }
    }

    /** As {@link GlobalFlicker} in a rectangle in the middle. @param share of the picture's area */
    record LocalFlicker(String camera, double sigma, double share, long seed) implements OfFrames {
        public LocalFlicker {
            Objects.requireNonNull(camera);
        }
    }

    /** The camera is dead. */
    record BlackCamera(String camera) implements OfFrames {
        public BlackCamera {
            Objects.requireNonNull(camera);
        }
    }

    /** A fault of one camera's file. */
    sealed interface OfFile extends Fault {
        String camera();
    }

    /** The file is cut off. @param keep share of its bytes */
    record TruncatedFile(String camera, double keep) implements OfFile {
        public TruncatedFile {
            Objects.requireNonNull(camera);
        }
    }

    record MissingFile(String camera) implements OfFile {
        public MissingFile {
            Objects.requireNonNull(camera);
        }
    }

    /** A fault of one LiDAR. */
    sealed interface OfLidar extends Fault {
        String lidar();
    }

    /** Points turned about the sensor's axis, as by a wrong mount. */
    record LidarYaw(String lidar, double radians) implements OfLidar {
        public LidarYaw {
            Objects.requireNonNull(lidar);
        }
    }

    /** Points lifted. */
    record LidarHeight(String lidar, double metres) implements OfLidar {
        public LidarHeight {
            Objects.requireNonNull(lidar);
        }
    }

    /** The first {@code points} points of a sweep are no numbers. */
    record LidarNan(String lidar, int sweep, int points) implements OfLidar {
        public LidarNan {
            Objects.requireNonNull(lidar);
        }
    }

    /** The points of an actor are gone from all sweeps. @param actor index in the scene */
    record MissingActor(String lidar, int actor) implements OfLidar {
        public MissingActor {
            Objects.requireNonNull(lidar);
        }
    }

    /** The files of two sweeps are exchanged. */
    record SwappedSweeps(String lidar, int first, int second) implements OfLidar {
        public SwappedSweeps {
            Objects.requireNonNull(lidar);
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
