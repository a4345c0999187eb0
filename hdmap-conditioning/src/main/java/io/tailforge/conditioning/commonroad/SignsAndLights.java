package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.roadside.Plate;
import io.tailforge.conditioning.roadside.Posts;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Signs and lights. The format gives their place and nothing of their size; one without a place stands a metre right of
 * the end of the first lanelet that names it, and each looks at that lanelet's traffic.
 */
final class SignsAndLights {
    private static final double ASIDE = 1;
    /** By the catalogues of the countries that CommonRoad knows. */
    private static final Set<String> SPEED_LIMITS =
            Set.of("274", "274.1", "R2-1", "r301", "3.24", "R15", "C43", "B14", "\u03a1-32", "B31");

    private static final double KMH = 1 / 3.6;

    private final Map<String, ScenarioLane> laneOfSign = new HashMap<>();
    private final Map<String, ScenarioLane> laneOfLight = new HashMap<>();
    private final Posts posts;
    private final String country;

    /** @param country three letters, lower case */
    SignsAndLights(Collection<ScenarioLane> lanes, LaneIndex index, String country) {
        this.posts = new Posts(index);
        this.country = country;
        for (ScenarioLane lane : lanes) {
            lane.signs().forEach(id -> laneOfSign.putIfAbsent(id, lane));
            lane.lights().forEach(id -> laneOfLight.putIfAbsent(id, lane));
        }
    }

    static String lightId(XmlElement light) {
        return "light:" + light.attribute("id");
    }

    List<MapElement> sign(XmlElement sign) {
        String id = "sign:" + sign.attribute("id");
        Optional<ScenarioLane> lane = Optional.ofNullable(laneOfSign.get(sign.attribute("id")));
        Optional<Vec3> foot = foot(sign, lane);
        boolean seen = !ScenarioXml.text(sign, "virtual").equals("true");
        if (!seen || foot.isEmpty()) {
            return List.of();
        }
        double facing = facing(foot.get(), lane);
        Plate plate = Plate.sign(foot.get(), facing, foot.get().z() + Plate.SIGN_BOTTOM, 0.6, 0.6);
        List<MapElement> elements = new ArrayList<>();
        elements.add(new TrafficSign(id, plate.corners(), facing, code(sign)));
        posts.under(plate, "pole:" + id, false).ifPresent(elements::add);
        return elements;
    }

    List<MapElement> light(XmlElement light) {
        Optional<ScenarioLane> lane = Optional.ofNullable(laneOfLight.get(light.attribute("id")));
        Optional<Vec3> foot = foot(light, lane);
        if (foot.isEmpty()) {
            return List.of();
        }
        double facing = facing(foot.get(), lane);
        Plate plate = Plate.light(foot.get(), facing, foot.get().z() + Plate.LIGHT_BOTTOM, 0.35, 1);
        List<MapElement> elements = new ArrayList<>();
        elements.add(new TrafficLight(lightId(light), plate.corners(), facing));
        posts.under(plate, "pole:" + lightId(light), true).ifPresent(elements::add);
        return elements;
    }

    private static Optional<Vec3> foot(XmlElement thing, Optional<ScenarioLane> lane) {
        Optional<Vec3> stated = thing.find("position")
                .flatMap(position -> position.find("point"))
                .map(ScenarioXml::point);
        return stated.or(() -> lane.map(SignsAndLights::besideEnd));
    }

    private static Vec3 besideEnd(ScenarioLane lane) {
        Vec3 right = lane.right().last();
        Vec3 across = right.minus(lane.left().last());
        return across.norm() == 0 ? right : right.plus(across.normalized().times(ASIDE));
    }

    /** Against the lanelet, where it comes nearest. */
    private static double facing(Vec3 foot, Optional<ScenarioLane> lane) {
        if (lane.isEmpty()) {
            return 0;
        }
        Polyline3 rail = lane.get().right();
        int nearest = 1;
        for (int i = 1; i < rail.size(); i++) {
            if (rail.point(i).horizontalDistanceTo(foot) < rail.point(nearest).horizontalDistanceTo(foot)) {
                nearest = i;
            }
        }
        Vec3 towards = rail.point(nearest - 1).minus(rail.point(nearest));
        return StrictMath.atan2(towards.y(), towards.x());
    }

    /** Country and number of the first element, a speed limit's value in km/h behind it: {@code deu:274-50}. */
    private String code(XmlElement sign) {
        Optional<XmlElement> first = sign.find("trafficSignElement");
        String number =
                first.map(element -> ScenarioXml.text(element, "trafficSignID")).orElse("");
        OptionalDouble limit = first.map(SignsAndLights::limit).orElse(OptionalDouble.empty());
        String value = limit.isPresent() && number.startsWith("274") ? "-" + Math.round(limit.getAsDouble() / KMH) : "";
        String prefix = country.toLowerCase(Locale.ROOT) + ":";
        return number.isEmpty() ? "" : prefix + (number.length() > 40 ? number.substring(0, 40) : number) + value;
    }

    /** The speed limits of lanelets, by the signs they name: {@code additionalValue} is in metres per second. */
    static Map<String, OptionalDouble> limits(
            Collection<ScenarioLane> lanes, Collection<XmlElement> signs, Findings findings) {
        Map<String, OptionalDouble> bySign = new HashMap<>();
        signs.forEach(sign -> findings.attempt(() -> limitOf(sign))
                .filter(OptionalDouble::isPresent)
                .ifPresent(
                        limit -> findings.attempt(() -> sign.attribute("id")).ifPresent(id -> bySign.put(id, limit))));
        Map<String, OptionalDouble> byLane = new HashMap<>();
        lanes.forEach(lane -> lane.signs().stream()
                .filter(bySign::containsKey)
                .findFirst()
                .ifPresent(sign -> byLane.put(lane.id(), bySign.getOrDefault(sign, OptionalDouble.empty()))));
        return byLane;
    }

    private static OptionalDouble limitOf(XmlElement sign) {
        return sign.children("trafficSignElement").stream()
                .map(SignsAndLights::limit)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble limit(XmlElement element) {
        String number = ScenarioXml.text(element, "trafficSignID");
        boolean isLimit = SPEED_LIMITS.contains(number);
        OptionalDouble value = isLimit ? ScenarioXml.findNumber(element, "additionalValue") : OptionalDouble.empty();
        return value.isPresent() && value.getAsDouble() > 0 && value.getAsDouble() <= 200
                ? value
                : OptionalDouble.empty();
    }
}
