package io.tailforge.conditioning.oracle;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What another reader makes of an OpenDRIVE file. */
final class OtherReader {
    private OtherReader() {}

    /**
     * @param successors ids in the direction of travel; empty where the reader gives none
     * @param neighbours {@code left:ID}, {@code right:ID}, {@code oncoming:ID}; empty where the reader gives none
     */
    record OtherLane(
            String id,
            Polyline3 inner,
            Polyline3 outer,
            Optional<Set<String>> successors,
            Optional<Set<String>> neighbours) {}

    /** @param roadEnds where each road's reference line ends */
    record Answer(Map<String, OtherLane> lanes, Map<String, Vec3> roadEnds) {
        OtherLane lane(String id) {
            return Objects.requireNonNull(lanes.get(id), id);
        }

        Vec3 endOfRoadOf(OtherLane lane) {
            String road = lane.id().substring(0, lane.id().indexOf('.'));
            return Objects.requireNonNull(roadEnds.get(road), road);
        }
    }

    static Answer ask(String variable, String script, Path map) throws IOException, InterruptedException {
        Map<String, OtherLane> lanes = new LinkedHashMap<>();
        Map<String, Vec3> ends = new LinkedHashMap<>();
        for (JsonView row : PythonOracle.ask(variable, script, map.toString())) {
            if (row.find("road").isPresent()) {
                ends.put(row.field("road").asString(), GeometryJson.readVec3(row.field("end")));
            } else {
                OtherLane lane = lane(row);
                lanes.put(lane.id(), lane);
            }
        }
        return new Answer(lanes, ends);
    }

    private static OtherLane lane(JsonView row) {
        return new OtherLane(
                row.field("id").asString(),
                line(row.field("inner")),
                line(row.field("outer")),
                row.find("successors").map(ids -> new TreeSet<>(ids.asStrings())),
                row.find("neighbours").map(ids -> new TreeSet<>(ids.asStrings())));
    }

    /** Points of two or three numbers. */
    private static Polyline3 line(JsonView points) {
        List<Vec3> found = new ArrayList<>();
        for (JsonView point : points.items()) {
            List<JsonView> xyz = point.items();
            found.add(new Vec3(
                    xyz.get(0).asDouble(),
                    xyz.get(1).asDouble(),
                    xyz.size() > 2 ? xyz.get(2).asDouble() : 0));
        }
        return Polyline3.of(found);
    }
}
