package io.tailforge.conditioning.opendrive;

import static io.tailforge.conditioning.opendrive.Xodr.LINE_100;
import static io.tailforge.conditioning.opendrive.Xodr.document;
import static io.tailforge.conditioning.opendrive.Xodr.lane;
import static io.tailforge.conditioning.opendrive.Xodr.lanes;
import static io.tailforge.conditioning.opendrive.Xodr.road;
import static io.tailforge.conditioning.opendrive.Xodr.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLanesTest {
    @TempDir
    Path folder;

    private List<SourceLane> list(String roads) throws IOException {
        return Layouts.listLanes(Xodr.write(folder, "map", document(roads)));
    }

    @Test
    void lanesWithoutUseOrWidthAreListedToo() throws IOException {
        List<SourceLane> found = list(road(
                LINE_100,
                lanes(lane(1, "none", 0), lane(-1, "driving", 3), lane(-2, "sidewalk", 2), lane(-3, "rail", 3))));
        assertThat(found).extracting(SourceLane::id).containsExactly("1.0.1", "1.0.-1", "1.0.-2", "1.0.-3");
        assertThat(found).extracting(SourceLane::kind).containsExactly("none", "driving", "walkway", "other");
        assertThat(found).extracting(SourceLane::type).containsExactly("none", "driving", "sidewalk", "rail");
    }

    @Test
    void aLaneThatNarrowsToNothingKeepsTheLinkItStates() throws IOException {
        String merging =
                "<lane id=\"-2\" type=\"driving\"><link><successor id=\"-1\"/></link><width sOffset=\"0\" a=\"4\" b=\"-0.1\" c=\"0\" d=\"0\"/></lane>";
        String text = "<lanes>" + section(0, lane(-1, "driving", 3, "<link><successor id=\"-1\"/></link>"), merging)
                + section(40, lane(-1, "driving", 3)) + "</lanes>";
        List<SourceLane> found = list(road(LINE_100, text));
        assertThat(found.get(1).successors()).containsExactly("1.1.-1");
        assertThat(found.get(2).predecessors()).containsExactly("1.0.-1", "1.0.-2");
        assertThat(found.get(1).leftNeighbour()).contains("1.0.-1");
    }

    @Test
    void boundariesRunWithTravelOnBothSides() throws IOException {
        List<SourceLane> found = list(road(
                "1", "length=\"100\" rule=\"LHT\"", LINE_100, lanes(lane(1, "driving", 3), lane(-1, "driving", 3))));
        assertThat(found.getFirst().left().first()).isEqualTo(new Vec3(0, 3, 0));
        assertThat(found.getLast().left().first()).isEqualTo(new Vec3(100, -3, 0));
        assertThat(found.getLast().oncomingNeighbour()).contains("1.0.1");
        assertThat(found).extracting(SourceLane::side).containsOnly(DrivingSide.LEFT);
    }
}
