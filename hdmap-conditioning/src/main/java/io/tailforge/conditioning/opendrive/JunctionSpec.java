package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import java.util.List;

/** A junction as the file states it. */
record JunctionSpec(XmlElement element, String id, Kind kind, List<Connection> connections, boolean hasControllers) {
    enum Kind {
        DEFAULT,
        /** Roads part and join without connecting roads (1.7). */
        DIRECT,
        /** A way in or out in the middle of a road (1.6). */
        VIRTUAL,
        /** Roads that cross without a way from one to the other, such as a footpath over a street (1.8). */
        CROSSING;

        static Kind of(XmlElement junction) {
            return switch (junction.attribute("type", "default")) {
                case "direct" -> DIRECT;
                case "virtual" -> VIRTUAL;
                case "crossing" -> CROSSING;
                default -> DEFAULT;
            };
        }
    }

    /** @param atStart whether the connection enters the connecting road at its start */
    record Connection(
            XmlElement element,
            String junction,
            String incomingRoad,
            String connectingRoad,
            boolean atStart,
            List<LaneLink> laneLinks) {}

    record LaneLink(int from, int to) {}

    static JunctionSpec of(XmlElement element) {
        String id = element.attribute("id");
        return new JunctionSpec(
                element,
                id,
                Kind.of(element),
                Findings.readAll(
                        element.children("connection").stream()
                                .filter(connection ->
                                        connection.findAttribute("incomingRoad").isPresent())
                                .toList(),
                        connection -> connection(id, connection)),
                !element.children("controller").isEmpty());
    }

    private static Connection connection(String junction, XmlElement element) {
        String other = element.findAttribute("connectingRoad")
                .or(() -> element.findAttribute("linkedRoad"))
                .orElseThrow(() -> element.bad("XODR-MISSING-ATTRIBUTE", "needs 'connectingRoad' or 'linkedRoad'"));
        return new Connection(
                element,
                junction,
                element.attribute("incomingRoad"),
                other,
                !element.attribute("contactPoint", "start").equals("end"),
                Findings.readAll(
                        element.children("laneLink"), link -> new LaneLink(link.integer("from"), link.integer("to"))));
    }

    static String elementId(String junction) {
        return "junction:" + junction;
    }
}
