package io.tailforge.conditioning.geojson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small street of our own making, drawn by hand: two lanes one behind the other, one oncoming, and what stands beside. */
final class Street {
    static final String HEAD = "{\"type\":\"FeatureCollection\",\"tailforge:crs\":\"local\",\"features\":[\n";

    private Street() {}

    static Path write(Path folder, String json) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("street.geojson"), json);
    }

    static String whole() {
        return HEAD
                + String.join(
                        ",\n",
                        lane("a", "[[0,0],[20,0]],[[0,-3],[20,-3]]"),
                        lane("b", "[[20,0],[40,0]],[[20,-3],[40,-3]]"),
                        lane("c", "[[20,0],[0,0]],[[20,3],[0,3]]"),
                        feature(
                                "lane_line",
                                ",\"style\":\"dashed_solid\",\"color\":\"yellow\"",
                                "LineString",
                                "[[0,0],[40,0]]"),
                        feature("crosswalk", ",\"z\":2", "Polygon", "[[[5,-3],[8,-3],[8,3],[5,3],[5,-3]]]"),
                        feature("pole", ",\"height\":5,\"type\":\"street_lamp\"", "Point", "[10,-4]"),
                        feature("traffic_sign", ",\"facing\":1.5,\"code\":\"de:205\"", "Point", "[10,-4,2.2]"),
                        feature("road_boundary", "", "MultiLineString", "[[[0,-3],[40,-3]],[[0,3],[40,3]]]"))
                + "\n]}";
    }

    static String lane(String id, String rails) {
        return "{\"type\":\"Feature\",\"id\":\"" + id + "\",\"properties\":{\"layer\":\"lane\"},"
                + "\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[" + rails + "]}}";
    }

    static String feature(String layer, String properties, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{\"layer\":\"" + layer + "\"" + properties
                + "},\"geometry\":{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}}";
    }
}
