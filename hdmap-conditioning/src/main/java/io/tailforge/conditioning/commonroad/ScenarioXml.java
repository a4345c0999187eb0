package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.xml.XmlDialect;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How CommonRoad writes things down: values as the text of elements. */
final class ScenarioXml {
    static final XmlDialect DIALECT = new XmlDialect("COMMONROAD", Set.of("occupancySet", "goalState"), name -> true);
    private static final double MAX_METRES = 1e8;

    private ScenarioXml() {}

    static XmlElement child(XmlElement parent, String name) {
        return parent.find(name).orElseThrow(() -> parent.bad("COMMONROAD-MISSING-ELEMENT", "needs a '" + name + "'"));
    }

    static String text(XmlElement parent, String name) {
        return parent.find(name).map(found -> found.text().strip()).orElse("");
    }

    static OptionalDouble findNumber(XmlElement parent, String name) {
        return parent.find(name)
                .filter(found -> !found.text().isBlank())
                .map(found -> OptionalDouble.of(found.textNumber()))
                .orElse(OptionalDouble.empty());
    }

    static double metres(XmlElement parent, String name) {
        double value = child(parent, name).textNumber();
        if (!(Math.abs(value) <= MAX_METRES)) {
            throw parent.bad("MAP-NOT-FINITE", "'" + name + "' is " + value + ", further than any map reaches");
        }
        return value;
    }

    /** x, y and, where given, z. */
    static Vec3 point(XmlElement point) {
        double z = point.find("z").isPresent() ? metres(point, "z") : 0;
        return new Vec3(metres(point, "x"), metres(point, "y"), z);
    }

    static List<Vec3> points(XmlElement parent) {
        return parent.children("point").stream().map(ScenarioXml::point).toList();
    }

    /** {@code exact}, or the middle between {@code intervalStart} and {@code intervalEnd}. */
    static OptionalDouble value(XmlElement state, String name) {
        Optional<XmlElement> found = state.find(name);
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (found.get().find("exact").isPresent()) {
            return OptionalDouble.of(child(found.get(), "exact").textNumber());
        }
        return OptionalDouble.of((child(found.get(), "intervalStart").textNumber()
                        + child(found.get(), "intervalEnd").textNumber())
                / 2);
    }

    static List<String> refs(XmlElement parent, String name) {
        return parent.children(name).stream()
                .map(found -> found.attribute("ref"))
                .distinct()
                .toList();
    }
}
