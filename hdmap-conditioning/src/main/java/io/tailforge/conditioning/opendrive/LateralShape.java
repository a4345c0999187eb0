package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The height of a road's cross-section over its plane: cubics of t at some stations, blended straight between them. */
record LateralShape(List<Section> sections) {
    LateralShape {
        sections = List.copyOf(sections);
    }

    record Section(double s, PiecewiseCubic profile) {}

    static LateralShape of(List<XmlElement> shapes) {
        Map<Double, List<XmlElement>> byStation = new TreeMap<>();
        shapes.forEach(shape -> byStation
                .computeIfAbsent(shape.number("s"), any -> new ArrayList<>())
                .add(shape));
        List<Section> sections = new ArrayList<>();
        byStation.forEach((s, records) -> sections.add(new Section(s, PiecewiseCubic.of(records, "t", 0))));
        return new LateralShape(sections);
    }

    /** Metres up; before the first station and behind the last as there. */
    double at(double s, double t) {
        if (sections.isEmpty()) {
            return 0;
        }
        int i = 0;
        while (i + 1 < sections.size() && sections.get(i + 1).s() <= s) {
            i++;
        }
        Section here = sections.get(i);
        double height = here.profile().at(t);
        if (i + 1 == sections.size() || s <= here.s()) {
            return height;
        }
        Section next = sections.get(i + 1);
        return height + (next.profile().at(t) - height) * (s - here.s()) / (next.s() - here.s());
    }
}
