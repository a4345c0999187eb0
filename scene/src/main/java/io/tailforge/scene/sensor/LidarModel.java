package io.tailforge.scene.sensor;

import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A spinning LiDAR as its tables describe it. The sensor frame is x forward, y left, z up.
 *
 * @param id for example {@code hdl-32e}
 * @param source where the numbers come from
 * @param beams in ring order, ring 0 the lowest
 */
public record LidarModel(
        String id, String title, String source, Turn turn, List<Beam> beams, Pulse pulse, Receiver receiver) {
    private static final int MOST_SHOTS = 4_000_000;

    public LidarModel {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(source);
        Objects.requireNonNull(turn);
        Objects.requireNonNull(pulse);
        Objects.requireNonNull(receiver);
        beams = List.copyOf(beams);
        if (beams.isEmpty()) {
            throw new IllegalArgumentException("a LiDAR needs at least one beam: " + id);
        }
        long most = turn.columns().stream().mapToLong(Columns::count).max().orElse(0);
        if (most * beams.size() > MOST_SHOTS) {
            throw new IllegalArgumentException("a LiDAR fires at most " + MOST_SHOTS + " shots a revolution: " + id);
        }
    }

    /** A plain one: the same columns at any rate, a round beam, everything up to three times the 10 % range. */
    public LidarModel(
            String id,
            String title,
            String source,
            int columns,
            List<Beam> beams,
            double minRange,
            double maxRange,
            double rangeNoise,
            double divergence,
            double wavelengthNm) {
        this(
                id,
                title,
                source,
                new Turn(true, 0, List.of(new Columns(0, columns))),
                beams,
                new Pulse(wavelengthNm, 5, divergence, divergence),
                new Receiver(minRange, maxRange, 3 * maxRange, rangeNoise, 0, 0));
    }

    /**
     * How it turns. Column 0 looks backwards (azimuth pi), as in NVIDIA's 128 x 3600 range map.
     *
     * @param clockwise seen from above
     * @param firingCycleMicros from one firing of all lasers to the next; 0: the columns share the revolution evenly
     * @param columns firings per revolution at the rates that it knows; none: as many whole cycles as a revolution holds
     */
    public record Turn(boolean clockwise, double firingCycleMicros, List<Columns> columns) {
        public Turn {
            columns = List.copyOf(columns);
            if (!(firingCycleMicros >= 0) || (firingCycleMicros == 0 && columns.isEmpty())) {
                throw new IllegalArgumentException("a LiDAR needs a firing cycle or a number of columns");
            }
        }
    }

    /** @param rateHz 0: any @param count firings per revolution */
    public record Columns(double rateHz, int count) {
        public Columns {
            if (count < 1 || count > 65_535 || !(rateHz >= 0)) {
                throw new IllegalArgumentException("a revolution has 1 to 65535 columns, not " + count);
            }
        }
    }

    /**
     * One laser.
     *
     * @param elevation radians, up positive
     * @param azimuthOffset radians, counter-clockwise positive, added to the column's azimuth
     * @param fireOffsetMicros time after the column's start
     * @param origin where the beam leaves, metres: forward along the column's azimuth, left, up
     */
    public record Beam(double elevation, double azimuthOffset, double fireOffsetMicros, Vec3 origin) {
        public Beam {
            Objects.requireNonNull(origin);
        }

        /** From the sensor's centre. */
        public Beam(double elevation, double azimuthOffset, double fireOffsetMicros) {
            this(elevation, azimuthOffset, fireOffsetMicros, Vec3.ZERO);
        }
    }

    /**
     * @param wavelengthNm 905 or 865, say
     * @param nanoseconds full width at half maximum: surfaces nearer to each other give one echo
     * @param divergenceAcross full angle of the beam, sideways, radians
     * @param divergenceUp the same upwards
     */
    public record Pulse(double wavelengthNm, double nanoseconds, double divergenceAcross, double divergenceUp) {}

    /**
     * @param minRange metres; nearer returns are dropped
     * @param maxRange metres; the range at which a 10 % target is still seen
     * @param reach metres; the farthest range that is reported
     * @param rangeNoise one sigma of the range of a bright target, metres
     * @param rangeStep ranges are multiples of it, metres; 0: any
     * @param focalRange at this range half of the power is lost because the receiver does not look there, metres; 0: none
     */
    public record Receiver(
            double minRange, double maxRange, double reach, double rangeNoise, double rangeStep, double focalRange) {
        public Receiver {
            if (!(minRange >= 0) || !(maxRange > minRange) || !(reach >= maxRange)) {
                throw new IllegalArgumentException("min range, 10 % range and reach must follow on each other");
            }
        }

        /** A range as it is reported. */
        public double measured(double range) {
            return rangeStep == 0 ? range : Math.rint(range / rangeStep) * rangeStep;
        }
    }

    /**
     * Firings per revolution.
     *
     * @throws IllegalArgumentException where the sensor does not turn at this rate
     */
    public int columns(double rateHz) {
        for (Columns known : turn.columns) {
            if (known.rateHz == rateHz || known.rateHz == 0) {
                return known.count;
            }
        }
        if (turn.firingCycleMicros == 0) {
            throw new IllegalArgumentException(id + " turns at " + rates() + " Hz, not at " + rateHz);
        }
        return (int) Math.clamp((long) (1e6 / rateHz / turn.firingCycleMicros), 1, 65_535);
    }

    private String rates() {
        return turn.columns.stream().map(known -> String.valueOf(known.rateHz)).collect(Collectors.joining(", "));
    }

    /** Time from one column to the next. */
    public double columnMicros(double rateHz) {
        return turn.firingCycleMicros > 0 ? turn.firingCycleMicros : 1e6 / rateHz / columns(rateHz);
    }

    public double minRange() {
        return receiver.minRange;
    }

    public double maxRange() {
        return receiver.maxRange;
    }

    public double reach() {
        return receiver.reach;
    }

    public double rangeNoise() {
        return receiver.rangeNoise;
    }

    /** Of a round beam of the same cross-section, radians. */
    public double divergence() {
        return Math.sqrt(pulse.divergenceAcross * pulse.divergenceUp);
    }

    public double wavelengthNm() {
        return pulse.wavelengthNm;
    }
}
