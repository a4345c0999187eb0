package io.tailforge.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.variation.SunPosition;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolarPositionTest {
    /** The worked example of NREL's Solar Position Algorithm (zenith 50.11162, azimuth 194.34024), and facts of the calendar. */
    @ParameterizedTest
    @CsvSource({
        "2003-10-17T19:30:30Z, 39.742476, -105.1786, 39.888, 194.340, 0.02",
        "2026-03-20T12:07:00Z, 0, 0, 90, -1, 0.6",
        "2026-06-21T12:02:00Z, 66.5622, 0, 46.87, 180, 0.6",
        "2026-12-21T12:00:00Z, 51.4779, 0, 15.1, 180, 0.6"
    })
    void theSunStandsWhereAstronomersSay(
            Instant time, double latitude, double longitude, double elevation, double bearing, double tolerance) {
        SunPosition sun = SolarPosition.of(time, new Place(latitude, longitude));
        assertThat(Math.toDegrees(sun.elevation())).isCloseTo(elevation, within(tolerance));
        if (bearing >= 0) {
            double compass = (450 - Math.toDegrees(sun.azimuth())) % 360;
            assertThat(compass).isCloseTo(bearing, within(tolerance));
        }
    }
}
