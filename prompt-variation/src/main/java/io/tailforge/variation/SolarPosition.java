package io.tailforge.variation;

import io.tailforge.scene.variation.SunPosition;
import java.time.Instant;

/**
 * Where the sun stands: the equations of NOAA's solar calculator (Meeus, Astronomical Algorithms, ch. 25, low accuracy),
 * good to about 0.01 degrees between 1950 and 2050, with NOAA's refraction near the horizon.
 */
public final class SolarPosition {
    private static final double J2000 = 2451545.0;

    private SolarPosition() {}

    /** In a layout whose x axis points east and y axis north. */
    public static SunPosition of(Instant time, Place place) {
        double century = (time.toEpochMilli() / 86_400_000.0 + 2440587.5 - J2000) / 36525;
        double declination = declination(century);
        double minutes = (time.toEpochMilli() / 60_000.0) % 1440;
        double solarMinutes = minutes + equationOfTimeMinutes(century) + 4 * place.longitude();
        double hourAngle = Math.toRadians(wrap(solarMinutes / 4 - 180, 360));
        double latitude = Math.toRadians(place.latitude());
        double east = -StrictMath.cos(declination) * StrictMath.sin(hourAngle);
        double north = StrictMath.sin(declination) * StrictMath.cos(latitude)
                - StrictMath.cos(declination) * StrictMath.sin(latitude) * StrictMath.cos(hourAngle);
        double up = StrictMath.sin(declination) * StrictMath.sin(latitude)
                + StrictMath.cos(declination) * StrictMath.cos(latitude) * StrictMath.cos(hourAngle);
        double elevation = StrictMath.asin(Math.clamp(up, -1, 1));
        double seen = Math.clamp(elevation + refraction(elevation), -Math.PI / 2, Math.PI / 2);
        return new SunPosition(seen, StrictMath.atan2(north, east));
    }

    private static double declination(double t) {
        double omega = Math.toRadians(125.04 - 1934.136 * t);
        double apparent = trueLongitudeDeg(t) - 0.00569 - 0.00478 * StrictMath.sin(omega);
        return StrictMath.asin(StrictMath.sin(obliquity(t)) * StrictMath.sin(Math.toRadians(apparent)));
    }

    private static double equationOfTimeMinutes(double t) {
        double y = StrictMath.pow(StrictMath.tan(obliquity(t) / 2), 2);
        double l0 = Math.toRadians(meanLongitudeDeg(t));
        double m = Math.toRadians(meanAnomalyDeg(t));
        double e = eccentricity(t);
        return 4
                * Math.toDegrees(y * StrictMath.sin(2 * l0)
                        - 2 * e * StrictMath.sin(m)
                        + 4 * e * y * StrictMath.sin(m) * StrictMath.cos(2 * l0)
                        - 0.5 * y * y * StrictMath.sin(4 * l0)
                        - 1.25 * e * e * StrictMath.sin(2 * m));
    }

    private static double trueLongitudeDeg(double t) {
        double m = Math.toRadians(meanAnomalyDeg(t));
        double centre = StrictMath.sin(m) * (1.914602 - t * (0.004817 + 0.000014 * t))
                + StrictMath.sin(2 * m) * (0.019993 - 0.000101 * t)
                + StrictMath.sin(3 * m) * 0.000289;
        return meanLongitudeDeg(t) + centre;
    }

    private static double meanLongitudeDeg(double t) {
        return wrap(280.46646 + t * (36000.76983 + t * 0.0003032), 360);
    }

    private static double meanAnomalyDeg(double t) {
        return 357.52911 + t * (35999.05029 - 0.0001537 * t);
    }

    private static double eccentricity(double t) {
        return 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
    }

    private static double obliquity(double t) {
        double seconds = 21.448 - t * (46.815 + t * (0.00059 - t * 0.001813));
        double mean = 23 + (26 + seconds / 60) / 60;
        double omega = Math.toRadians(125.04 - 1934.136 * t);
        return Math.toRadians(mean + 0.00256 * StrictMath.cos(omega));
    }

    /** NOAA's approximate atmospheric refraction, radians. */
    private static double refraction(double elevation) {
        double degrees = Math.toDegrees(elevation);
        if (degrees > 85) {
            return 0;
        }
        double tan = StrictMath.tan(elevation);
        double seconds;
        if (degrees > 5) {
            seconds = 58.1 / tan - 0.07 / StrictMath.pow(tan, 3) + 0.000086 / StrictMath.pow(tan, 5);
        } else if (degrees > -0.575) {
            seconds = 1735 + degrees * (-518.2 + degrees * (103.4 + degrees * (-12.79 + degrees * 0.711)));
        } else {
            seconds = -20.772 / tan;
        }
        return Math.toRadians(seconds / 3600);
    }

    private static double wrap(double value, double period) {
        return value - period * Math.floor(value / period);
    }
}
