package io.tailforge.conditioning.argoverse2;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class Argoverse2ContractTest extends MapReaderContract {
    @Override
    protected MapReader reader() {
        return new Argoverse2Reader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) throws IOException {
        Path file = Archive.write(scratch.resolve("whole"), Archive.whole());
        return List.of(file, file.getParent());
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        return Archive.write(scratch.resolve("no-lane"), Archive.archive("", Archive.crossing(), Archive.area()));
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        List<Hostile> cases = new ArrayList<>();
        String good = Archive.whole();
        add(cases, scratch, "truncated", "JSON-SYNTAX", good.substring(0, good.length() / 2));
        add(cases, scratch, "deep", "JSON-SYNTAX", "{\"lane_segments\":" + "[".repeat(100_000));
        add(cases, scratch, "large", "LAYOUT-TOO-LARGE", "{\"lane_segments\":{" + " ".repeat(16 << 20) + "}}");
        add(cases, scratch, "same id twice", "AV2-DUPLICATE-ID", good.replace("\"id\":4,", "\"id\":3,"));
        add(cases, scratch, "far away", "MAP-NOT-FINITE", good.replace("40.0", "4e10"));
        add(cases, scratch, "no boundary", "MISSING-KEY", good.replace("left_lane_boundary", "left"));
        add(cases, scratch, "empty boundary", "AV2-GEOMETRY", good.replace(Archive.line(20, 0, 40, 0), "[]"));
        add(cases, scratch, "text for a number", "WRONG-TYPE", good.replace("\"x\":40.0", "\"x\":\"40\""));
        add(cases, scratch, "lanes without end", "MAP-TOO-LARGE", Archive.archive(many(20_001), "", ""));
        Path folder = Files.createDirectories(scratch.resolve("link"));
        Path outside = Archive.write(scratch.resolve("outside"), good);
        Files.createSymbolicLink(folder.resolve(Archive.NAME), outside);
        cases.add(new Hostile("link out of the folder", folder, "LAYOUT-OUTSIDE"));
        return cases;
    }

    private static void add(List<Hostile> cases, Path scratch, String name, String code, String json)
            throws IOException {
        cases.add(new Hostile(name, Archive.write(scratch.resolve(name.replace(' ', '-')), json), code));
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":{}").collect(Collectors.joining(","));
    }
}
