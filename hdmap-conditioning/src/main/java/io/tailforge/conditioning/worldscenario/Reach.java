package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;

/**
 * The part of a map that a clip can show, a rectangle: of a whole city only that is prepared. What is farther from the
 * camera than {@link #METRES} and not deeper than the last depth lies more than 78 degrees off its axis.
 */
record Reach(double minX, double minY, double maxX, double maxY) {
    static final double METRES = 1000;

    static Reach of(EgoTrajectory ego) {
        Reach reach = new Reach(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (TimedPose sample : ego.samples()) {
            Vec3 at = sample.pose().translation();
            reach = reach.with(at.x(), at.y());
        }
        return new Reach(reach.minX - METRES, reach.minY - METRES, reach.maxX + METRES, reach.maxY + METRES);
    }

    private Reach with(double x, double y) {
        return new Reach(Math.min(minX, x), Math.min(minY, y), Math.max(maxX, x), Math.max(maxY, y));
    }

    /** True unless the rectangle around the line lies outside. */
    boolean touches(Polyline3 line) {
        Reach box = new Reach(line.x(0), line.y(0), line.x(0), line.y(0));
        for (int i = 1; i < line.size(); i++) {
            box = box.with(line.x(i), line.y(i));
        }
        return box.maxX >= minX && box.minX <= maxX && box.maxY >= minY && box.minY <= maxY;
    }
}
