package io.tailforge.conditioning.topology;

import io.tailforge.scene.map.DrivingSide;
import java.util.Locale;
import java.util.Set;

/** Countries whose traffic keeps left, by their ISO 3166 codes of two and of three letters. */
public final class LeftHandCountries {
    private static final Set<String> CODES = Set.of(
            "JP", "JPN", "GB", "GBR", "UK", "AU", "AUS", "NZ", "NZL", "IE", "IRL", "IN", "IND", "TH", "THA", "MY",
            "MYS", "SG", "SGP", "HK", "HKG", "ID", "IDN", "ZA", "ZAF", "KE", "KEN", "CY", "CYP", "MT", "MLT", "PK",
            "PAK", "BD", "BGD", "LK", "LKA", "NP", "NPL", "MO", "MAC", "TZ", "TZA", "UG", "UGA", "ZW", "ZWE", "ZM",
            "ZMB", "BW", "BWA", "NA", "NAM", "JM", "JAM", "TT", "TTO", "BN", "BRN", "FJ", "FJI", "MU", "MUS", "BB",
            "BRB", "BS", "BHS", "MZ", "MOZ");

    private LeftHandCountries() {}

    public static DrivingSide sideOf(String country) {
        return CODES.contains(country.strip().toUpperCase(Locale.ROOT)) ? DrivingSide.LEFT : DrivingSide.RIGHT;
    }
}
