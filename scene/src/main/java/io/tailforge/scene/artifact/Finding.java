package io.tailforge.scene.artifact;

import java.util.Objects;
import java.util.Optional;

/**
 * What one check found at one place.
 *
 * @param check id of the check, {@code code} a stable token for what it found
 * @param value the measured figure, {@code threshold} the bound it is held to, both in {@code unit}
 * @param camera camera or LiDAR name; empty where the finding is about the clip
 * @param firstFrame frame (or sweep) range, inclusive; -1 where it has none
 * @param region part of the camera's picture where it was found
 */
public record Finding(
        String check,
        String code,
        Severity severity,
        double value,
        double threshold,
        String unit,
        Optional<String> camera,
        int firstFrame,
        int lastFrame,
        Optional<ImageRegion> region,
        String detail) {
    public Finding {
        Objects.requireNonNull(check);
        Objects.requireNonNull(code);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(camera);
        Objects.requireNonNull(region);
        Objects.requireNonNull(detail);
    }

    /** A finding about no part of the picture in particular. */
    public Finding(
            String check,
            String code,
            Severity severity,
            double value,
            double threshold,
            String unit,
            Optional<String> camera,
            int firstFrame,
            int lastFrame,
            String detail) {
        this(check, code, severity, value, threshold, unit, camera, firstFrame, lastFrame, Optional.empty(), detail);
    }

    public enum Severity {
        PASS,
        WARN,
        FAIL,
        /** The check could not be made; never counts as a pass. */
        NOT_JUDGED
    }
}
