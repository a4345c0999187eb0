package io.tailforge.conditioning.opendrive;

import static io.tailforge.conditioning.opendrive.Xodr.LINE_100;
import static io.tailforge.conditioning.opendrive.Xodr.TWO_LANES;
import static io.tailforge.conditioning.opendrive.Xodr.document;
import static io.tailforge.conditioning.opendrive.Xodr.lane;
import static io.tailforge.conditioning.opendrive.Xodr.lanes;
import static io.tailforge.conditioning.opendrive.Xodr.road;
import static io.tailforge.conditioning.opendrive.Xodr.section;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import io.tailforge.conditioning.xml.XmlDocument;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class OpenDriveContractTest extends MapReaderContract {
    private static final Path EXAMPLES = Path.of("../examples/layouts");
    private static final String GOOD = document(road(LINE_100, TWO_LANES));

    @Override
    protected MapReader reader() {
        return new OpenDriveReader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) throws IOException {
        String twoSections = "<lanes>" + section(0, linked(1, "successor"), linked(-1, "successor"))
                + section(40, linked(1, "predecessor"), linked(-1, "predecessor")) + "</lanes>";
        return List.of(
                EXAMPLES.resolve("urban-junction.xodr"),
                EXAMPLES.resolve("left-hand-street.xodr"),
                Xodr.write(scratch, "two-sections", document(road(LINE_100, twoSections))));
    }

    private static String linked(int id, String direction) {
        return lane(id, "driving", 3.5, "<link><" + direction + " id=\"" + id + "\"/></link>");
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        return Xodr.write(scratch, "walk", document(road(LINE_100, lanes(lane(-1, "sidewalk", 2)))));
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        List<Hostile> cases = new ArrayList<>();
        String root = GOOD.substring(GOOD.indexOf("<OpenDRIVE>"));
        add(
                cases,
                scratch,
                "external entity",
                "XML-DTD",
                "<!DOCTYPE OpenDRIVE [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + root.replace("<header", "&x;<header"));
        add(
                cases,
                scratch,
                "external DTD",
                "XML-DTD",
                "<!DOCTYPE OpenDRIVE SYSTEM \"http://127.0.0.1:9/x.dtd\">" + root);
        add(
                cases,
                scratch,
                "parameter entity",
                "XML-DTD",
                "<!DOCTYPE OpenDRIVE [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>" + root);
        add(cases, scratch, "billion laughs", "XML-DTD", laughs() + root.replace("<header", "&l9;<header"));
        add(cases, scratch, "undeclared entity", "XML-SYNTAX", root.replace("<header", "&x;<header"));
        add(cases, scratch, "deep", "XML-TOO-DEEP", "<OpenDRIVE>" + "<a>".repeat(100_000));
        add(cases, scratch, "deep in userData", "XML-TOO-DEEP", "<OpenDRIVE><userData>" + "<a>".repeat(100_000));
        add(
                cases,
                scratch,
                "a million elements",
                "XML-TOO-MANY-ELEMENTS",
                "<OpenDRIVE>" + "<a/>".repeat(XmlDocument.MAX_ELEMENTS) + "</OpenDRIVE>");
        add(cases, scratch, "truncated", "XML-SYNTAX", GOOD.substring(0, GOOD.length() / 2));
        add(cases, scratch, "trailing text", "XML-SYNTAX", GOOD + "<again/>");
        add(cases, scratch, "empty", "XML-SYNTAX", "");
        add(cases, scratch, "another root", "XODR-ROOT", "<osm/>");
        add(cases, scratch, "no header", "XODR-MISSING-ELEMENT", "<OpenDRIVE/>");
        add(cases, scratch, "version 2", "XODR-VERSION", GOOD.replace("revMajor=\"1\"", "revMajor=\"2\""));
        add(cases, scratch, "no road", "MAP-NO-DRIVABLE-LANE", document());
        numbers(cases, scratch);
        shapes(cases, scratch);
        cases.add(new Hostile("larger than the limit", sparse(scratch), "XML-TOO-LARGE"));
        Path broken = scratch.resolve("encoding.xodr");
        Files.write(
                broken,
                GOOD.replace("id=\"1\" junction", "name=\"\u00e4\" id=\"1\" junction")
                        .getBytes(StandardCharsets.ISO_8859_1));
        cases.add(new Hostile("broken UTF-8", broken, "XML-SYNTAX"));
        return cases;
    }

    private static void numbers(List<Hostile> cases, Path scratch) throws IOException {
        add(cases, scratch, "NaN", "MAP-NOT-FINITE", GOOD.replace("x=\"0\"", "x=\"NaN\""));
        add(cases, scratch, "infinite", "MAP-NOT-FINITE", GOOD.replace("hdg=\"0\"", "hdg=\"-Infinity\""));
        add(cases, scratch, "1e308", "MAP-NOT-FINITE", GOOD.replace("y=\"0\"", "y=\"1e308\""));
        add(cases, scratch, "1e400", "MAP-NOT-FINITE", GOOD.replace("y=\"0\"", "y=\"1e400\""));
        add(cases, scratch, "words", "XODR-NUMBER", GOOD.replace("y=\"0\"", "y=\"north\""));
        add(cases, scratch, "no x", "XODR-MISSING-ATTRIBUTE", GOOD.replace("x=\"0\" ", ""));
        add(
                cases,
                scratch,
                "runaway polynomial",
                "MAP-NOT-FINITE",
                document(road(
                        LINE_100.replace(
                                "<line/>",
                                "<paramPoly3 aU=\"0\" bU=\"1\" cU=\"9e8\" dU=\"9e8\" aV=\"0\" bV=\"0\" cV=\"0\" dV=\"0\" pRange=\"arcLength\"/>"),
                        TWO_LANES)));
        add(
                cases,
                scratch,
                "whirl",
                "XODR-GEOMETRY",
                document(road(LINE_100.replace("<line/>", "<spiral curvStart=\"0\" curvEnd=\"1e6\"/>"), TWO_LANES)));
    }

    private static void shapes(List<Hostile> cases, Path scratch) throws IOException {
        add(cases, scratch, "no length", "XODR-GEOMETRY", GOOD.replace("length=\"100\"><line", "length=\"0\"><line"));
        add(cases, scratch, "no shape", "XODR-GEOMETRY", GOOD.replace("<line/>", "<circle/>"));
        add(
                cases,
                scratch,
                "longer than its geometry",
                "XODR-GEOMETRY",
                GOOD.replace("junction=\"-1\" length=\"100\"", "junction=\"-1\" length=\"900000\""));
        add(cases, scratch, "endless", "MAP-TOO-LARGE", document(longRoads()));
        add(
                cases,
                scratch,
                "same road twice",
                "XODR-DUPLICATE-ID",
                document(road(LINE_100, TWO_LANES), road(LINE_100, TWO_LANES)));
        add(
                cases,
                scratch,
                "section without length",
                "XODR-SECTION",
                document(road(
                        LINE_100,
                        "<lanes>" + section(0, lane(-1, "driving", 3)) + section(0, lane(-1, "driving", 3))
                                + "</lanes>")));
        add(cases, scratch, "lane as wide as a town", "XODR-LANE", GOOD.replace("a=\"3.5\"", "a=\"3500\""));
        add(cases, scratch, "gap in lanes", "XODR-LANE", document(road(LINE_100, lanes(lane(-2, "driving", 3)))));
        add(
                cases,
                scratch,
                "lane twice",
                "XODR-LANE",
                document(road(LINE_100, lanes(lane(-1, "driving", 3), lane(-1, "driving", 3)))));
    }

    private static String[] longRoads() {
        String[] roads = new String[3];
        for (int i = 0; i < roads.length; i++) {
            roads[i] = road(
                    Integer.toString(i),
                    "length=\"900000\"",
                    LINE_100.replace("length=\"100\"", "length=\"900000\""),
                    TWO_LANES);
        }
        return roads;
    }

    private static void add(List<Hostile> cases, Path scratch, String name, String code, String text)
            throws IOException {
        cases.add(new Hostile(name, Xodr.write(scratch, name.replace(' ', '-'), text), code));
    }

    private static String laughs() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE OpenDRIVE [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            dtd.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("]>").toString();
    }

    private static Path sparse(Path scratch) throws IOException {
        Path file = scratch.resolve("large.xodr");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(XmlDocument.MAX_BYTES + 1);
        }
        return file;
    }
}
