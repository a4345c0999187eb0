package io.tailforge.conditioning.crs;

/** The zones of the Universal Transverse Mercator. */
final class UtmZone {
    private UtmZone() {}

    /** 1 to 60. */
    static int at(double latitude, double longitude) {
        double east = longitude >= 180 ? longitude - 360 : longitude;
        int zone = (int) Math.floor((east + 180) / 6) + 1;
        if (latitude >= 56 && latitude < 64 && zone == 31 && east >= 3) {
            return 32;
        }
        if (latitude >= 72 && latitude < 84 && east >= 0 && east < 42) {
            return 2 * (int) Math.floor((east + 3) / 12) + 31;
        }
        return zone;
    }

    static double centralMeridian(int zone) {
        return zone * 6 - 183;
    }
}
