package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CommonRoadContractTest extends MapReaderContract {
    private static final String GOOD = Scenario.street().document();

    @Override
    protected MapReader reader() {
        return new CommonRoadReader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) throws IOException {
        return List.of(
                Scenario.street().write(scratch, "street"),
                CommonRoadReaderTest.traffic().write(scratch, "traffic"));
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        return new Scenario("2020a", "DEU_Walk-1")
                .lane("1", 0, 50, 0, "<laneletType>sidewalk</laneletType>")
                .write(scratch, "walk");
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        List<Hostile> cases = new ArrayList<>();
        String root = GOOD.substring(GOOD.indexOf("<commonRoad"));
        String traffic = CommonRoadReaderTest.traffic().document();
        add(cases, scratch, "entity", "XML-DTD", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + root);
        add(cases, scratch, "no end", "XML-SYNTAX", root.replace("</commonRoad>", ""));
        add(cases, scratch, "deep", "XML-TOO-DEEP", "<commonRoad>" + "<a>".repeat(100_000));
        add(cases, scratch, "another root", "COMMONROAD-ROOT", "<x>" + root + "</x>");
        add(cases, scratch, "no lanelets", "MAP-NO-DRIVABLE-LANE", root.replaceAll("(?s)<lanelet.*</lanelet>", ""));
        add(cases, scratch, "no bound", "COMMONROAD-MISSING-ELEMENT", root.replace("leftBound", "upperBound"));
        add(cases, scratch, "a bound of one point", "COMMONROAD-LANELET", root.replace(">50.0<", ">0.0<"));
        add(cases, scratch, "NaN", "MAP-NOT-FINITE", root.replace(">50.0<", ">NaN<"));
        add(cases, scratch, "beyond any map", "MAP-NOT-FINITE", root.replace(">50.0<", ">2e8<"));
        add(cases, scratch, "words", "COMMONROAD-NUMBER", root.replace(">50.0<", ">far<"));
        add(cases, scratch, "no id", "COMMONROAD-MISSING-ATTRIBUTE", root.replace("<lanelet id='1'", "<lanelet"));
        add(cases, scratch, "two of an id", "COMMONROAD-DUPLICATE-ID", root.replace("id='2'", "id='1'"));
        add(cases, scratch, "a successor of no name", "COMMONROAD-MISSING-ATTRIBUTE", root.replace("ref='2'", "r='2'"));
        add(
                cases,
                scratch,
                "time stands still",
                "COMMONROAD-STATE",
                traffic.replace("<exact>2.0</exact></time>", "<exact>1.0</exact></time>"));
        add(
                cases,
                scratch,
                "time without end",
                "COMMONROAD-STATE",
                traffic.replace("<exact>2.0</exact></time>", "<exact>1e8</exact></time>"));
        add(
                cases,
                scratch,
                "no step of time",
                "COMMONROAD-STATE",
                traffic.replace("timeStepSize='0.1'", "timeStepSize='0'"));
        add(cases, scratch, "a car of no length", "COMMONROAD-OBSTACLE", traffic.replace("<length>4.5", "<length>0"));
        add(
                cases,
                scratch,
                "lights that last less than nothing",
                "COMMONROAD-LIGHT",
                traffic.replace("<duration>5<", "<duration>-5<"));
        return cases;
    }

    private static void add(List<Hostile> cases, Path scratch, String name, String code, String document)
            throws IOException {
        Path file = Files.writeString(scratch.resolve("hostile-" + cases.size() + ".xml"), document);
        cases.add(new Hostile(name, file, code));
    }
}
