package io.tailforge.conditioning.argoverse2;

import io.tailforge.scene.map.GeoReference;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cities of Argoverse 2. City coordinates are UTM coordinates less those of the city's origin, as its publisher states them. */
enum City {
    ATX(30.27464237939507, -97.7404457407424, 14),
    DTW(42.29993066912924, -83.17555750783717, 17),
    MIA(25.77452579915163, -80.19656914449405, 17),
    PAO(37.416065, -122.13571963362166, 10),
    PIT(40.44177902989321, -80.01294377242584, 17),
    WDC(38.889377, -77.0355047439081, 18);

    private static final Pattern IN_NAME = Pattern.compile("_(ATX|DTW|MIA|PAO|PIT|WDC)_");

    private final double latitude;
    private final double longitude;
    private final int zone;

    City(double latitude, double longitude, int zone) {
        this.latitude = latitude;
        this.longitude = longitude;
        this.zone = zone;
    }

    /** By the file's name: {@code log_map_archive_{log}____{city}_city_{n}.json}. */
    static Optional<City> of(String fileName) {
        Matcher found = IN_NAME.matcher(fileName);
        return found.find() ? Optional.of(valueOf(found.group(1))) : Optional.empty();
    }

    GeoReference origin() {
        return new GeoReference(latitude, longitude, "+proj=utm +zone=" + zone + " +datum=WGS84 +units=m +no_defs");
    }
}
