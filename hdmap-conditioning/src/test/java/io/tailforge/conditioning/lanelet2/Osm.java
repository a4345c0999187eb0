package io.tailforge.conditioning.lanelet2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Small Lanelet2 maps, made by tests. */
final class Osm {
    private final StringBuilder body = new StringBuilder();

    /** @param tags {@code key=value} */
    Osm node(long id, double latitude, double longitude, String... tags) {
        body.append("<node id='%d' lat='%.9f' lon='%.9f'>%s</node>\n".formatted(id, latitude, longitude, tags(tags)));
        return this;
    }

    Osm way(long id, long[] nodes, String... tags) {
        String members = LongStream.of(nodes)
                .mapToObj(node -> "<nd ref='" + node + "'/>")
                .collect(Collectors.joining());
        body.append("<way id='" + id + "'>" + members + tags(tags) + "</way>\n");
        return this;
    }

    Osm lanelet(long id, long left, long right, String... tags) {
        return relation(id, member("way", left, "left") + member("way", right, "right"), with("type=lanelet", tags));
    }

    Osm relation(long id, String members, String... tags) {
        body.append("<relation id='" + id + "'>" + members + tags(tags) + "</relation>\n");
        return this;
    }

    Osm raw(String xml) {
        body.append(xml);
        return this;
    }

    static String member(String type, long ref, String role) {
        return "<member type='" + type + "' ref='" + ref + "' role='" + role + "'/>";
    }

    static long[] nodes(long... ids) {
        return ids;
    }

    private static String[] with(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }

    private static String tags(String... tags) {
        return Stream.of(tags)
                .map(tag -> "<tag k='" + tag.substring(0, tag.indexOf('=')) + "' v='"
                        + tag.substring(tag.indexOf('=') + 1) + "'/>")
                .collect(Collectors.joining());
    }

    String document() {
        return "<?xml version='1.0'?>\n<osm version='0.6'>\n" + body + "</osm>\n";
    }

    Path write(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".osm"), document());
    }

    /** Rows of nodes, 10^-4 degrees of longitude (about 7 m) apart from 1 upwards: node 100 r + c in row r, column c. */
    static Osm grid(int rows, int columns, String... tags) {
        Osm osm = new Osm();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                osm.node(100 * (r + 1) + c, 49 + r * 3e-5, 8 + c * 1e-4, tags);
            }
        }
        return osm;
    }

    /** A street east to west: two lanes each of two lanelets, 3.3 m wide, oncoming traffic on the left of each. */
    static Osm street() {
        return grid(3, 3)
                .way(10, nodes(100, 101), "type=curbstone", "subtype=high")
                .way(11, nodes(101, 102), "type=curbstone", "subtype=low")
                .way(20, nodes(200, 201), "type=line_thin", "subtype=dashed")
                .way(21, nodes(202, 201), "type=line_thin", "subtype=solid", "color=yellow")
                .way(30, nodes(300, 301), "type=road_border")
                .way(31, nodes(301, 302), "type=guard_rail")
                .lanelet(1, 20, 10, "subtype=road", "location=urban", "one_way=yes")
                .lanelet(2, 21, 11, "subtype=road", "speed_limit=30")
                .lanelet(3, 21, 31, "subtype=road", "speed_limit=20 mph")
                .lanelet(4, 20, 30, "subtype=road");
    }
}
