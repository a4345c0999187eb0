package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.geometry.Pose;

/** Leaves out what lies on a level below the ego's road. */
final class Underpass {
    private static final double CONE_SLOPE =
            StrictMath.tan(StrictMath.toRadians(WorldScenarioV3Style.UNDERPASS_CONE_DEGREES));

    private double[] egoFromWorld = Pose.IDENTITY.toMatrix();

    void stand(Pose worldFromEgo) {
        egoFromWorld = worldFromEgo.inverse().toMatrix();
    }

    /** @param outline packed world points */
    boolean hides(double[] outline) {
        return isFarBelow(outline)
                && pointsAboveCone(outline) <= WorldScenarioV3Style.UNDERPASS_SHARE * outline.length / 3;
    }

    private boolean isFarBelow(double[] outline) {
        for (int at = 0; at < outline.length; at += 3) {
            if (coordinate(8, outline, at) > WorldScenarioV3Style.UNDERPASS_DEPTH) {
                return false;
            }
        }
        return true;
    }

    private int pointsAboveCone(double[] outline) {
        int above = 0;
        for (int at = 0; at < outline.length; at += 3) {
            double x = coordinate(0, outline, at);
            double y = coordinate(4, outline, at);
            above += coordinate(8, outline, at) > -CONE_SLOPE * Math.sqrt(x * x + y * y) ? 1 : 0;
        }
        return above;
    }

    private double coordinate(int row, double[] xyz, int at) {
        return egoFromWorld[row] * xyz[at]
                + egoFromWorld[row + 1] * xyz[at + 1]
                + egoFromWorld[row + 2] * xyz[at + 2]
                + egoFromWorld[row + 3];
    }
}
