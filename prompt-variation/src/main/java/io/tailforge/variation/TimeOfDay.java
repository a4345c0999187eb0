package io.tailforge.variation;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/** When it is: by where the sun stands or by the clock. */
public sealed interface TimeOfDay {
    /**
     * @param elevationDeg above the horizon, -90..90
     * @param azimuthDeg compass bearing of the sun, clockwise from north (the layout's +y), 0..360
     */
    record SunAngles(Interval elevationDeg, Interval azimuthDeg) implements TimeOfDay {
        public SunAngles {
            if (elevationDeg.min() < -90 || elevationDeg.max() > 90) {
                throw new IllegalArgumentException("a sun elevation lies between -90 and 90 degrees");
            }
            if (azimuthDeg.min() < -360 || azimuthDeg.max() > 360) {
                throw new IllegalArgumentException("a sun azimuth lies between -360 and 360 degrees");
            }
        }
    }

    /**
     * Local time at a place.
     *
     * @param place empty: the layout's georeference, else the region's typical place
     * @param zone empty: the whole-hour offset nearest to the place's longitude
     */
    record ClockTime(LocalDateTime local, Optional<Place> place, Optional<ZoneId> zone) implements TimeOfDay {
        public ClockTime {
            Objects.requireNonNull(local);
            Objects.requireNonNull(place);
            Objects.requireNonNull(zone);
            if (local.getYear() < 1950 || local.getYear() > 2050) {
                throw new IllegalArgumentException(
                        "the sun's algorithm holds from 1950 to 2050, not in " + local.getYear());
            }
        }
    }
}
