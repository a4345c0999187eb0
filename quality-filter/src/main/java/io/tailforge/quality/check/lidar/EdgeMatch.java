package io.tailforge.quality.check.lidar;

import io.tailforge.quality.Pixel;
import io.tailforge.quality.Plane;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.Arrays;
import java.util.Optional;

/**
 * How strong a camera's upright picture edges are where a LiDAR's lie, and where they would lie if the camera were turned or
 * late, over some frames. Of each edge what counts is the picture's gradient there over that in the row about it.
 */
final class EdgeMatch {
    /** Degrees from one turn to the next, and how many there are to either side. */
    private static final double TURN_STEP = 0.2;

    private static final int TURNS = 12;

    /** Frames late or early, to either side. */
    private static final int FRAMES = 4;

    /** What an edge stands out from in a picture without any, luma. */
    private static final double NOISE = 4;

    private final SceneGeometry geometry;
    private final double[][] sums = new double[2 * FRAMES + 1][2 * TURNS + 1];
    private int edges;

    EdgeMatch(SceneGeometry geometry) {
        this.geometry = geometry;
    }

    int edges() {
        return edges;
    }

    /** Looks for one edge. @param world of a thing that stands still */
    void add(Plane grey, int frame, Vec3 world) {
        Pose worldFromCamera = geometry.worldFromCamera(frame, geometry.height() / 2.0);
        if (geometry.depth(frame, world) < 1) {
            return;
        }
        Optional<Pixel> here = geometry.project(frame, world);
        if (here.isEmpty()) {
            return;
        }
        Optional<Pixel> turned = geometry.project(frame, turned(worldFromCamera.translation(), world));
        Optional<Pixel> later = geometry.project(frame + 1, world);
        if (turned.isEmpty() || later.isEmpty()) {
            return;
        }
        add(grey, here.get(), turned.get().u() - here.get().u(), minus(later.get(), here.get()));
    }

    private static Pixel minus(Pixel a, Pixel b) {
        return new Pixel(a.u() - b.u(), a.v() - b.v());
    }

    /** By one step, counter-clockwise seen from above. */
    private static Vec3 turned(Vec3 about, Vec3 world) {
        double x = world.x() - about.x();
        double y = world.y() - about.y();
        double angle = Math.toRadians(TURN_STEP);
        return new Vec3(
                about.x() + Math.cos(angle) * x - Math.sin(angle) * y,
                about.y() + Math.sin(angle) * x + Math.cos(angle) * y,
                world.z());
    }

    private void add(Plane grey, Pixel at, double perTurn, Pixel perFrame) {
        double[][] steps = new double[2 * FRAMES + 1][2 * TURNS + 1];
        double usual = 0;
        for (int f = -FRAMES; f <= FRAMES; f++) {
            double[] row = steps[f + FRAMES];
            for (int t = -TURNS; t <= TURNS; t++) {
                row[t + TURNS] = gradient(grey, at.u() + t * perTurn + f * perFrame.u(), at.v() + f * perFrame.v());
            }
            usual += Arrays.stream(row).average().orElse(0) / steps.length;
        }
        for (int f = 0; f < steps.length; f++) {
            for (int t = 0; t < steps[f].length; t++) {
                sums[f][t] += steps[f][t] / (usual + NOISE);
            }
        }
        edges++;
    }

    private static double gradient(Plane grey, double u, double v) {
        int x = Math.clamp((int) Math.floor(u), 1, grey.width() - 3);
        int y = Math.clamp(Math.round(v), 1, grey.height() - 2);
        double share = Math.clamp(u - x, 0, 1);
        int left = 0;
        int right = 0;
        for (int row = y - 1; row <= y + 1; row++) {
            left += grey.at(x + 1, row) - grey.at(x - 1, row);
            right += grey.at(x + 2, row) - grey.at(x, row);
        }
        return Math.abs((1 - share) * left + share * right) / 3;
    }

    /** Mean over the edges. */
    private double at(int frames, int turns) {
        return edges == 0 ? 0 : sums[frames + FRAMES][turns + TURNS] / edges;
    }

    /** Median of all places: what edges that have nothing to do with the LiDAR's give. */
    double beside() {
        double[] all =
                Arrays.stream(sums).flatMapToDouble(Arrays::stream).sorted().toArray();
        return edges == 0 ? 0 : all[all.length / 2] / edges;
    }

    /** How much stronger edges are in their place than beside; 0: not at all. */
    double contrast() {
        return at(0, 0) / beside() - 1;
    }

    /** How much weaker edges are in their place, a step to either side allowed, than where they are strongest, 0..1. */
    double lost() {
        double strongest = strongest().strength();
        double here = Math.max(at(0, 0), Math.max(at(0, -1), at(0, 1)));
        return strongest > 0 ? 1 - here / strongest : 0;
    }

    private record Strongest(int frames, int turns, double strength) {}

    private Strongest strongest() {
        Strongest strongest = new Strongest(0, 0, at(0, 0));
        for (int f = -FRAMES; f <= FRAMES; f++) {
            for (int t = -TURNS; t <= TURNS; t++) {
                strongest = at(f, t) > strongest.strength ? new Strongest(f, t, at(f, t)) : strongest;
            }
        }
        return strongest;
    }

    /** Where they are strongest, for people. */
    String describeStrongest() {
        Strongest strongest = strongest();
        return "picture edges lie where the LiDAR's would if one of both were turned by %.1f degrees and %d frames late"
                .formatted(Math.abs(strongest.turns) * TURN_STEP, Math.abs(strongest.frames));
    }
}
