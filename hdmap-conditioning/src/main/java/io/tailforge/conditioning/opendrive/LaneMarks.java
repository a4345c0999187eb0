package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The painted lines of a section. Equal marks that follow each other become one line. */
final class LaneMarks {
    /** Dashes from this length on are long ones, metres: RDS-HQ has 3.05 m and 0.91 m. */
    private static final double LONG_DASH = 2;

    private LaneMarks() {}

    private record Mark(double from, LineStyle style, LineColour colour, PiecewiseCubic sway) {
        boolean looksLike(Mark other) {
            return style == other.style && colour == other.colour && sway.isEmpty() && other.sway.isEmpty();
        }
    }

    static List<MapElement> of(SectionShape shape) {
        List<MapElement> lines = new ArrayList<>();
        shape.section().lanes().stream()
                .filter(lane -> lane.id() == 0 || shape.maxWidth(lane) >= RoadEdges.MIN_WIDTH)
                .forEach(lane -> addLines(shape, lane, lines));
        return lines;
    }

    private static void addLines(SectionShape shape, LaneSpec lane, List<MapElement> lines) {
        List<Mark> marks = marks(shape.section(), lane);
        for (int i = 0; i < marks.size(); i++) {
            double to = i + 1 < marks.size()
                    ? marks.get(i + 1).from()
                    : shape.section().end();
            int first = shape.nearest(marks.get(i).from());
            int last = shape.nearest(to);
            if (last > first && marks.get(i).style() != LineStyle.NONE) {
                String id = "line:" + LaneLinks.laneId(shape.road(), shape.section(), lane.id()) + "." + i;
                lines.add(new MapElement.LaneLine(
                        id,
                        shape.line(
                                lane.id(),
                                first,
                                last,
                                s -> EdgeHeight.of(lane, s, 1),
                                marks.get(i).sway()::at),
                        marks.get(i).colour(),
                        marks.get(i).style()));
            }
        }
    }

    private static List<Mark> marks(LaneSection section, LaneSpec lane) {
        List<Mark> merged = new ArrayList<>();
        lane.marks().stream()
                .map(mark -> mark(mark, section.start() + mark.number("sOffset", 0), lane.id()))
                .sorted(Comparator.comparingDouble(Mark::from))
                .forEach(mark -> {
                    if (merged.isEmpty() || !merged.getLast().looksLike(mark)) {
                        merged.add(mark);
                    }
                });
        return merged;
    }

    private static Mark mark(XmlElement mark, double from, int laneId) {
        return new Mark(from, style(mark, laneId), colour(mark), sway(mark, from));
    }

    /** Away from the lane's edge, to the left: as it sways, or as its only line is offset. */
    private static PiecewiseCubic sway(XmlElement mark, double from) {
        List<XmlElement> sways = mark.children("sway");
        if (!sways.isEmpty()) {
            return PiecewiseCubic.of(sways, "ds", from);
        }
        List<XmlElement> lines = mark.at("type", "line");
        double offset = lines.size() == 1 ? lines.getFirst().number("tOffset", 0) : 0;
        return new PiecewiseCubic(offset == 0 ? List.of() : List.of(new PiecewiseCubic.Piece(from, offset, 0, 0, 0)));
    }

    private static LineColour colour(XmlElement mark) {
        return switch (mark.attribute("color", "standard")) {
            case "standard", "white" -> LineColour.WHITE;
            case "yellow" -> LineColour.YELLOW;
            case "blue" -> LineColour.BLUE;
            case "red" -> LineColour.RED;
            default -> LineColour.OTHER;
        };
    }

    /**
     * Double marks are named from the inside to the outside, at the centre from left to right; RDS-HQ names what is on
     * the right of the line first.
     */
    private static LineStyle style(XmlElement mark, int laneId) {
        boolean outwardsIsLeft = laneId > 0;
        return switch (mark.attribute("type")) {
            case "solid" -> LineStyle.SOLID_SINGLE;
            case "broken" -> isShort(mark) ? LineStyle.SHORT_DASHED_SINGLE : LineStyle.LONG_DASHED_SINGLE;
            case "solid solid" -> LineStyle.SOLID_GROUP;
            case "broken broken" -> isShort(mark) ? LineStyle.SHORT_DASHED_GROUP : LineStyle.LONG_DASHED_GROUP;
            case "solid broken" -> outwardsIsLeft ? LineStyle.SOLID_DASHED : LineStyle.DASHED_SOLID;
            case "broken solid" -> outwardsIsLeft ? LineStyle.DASHED_SOLID : LineStyle.SOLID_DASHED;
            case "botts dots" -> LineStyle.DOT_DASHED_SINGLE;
            case "none", "curb", "edge", "grass" -> LineStyle.NONE;
            default -> LineStyle.OTHER;
        };
    }

    private static boolean isShort(XmlElement mark) {
        Optional<XmlElement> dash = mark.at("type", "line").stream().findFirst();
        double length = dash.map(line -> line.number("length", LONG_DASH)).orElse(LONG_DASH);
        return length > 0 && length < LONG_DASH;
    }
}
