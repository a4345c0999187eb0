package io.tailforge.conditioning.lanelet2;

import static io.tailforge.conditioning.lanelet2.Osm.member;
import static io.tailforge.conditioning.lanelet2.Osm.nodes;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class Lanelet2ContractTest extends MapReaderContract {
    private static final String GOOD = Osm.street().document();

    @Override
    protected MapReader reader() {
        return new Lanelet2Reader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) throws IOException {
        return List.of(
                Osm.street().write(scratch, "street"),
                Osm.grid(2, 3, "ele=12.5")
                        .way(10, nodes(100, 101))
                        .way(11, nodes(101, 102))
                        .way(20, nodes(201, 200))
                        .way(21, nodes(201, 202))
                        .lanelet(-5, 10, 20)
                        .lanelet(9187600893603114095L, 11, 21, "subtype=bus_lane")
                        .write(scratch, "westward-with-odd-ids"));
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        return Osm.grid(2, 2)
                .way(10, nodes(100, 101))
                .way(20, nodes(200, 201))
                .lanelet(1, 20, 10, "subtype=walkway")
                .write(scratch, "walk");
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        List<Hostile> cases = new ArrayList<>();
        String root = GOOD.substring(GOOD.indexOf("<osm"));
        add(cases, scratch, "entity", "XML-DTD", "<!DOCTYPE osm [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + root);
        add(cases, scratch, "no end", "XML-SYNTAX", root.replace("</osm>", ""));
        add(cases, scratch, "deep", "XML-TOO-DEEP", "<osm>" + "<a>".repeat(100_000));
        add(cases, scratch, "another root", "LANELET2-ROOT", "<x>" + root + "</x>");
        add(cases, scratch, "plain OpenStreetMap", "LANELET2-NO-LANELET", root.replace("v='lanelet'", "v='route'"));
        add(cases, scratch, "no id", "LANELET2-MISSING-ATTRIBUTE", root.replace("<way id='10'", "<way"));
        add(cases, scratch, "an id beyond 64 bits", "LANELET2-NUMBER", root.replace("'20'", "'99999999999999999999'"));
        add(cases, scratch, "two of an id", "LANELET2-DUPLICATE-ID", root.replace("<way id='11'", "<way id='10'"));
        add(cases, scratch, "no latitude", "LANELET2-MISSING-ATTRIBUTE", root.replace("lat='49.000000000'", ""));
        add(cases, scratch, "latitude in words", "LANELET2-NUMBER", root.replace("'49.000000000'", "'north'"));
        add(cases, scratch, "latitude NaN", "MAP-NOT-FINITE", root.replace("'49.000000000'", "'NaN'"));
        add(cases, scratch, "latitude 91", "MAP-NOT-FINITE", root.replace("'49.000000000'", "'91'"));
        add(cases, scratch, "around the world", "MAP-NOT-FINITE", root.replaceFirst("lon='8.0", "lon='-168.0"));
        String heights = root.replace("</node>", "<tag k='ele' v='1e300'/></node>");
        add(cases, scratch, "heights without end", "MAP-NOT-FINITE", heights);
        add(cases, scratch, "heights in words", "LANELET2-NUMBER", heights.replace("1e300", "high"));
        add(
                cases,
                scratch,
                "no lanelet with two bounds",
                "MAP-NO-DRIVABLE-LANE",
                root.replace("role='left'", "role='l'"));
        add(cases, scratch, "all ways missing", "MAP-NO-DRIVABLE-LANE", root.replaceAll("<way.*", ""));
        add(cases, scratch, "all nodes missing", "MAP-NO-DRIVABLE-LANE", root.replaceAll("<node.*", ""));
        add(cases, scratch, "one long way a thousand times", "MAP-TOO-LARGE", manyOverOneWay());
        add(cases, scratch, "lanelets on one spot", "MAP-TOO-LARGE", manyOnOneSpot());
        add(cases, scratch, "areas of one long way", "MAP-TOO-LARGE", areasOfOneWay());
        return cases;
    }

    private static void add(List<Hostile> cases, Path scratch, String name, String code, String document)
            throws IOException {
        Path file = Files.writeString(scratch.resolve("hostile-" + cases.size() + ".osm"), document);
        cases.add(new Hostile(name, file, code));
    }

    private static Osm longWays() {
        Osm osm = Osm.grid(2, 2);
        long[] there = new long[2000];
        long[] beside = new long[2000];
        for (int i = 0; i < there.length; i++) {
            there[i] = 100 + i % 2;
            beside[i] = 200 + i % 2;
        }
        return osm.way(10, there).way(20, beside);
    }

    private static String manyOverOneWay() {
        Osm osm = longWays();
        for (int i = 0; i < 1000; i++) {
            osm.lanelet(i, 20, 10);
        }
        return osm.document();
    }

    /** Each follows each: their bounds are closed. */
    private static String manyOnOneSpot() {
        Osm osm = Osm.grid(2, 2).way(10, nodes(100, 101, 100)).way(20, nodes(200, 201, 200));
        for (int i = 0; i < 20_000; i++) {
            osm.lanelet(i, 20, 10);
        }
        return osm.document();
    }

    private static String areasOfOneWay() {
        Osm osm = longWays().lanelet(1, 20, 10);
        osm.relation(2, member("way", 10, "outer").repeat(1000), "type=multipolygon", "subtype=parking");
        return osm.document();
    }
}
