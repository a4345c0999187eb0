package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.map.MapElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small OpenDRIVE documents, put together line by line. */
final class Xodr {
    static final String LINE_100 = "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"100\"><line/></geometry>";
    static final String TWO_LANES = lanes(lane(1, "driving", 3.5), lane(-1, "driving", 3.5));

    private Xodr() {}

    static String document(String... roads) {
        return "<?xml version=\"1.0\"?>\n<OpenDRIVE>\n<header revMajor=\"1\" revMinor=\"7\"/>\n"
                + String.join("\n", roads) + "\n</OpenDRIVE>\n";
    }

    static String road(String geometry, String rest) {
        return road("1", "length=\"100\"", geometry, rest);
    }

    static String road(String id, String attributes, String geometry, String rest) {
        return "<road id=\"" + id + "\" junction=\"-1\" " + attributes + ">\n<planView>\n" + geometry
                + "\n</planView>\n" + rest + "\n</road>";
    }

    /** One section. Lanes with a positive id go left. */
    static String lanes(String... lanes) {
        return "<lanes>" + section(0, lanes) + "</lanes>";
    }

    static String section(double s, String... lanes) {
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (String lane : lanes) {
            (lane.contains("id=\"-") ? right : left).append(lane).append('\n');
        }
        return "<laneSection s=\"" + s + "\"><left>" + left + "</left><center><lane id=\"0\" type=\"none\"/></center>"
                + "<right>" + right + "</right></laneSection>";
    }

    static String lane(int id, String type, double width) {
        return lane(id, type, width, "");
    }

    static String lane(int id, String type, double width, String more) {
        return "<lane id=\"" + id + "\" type=\"" + type + "\">" + more + "<width sOffset=\"0\" a=\"" + width
                + "\" b=\"0\" c=\"0\" d=\"0\"/></lane>";
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".xodr"), text);
    }

    static LayoutReading read(Path folder, String text) throws IOException {
        return new OpenDriveReader().read(write(folder, "map", text));
    }

    static MapElement.Lane lane(LayoutReading reading, String id) {
        return reading.map().listElements(MapElement.Lane.class).stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
