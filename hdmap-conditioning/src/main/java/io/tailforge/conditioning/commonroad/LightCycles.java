package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.Change;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cycles of lights over a span of time; durations and offset are time steps. */
final class LightCycles {
    private static final int MAX_CHANGES = 10_000;

    private LightCycles() {}

    /** Empty where the light has no cycle of any length, or is switched off for good. */
    static Optional<LightTimeline> of(XmlElement light, double stepMicros, long endMicros) {
        List<XmlElement> elements = light.at("cycle", "cycleElement");
        double length = elements.stream().mapToDouble(LightCycles::duration).sum();
        String id = SignsAndLights.lightId(light);
        if (ScenarioXml.text(light, "active").equals("false")) {
            return Optional.of(new LightTimeline(id, List.of(new Change(0, LightState.OFF))));
        }
        if (!(length > 0)) {
            return Optional.empty();
        }
        double offset = light.find("cycle")
                .flatMap(cycle -> cycle.find("timeOffset"))
                .map(XmlElement::textNumber)
                .orElse(0.0);
        double step = -((((-offset) % length) + length) % length);
        List<Change> changes = new ArrayList<>();
        for (int k = 0; step * stepMicros < endMicros && changes.size() < MAX_CHANGES; k++) {
            XmlElement element = elements.get(k % elements.size());
            double duration = duration(element);
            if (step + duration > 0 && duration > 0) {
                add(changes, Math.max(0, Math.round(step * stepMicros)), state(ScenarioXml.text(element, "color")));
            }
            step += duration;
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new LightTimeline(id, changes));
    }

    private static void add(List<Change> changes, long micros, LightState state) {
        boolean same = !changes.isEmpty() && changes.getLast().state() == state;
        boolean later = changes.isEmpty() || micros > changes.getLast().timestampMicros();
        if (!same && later) {
            changes.add(new Change(micros, state));
        }
    }

    private static double duration(XmlElement element) {
        double duration = ScenarioXml.child(element, "duration").textNumber();
        if (!(duration >= 0)) {
            throw element.bad("COMMONROAD-LIGHT", "lasts " + duration + " time steps; none can last less than 0");
        }
        return duration;
    }

    private static LightState state(String colour) {
        return switch (colour) {
            case "red", "redYellow" -> LightState.RED;
            case "yellow" -> LightState.YELLOW;
            case "green" -> LightState.GREEN;
            case "inactive" -> LightState.OFF;
            default -> LightState.UNKNOWN;
        };
    }
}
