package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.map.GeoReference;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where on Earth the origin of a map lies, by its PROJ string and the offset of its header. Where they do not tell, the
 * map stays without a place, with a warning; they never fail a map.
 */
final class GeoReferences {
    /** Projections that count metres from a point far from any map. */
    private static final Pattern FALSE_ORIGIN = Pattern.compile("\\+proj=utm|\\+[xy]_0=-?[1-9][0-9]{5,}");

    private static final double FAR = 100_000;
    private static final double ZERO = 1e-6;

    private GeoReferences() {}

    static Optional<GeoReference> read(XmlElement header, Findings warnings) {
        Optional<XmlElement> element = header.find("geoReference");
        String projection = element.map(found -> found.text().strip()).orElse("");
        if (projection.isEmpty()) {
            return Optional.empty();
        }
        Optional<GeoReference> place = place(header, projection);
        if (place.isEmpty()) {
            warnings.warn(element.orElseThrow()
                    .problem(
                            "MAP-GEOREF-UNUSED", "the projection tells no place for the origin: " + brief(projection)));
        }
        return place;
    }

    private static Optional<GeoReference> place(XmlElement header, String projection) {
        double x = offset(header, "x");
        double y = offset(header, "y");
        boolean turned = Math.abs(offset(header, "hdg")) > ZERO;
        boolean offsetMissing = FALSE_ORIGIN.matcher(projection).find() && Math.abs(x) < FAR && Math.abs(y) < FAR;
        return turned || offsetMissing
                ? Optional.empty()
                : MapProjection.originOf(projection, x, y).filter(GeoReferences::isPlace);
    }

    /** A projection at 0, 0 is what exporters write who know no place. */
    private static boolean isPlace(GeoReference reference) {
        return Math.abs(reference.latitude()) > ZERO || Math.abs(reference.longitude()) > ZERO;
    }

    private static String brief(String projection) {
        return projection.length() <= 120 ? projection : projection.substring(0, 120) + "...";
    }

    private static double offset(XmlElement header, String key) {
        return header.find("offset").map(found -> found.number(key, 0)).orElse(0.0);
    }
}
