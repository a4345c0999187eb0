package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lanes from {@code start} to {@code end} along a road.
 *
 * @param lanes from left to right, the centre line (id 0) among them
 */
record LaneSection(XmlElement element, int index, double start, double end, List<LaneSpec> lanes) {
    static LaneSection of(XmlElement element, int index, double start, double end, boolean rightHandTraffic) {
        Findings findings = new Findings();
        List<LaneSpec> lanes = new ArrayList<>();
        for (String side : List.of("left", "center", "right")) {
            for (XmlElement lane : element.at(side, "lane")) {
                findings.attempt(() -> lane(lane, side, start, rightHandTraffic))
                        .ifPresent(lanes::add);
            }
        }
        findings.throwIfRefused();
        requireIds(element, lanes);
        lanes.sort(Comparator.comparingInt(LaneSpec::id).reversed());
        return new LaneSection(element, index, start, end, lanes);
    }

    private static LaneSpec lane(XmlElement lane, String side, double start, boolean rightHandTraffic) {
        LaneSpec spec = LaneSpec.of(lane, start, rightHandTraffic);
        if (Integer.signum(spec.id()) != sign(side)) {
            throw lane.bad("XODR-LANE", "has an id of the wrong sign for the side '" + side + "'");
        }
        return spec;
    }

    private static int sign(String side) {
        return switch (side) {
            case "left" -> 1;
            case "right" -> -1;
            default -> 0;
        };
    }

    private static void requireIds(XmlElement element, List<LaneSpec> lanes) {
        Set<Integer> ids = new HashSet<>();
        for (LaneSpec lane : lanes) {
            if (!ids.add(lane.id())) {
                throw lane.element().bad("XODR-LANE", "is there twice in its section");
            }
        }
        if (!ids.contains(0)) {
            throw element.bad("XODR-LANE", "has no centre lane with the id 0");
        }
        for (LaneSpec lane : lanes) {
            if (lane.id() != 0 && !ids.contains(lane.id() - Integer.signum(lane.id()))) {
                throw lane.element().bad("XODR-LANE", "leaves a gap in the numbering towards the centre");
            }
        }
    }

    Optional<LaneSpec> find(int id) {
        return lanes.stream().filter(lane -> lane.id() == id).findFirst();
    }
}
