package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.MapReaderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class GeoJsonContractTest extends MapReaderContract {
    @Override
    protected MapReader reader() {
        return new GeoJsonReader();
    }

    @Override
    protected List<Path> goodLayouts(Path scratch) throws IOException {
        return List.of(Street.write(scratch.resolve("whole"), Street.whole()));
    }

    @Override
    protected Path withoutDrivableLane(Path scratch) throws IOException {
        return Street.write(
                scratch.resolve("no-lane"),
                Street.whole().replace("\"layer\":\"lane\"", "\"layer\":\"lane\",\"type\":\"bicycle\""));
    }

    @Override
    protected List<Hostile> hostileLayouts(Path scratch) throws IOException {
        List<Hostile> cases = new ArrayList<>();
        String good = Street.whole();
        add(cases, scratch, "truncated", "JSON-SYNTAX", good.substring(0, 300));
        add(cases, scratch, "deep", "JSON-SYNTAX", Street.HEAD + "[".repeat(100_000));
        add(cases, scratch, "large", "LAYOUT-TOO-LARGE", Street.HEAD + " ".repeat(16 << 20) + "]}");
        add(cases, scratch, "id twice", "GEOJSON-DUPLICATE-ID", good.replace("\"id\":\"b\"", "\"id\":\"a\""));
        add(cases, scratch, "far away", "MAP-NOT-FINITE", good.replace("40,", "4e10,"));
        add(cases, scratch, "one number", "GEOJSON-POSITION", good.replace("[40,0]", "[40]"));
        add(cases, scratch, "no position", "GEOJSON-GEOMETRY", good.replace("[[20,0],[40,0]]", "[]"));
        add(cases, scratch, "text", "WRONG-TYPE", good.replace("[40,0]", "\"POINT (40 0)\""));
        add(cases, scratch, "wrong geometry", "GEOJSON-GEOMETRY", good.replace("\"Polygon\"", "\"Point\""));
        add(cases, scratch, "unknown style", "UNKNOWN-VALUE", good.replace("dashed_solid", "dashy"));
        add(cases, scratch, "unknown crs", "GEOJSON-CRS", good.replace("\"local\"", "\"EPSG:25832\""));
        add(cases, scratch, "mistyped key", "UNKNOWN-KEY", good.replace("tailforge:crs", "tailforge:csr"));
        add(
                cases,
                scratch,
                "metres as degrees",
                "GEOJSON-POSITION",
                good.replace("\"tailforge:crs\":\"local\",", "").replace("[40,", "[400,"));
        add(cases, scratch, "no features", "MISSING-KEY", "{\"type\":\"FeatureCollection\"}");
        add(cases, scratch, "nothing in it", "GEOJSON-GEOMETRY", "{\"type\":\"FeatureCollection\",\"features\":[]}");
        return cases;
    }

    private static void add(List<Hostile> cases, Path scratch, String name, String code, String json)
            throws IOException {
        cases.add(new Hostile(name, Street.write(scratch.resolve(name.replace(' ', '-')), json), code));
    }
}
