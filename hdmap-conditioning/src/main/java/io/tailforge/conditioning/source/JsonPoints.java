package io.tailforge.conditioning.source;

import io.tailforge.scene.json.JsonView;

/** Coordinates in JSON documents of others. */
public final class JsonPoints {
    private static final double MAX_COORDINATE = 1e8;
    private static final int MAX_POINTS = 1_000_000;

    private int points;

    /** A coordinate, metres. @throws io.tailforge.scene.problem.BadInputException {@code MAP-NOT-FINITE} */
    public static double metres(JsonView view) {
        double value = view.asDouble();
        if (!(Math.abs(value) <= MAX_COORDINATE)) {
            throw view.bad("MAP-NOT-FINITE", "holds " + value + ", further than any map reaches");
        }
        return value;
    }

    /** Counts the points of the whole layout. @throws io.tailforge.scene.problem.BadInputException {@code MAP-TOO-LARGE} */
    public void count(JsonView where, int more) {
        points += more;
        if (points > MAX_POINTS) {
            throw where.bad("MAP-TOO-LARGE", "takes the map over " + MAX_POINTS + " points; cut it into tiles");
        }
    }
}
