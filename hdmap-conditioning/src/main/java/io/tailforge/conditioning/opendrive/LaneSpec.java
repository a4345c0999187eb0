package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One lane of one section, as the file states it; s from the start of the road.
 *
 * @param id positive to the left of the reference line, negative to the right, 0 the line between
 * @param border distance of the outer edge from the centre line, used where there is no width
 * @param heights of inner and outer edge above the road, each from its s on
 * @param runsAlongS whether traffic on it runs in the direction of s
 */
record LaneSpec(
        XmlElement element,
        int id,
        LaneType type,
        PiecewiseCubic width,
        PiecewiseCubic border,
        List<Height> heights,
        List<XmlElement> marks,
        OptionalInt predecessor,
        OptionalInt successor,
        boolean runsAlongS,
        SpeedLimits speedLimits) {
    LaneSpec {
        heights = heights.stream().sorted(Comparator.comparingDouble(Height::s)).toList();
        marks = List.copyOf(marks);
    }

    record Height(double s, double inner, double outer) {}

    static LaneSpec of(XmlElement element, double sectionStart, boolean rightHandTraffic) {
        int id = element.integer("id");
        boolean along = id < 0 == rightHandTraffic;
        boolean reversed = element.attribute("direction", "standard").equals("reversed");
        Findings parts = new Findings();
        Optional<LaneType> type = parts.attempt(() -> LaneType.of(element));
        Optional<PiecewiseCubic> width = parts.attempt(() -> cubic(element, "width", sectionStart));
        Optional<PiecewiseCubic> border = parts.attempt(() -> cubic(element, "border", sectionStart));
        Optional<List<Height>> heights = parts.attempt(
                () -> Findings.readAll(element.children("height"), height -> height(height, sectionStart)));
        Optional<OptionalInt> predecessor = parts.attempt(() -> link(element, "predecessor"));
        Optional<OptionalInt> successor = parts.attempt(() -> link(element, "successor"));
        Optional<SpeedLimits> limits = parts.attempt(() -> SpeedLimits.ofLane(element, sectionStart));
        parts.throwIfRefused();
        return new LaneSpec(
                element,
                id,
                type.orElseThrow(),
                width.orElseThrow(),
                border.orElseThrow(),
                heights.orElseThrow(),
                element.children("roadMark"),
                predecessor.orElseThrow(),
                successor.orElseThrow(),
                along != reversed,
                limits.orElseThrow());
    }

    private static PiecewiseCubic cubic(XmlElement element, String name, double sectionStart) {
        return PiecewiseCubic.of(element.children(name), "sOffset", sectionStart);
    }

    private static Height height(XmlElement element, double sectionStart) {
        return new Height(sectionStart + element.number("sOffset"), element.number("inner"), element.number("outer"));
    }

    private static OptionalInt link(XmlElement element, String name) {
        return element.at("link", name).stream()
                .mapToInt(link -> link.integer("id"))
                .findFirst();
    }

    /** Height above the road, on the inner (0) to the outer (1) edge. */
    double heightAt(double s, double across) {
        if (heights.isEmpty()) {
            return 0;
        }
        int i = 0;
        while (i + 1 < heights.size() && heights.get(i + 1).s() <= s) {
            i++;
        }
        Height here = heights.get(i);
        double height = here.inner() + (here.outer() - here.inner()) * across;
        if (i + 1 == heights.size() || s <= here.s()) {
            return height;
        }
        Height next = heights.get(i + 1);
        double t = (s - here.s()) / (next.s() - here.s());
        return height + t * (next.inner() + (next.outer() - next.inner()) * across - height);
    }
}
