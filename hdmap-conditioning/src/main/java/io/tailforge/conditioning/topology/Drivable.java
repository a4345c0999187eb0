package io.tailforge.conditioning.topology;

import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.List;

/** What every layout needs. */
public final class Drivable {
    private Drivable() {}

    /** @throws BadInputException {@code MAP-NO-DRIVABLE-LANE} where no lane is for cars */
    public static void require(String source, List<Lane> lanes) {
        if (lanes.stream().noneMatch(Drivable::isForTraffic)) {
            throw new BadInputException(Problem.of(
                    "MAP-NO-DRIVABLE-LANE",
                    source,
                    "holds no lane that cars may drive on; a layout needs at least one"));
        }
    }

    /** True for lanes of moving cars and buses. */
    public static boolean isForTraffic(Lane lane) {
        return lane.kind() == LaneKind.DRIVING || lane.kind() == LaneKind.BUS;
    }
}
