package io.tailforge.conditioning.argoverse2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small archives of our own making: two lanes one behind the other, one oncoming beside the first, a bicycle lane on the right. */
final class Archive {
    static final String NAME = "log_map_archive_00000000-0000-0000-0000-000000000001____PIT_city_1.json";

    private Archive() {}

    static Path write(Path folder, String json) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(NAME), json);
    }

    static String whole() {
        return archive(segments(), crossing(), area());
    }

    static String archive(String segments, String crossings, String areas) {
        return "{\"pedestrian_crossings\":{" + crossings + "},\"lane_segments\":{" + segments + "},\"drivable_areas\":{"
                + areas + "}}";
    }

    static String segments() {
        return String.join(
                ",",
                segment(1, line(0, 0, 20, 0), line(0, -3, 20, -3), "DASH_SOLID_YELLOW", "SOLID_WHITE", "VEHICLE", false)
                        .formatted("2,99", "", "3", "4"),
                segment(2, line(20, 0, 40, 0), line(20, -3, 40, -3), "NONE", "NONE", "VEHICLE", true)
                        .formatted("", "1", "null", "null"),
                segment(3, line(20, 0, 0, 0), line(20, 3, 0, 3), "SOLID_DASH_YELLOW", "DASHED_WHITE", "BUS", false)
                        .formatted("", "", "1", "null"),
                segment(4, line(0, -3, 20, -3), line(0, -5, 20, -5), "SOLID_WHITE", "NONE", "BIKE", false)
                        .formatted("", "", "1", "null"));
    }

    static String crossing() {
        return "\"7\":{\"id\":7,\"edge1\":" + line(25, -3, 25, 3) + ",\"edge2\":" + line(28, 3, 28, -3) + "}";
    }

    static String area() {
        return "\"8\":{\"id\":8,\"area_boundary\":[" + point(0, 3) + "," + point(0, -5) + "," + point(40, -5) + ","
                + point(40, 3) + "," + point(0, 3) + "]}";
    }

    static String segment(
            int id, String left, String right, String leftMark, String rightMark, String type, boolean intersection) {
        return "\"" + id + "\":{\"id\":" + id + ",\"is_intersection\":" + intersection + ",\"lane_type\":\"" + type
                + "\",\"left_lane_boundary\":" + left + ",\"right_lane_boundary\":" + right
                + ",\"left_lane_mark_type\":\"" + leftMark + "\",\"right_lane_mark_type\":\"" + rightMark
                + "\",\"successors\":[%s],\"predecessors\":[%s],\"left_neighbor_id\":%s,\"right_neighbor_id\":%s}";
    }

    static String line(double x1, double y1, double x2, double y2) {
        return "[" + point(x1, y1) + "," + point(x2, y2) + "]";
    }

    static String point(double x, double y) {
        return "{\"x\":" + x + ",\"y\":" + y + ",\"z\":1.5}";
    }
}
