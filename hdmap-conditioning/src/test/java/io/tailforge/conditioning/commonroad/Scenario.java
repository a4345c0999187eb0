package io.tailforge.conditioning.commonroad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small scenarios, made by tests. */
final class Scenario {
    private final StringBuilder body = new StringBuilder();
    private final String version;
    private final String benchmark;

    Scenario(String version, String benchmark) {
        this.version = version;
        this.benchmark = benchmark;
    }

    Scenario add(String xml) {
        body.append(xml).append('\n');
        return this;
    }

    /** Straight along x from one x to another, 3.5 m wide, right bound at y; the other way round where {@code from > to}. */
    Scenario lane(String id, double from, double to, double y, String more) {
        double left = from < to ? y + 3.5 : y - 3.5;
        return lane(id, new double[] {from, left, to, left}, new double[] {from, y, to, y}, "", "", more);
    }

    Scenario lane(String id, double[] left, double[] right, String leftMarking, String rightMarking, String more) {
        return add("<lanelet id='" + id + "'>" + bound("leftBound", left, leftMarking)
                + bound("rightBound", right, rightMarking) + more + "</lanelet>");
    }

    private static String bound(String name, double[] xy, String marking) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xy.length; i += 2) {
            points.append(point(xy[i], xy[i + 1]));
        }
        String line = marking.isEmpty() ? "" : "<lineMarking>" + marking + "</lineMarking>";
        return "<" + name + ">" + points + line + "</" + name + ">";
    }

    static String point(double x, double y) {
        return "<point><x>" + x + "</x><y>" + y + "</y></point>";
    }

    static String ref(String name, String id) {
        return "<" + name + " ref='" + id + "'/>";
    }

    static String beside(String name, String id, String direction) {
        return "<" + name + " ref='" + id + "' drivingDir='" + direction + "'/>";
    }

    static String exact(String name, double value) {
        return "<" + name + "><exact>" + value + "</exact></" + name + ">";
    }

    static String state(String name, double x, double y, double heading, int step, double speed) {
        return "<" + name + "><position>" + point(x, y) + "</position>" + exact("orientation", heading)
                + exact("time", step) + exact("velocity", speed) + "</" + name + ">";
    }

    String document() {
        return "<?xml version='1.0'?>\n<commonRoad commonRoadVersion='" + version + "' benchmarkID='" + benchmark
                + "' timeStepSize='0.1'>\n" + body + "</commonRoad>\n";
    }

    Path write(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".xml"), document());
    }

    /** Two lanes one after the other to the east, and one beside them that runs west. */
    static Scenario street() {
        return new Scenario("2020a", "DEU_Street-1_1_T-1")
                .lane("1", 0, 50, 0, ref("successor", "2") + beside("adjacentLeft", "3", "opposite"))
                .lane("2", 50, 100, 0, ref("predecessor", "1"))
                .lane("3", 50, 0, 7, beside("adjacentLeft", "1", "opposite"));
    }
}
