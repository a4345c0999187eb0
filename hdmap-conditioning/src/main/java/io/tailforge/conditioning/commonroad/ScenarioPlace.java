package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.GeoReference;
import java.util.Optional;

/**
 * Where a scenario lies. A {@code geoReference} that is a PROJ string places projected coordinates, shifted as
 * {@code additionalTransformation} says; without one the origin lies at {@code gpsLatitude} and {@code gpsLongitude},
 * where 999 stands for none.
 */
final class ScenarioPlace {
    /** The stated latitude and longitude are those of a town or of the scenario; further off one of the two is wrong. */
    private static final double SAME_AREA = 100_000;

    private ScenarioPlace() {}

    static Optional<GeoReference> of(XmlElement root, Vec3 middle, Findings findings) {
        return root.find("location").flatMap(location -> place(location, middle, findings));
    }

    private static Optional<GeoReference> place(XmlElement location, Vec3 middle, Findings findings) {
        Optional<GeoReference> stated = stated(location);
        Optional<XmlElement> transformation = location.find("geoTransformation");
        Optional<GeoReference> projected = transformation.flatMap(ScenarioPlace::projected);
        if (projected.isPresent()
                && stated.filter(gps -> !isNear(projected.get(), gps, middle)).isEmpty()) {
            return projected;
        }
        transformation.ifPresent(found -> findings.warn(found.problem(
                "MAP-GEOREF-UNUSED",
                "the geoReference cannot be used (no PROJ string we know, turned or scaled, or far from gpsLatitude and"
                        + " gpsLongitude)" + (stated.isPresent() ? "; the latter place the map" : ""))));
        return stated;
    }

    private static Optional<GeoReference> stated(XmlElement location) {
        double latitude = ScenarioXml.findNumber(location, "gpsLatitude").orElse(999);
        double longitude = ScenarioXml.findNumber(location, "gpsLongitude").orElse(999);
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? Optional.of(new GeoReference(latitude, longitude, ""))
                : Optional.empty();
    }

    private static Optional<GeoReference> projected(XmlElement transformation) {
        Optional<XmlElement> more = transformation.find("additionalTransformation");
        double turn = more.map(found -> number(found, "zRotation", 0)).orElse(0.0);
        double scale = more.map(found -> number(found, "scaling", 1)).orElse(1.0);
        if (turn != 0 || scale != 1) {
            return Optional.empty();
        }
        return MapProjection.originOf(
                ScenarioXml.text(transformation, "geoReference"),
                more.map(found -> number(found, "xTranslation", 0)).orElse(0.0),
                more.map(found -> number(found, "yTranslation", 0)).orElse(0.0));
    }

    private static double number(XmlElement parent, String name, double absent) {
        return ScenarioXml.findNumber(parent, name).orElse(absent);
    }

    private static boolean isNear(GeoReference projected, GeoReference gps, Vec3 middle) {
        double[] local = MapProjection.of(projected).toLocal(gps.latitude(), gps.longitude());
        return Math.hypot(local[0] - middle.x(), local[1] - middle.y()) < SAME_AREA;
    }
}
