package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Where the ego drives during the clip and a little beyond: the measure of what lies ahead of it, beside it, on its way. */
final class ReferenceLine {
    private final List<Vec3> points;
    private final double[] s;
    private final double[] heading;
    private final double start;
    private final double driven;

    /**
     * @param start distance along the points at which the ego begins
     * @param driven metres it goes, as far as known
     */
    ReferenceLine(List<Vec3> points, double start, double driven) {
        this.points = List.copyOf(points);
        this.start = start;
        this.driven = driven;
        int n = points.size();
        s = new double[n];
        heading = new double[n];
        for (int i = 0; i < n; i++) {
            Vec3 a = points.get(Math.max(0, i - 1));
            Vec3 b = points.get(Math.min(n - 1, i + 1));
            heading[i] = StrictMath.atan2(b.y() - a.y(), b.x() - a.x());
            s[i] = i == 0 ? 0 : s[i - 1] + points.get(i).distanceTo(points.get(i - 1));
        }
    }

    /** Along a path. */
    static ReferenceLine of(DrivePath path, double start, double driven) {
        List<Vec3> points = new ArrayList<>();
        for (int i = 0; i < path.size(); i += 4) {
            points.add(new Vec3(path.x(i), path.y(i), path.z(i)));
        }
        return new ReferenceLine(points, start, driven);
    }

    /** Along poses that are given, and straight on from the first backwards and from the last onwards. */
    static ReferenceLine of(List<Pose> poses) {
        List<Vec3> points = new ArrayList<>();
        Pose first = poses.getFirst();
        for (int back = 30; back >= 2; back -= 2) {
            points.add(first.transform(new Vec3(-back, 0, 0)));
        }
        double driven = 0;
        Vec3 last = first.translation();
        points.add(last);
        for (Pose pose : poses) {
            if (pose.translation().distanceTo(last) > 0.5) {
                driven += pose.translation().distanceTo(last);
                last = pose.translation();
                points.add(last);
            }
        }
        for (int on = 2; on <= 60; on += 2) {
            points.add(poses.getLast().transform(new Vec3(on, 0, 0)));
        }
        return new ReferenceLine(points, 30, driven);
    }

    double driven() {
        return driven;
    }

    /**
     * A place seen from the line.
     *
     * @param ahead metres along the line from where the ego begins
     * @param aside metres to the left of the line
     * @param heading of the line there
     */
    record Place(double ahead, double aside, double heading) {}

    Place placeOf(Vec3 point) {
        int best = 0;
        double bestDistance = Double.MAX_VALUE;
        for (int i = 0; i < points.size(); i++) {
            double distance = points.get(i).distanceTo(point);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        double dx = point.x() - points.get(best).x();
        double dy = point.y() - points.get(best).y();
        double cos = StrictMath.cos(heading[best]);
        double sin = StrictMath.sin(heading[best]);
        return new Place(s[best] - start + dx * cos + dy * sin, -dx * sin + dy * cos, heading[best]);
    }

    /** The point this far ahead of where the ego begins. */
    Vec3 pointAt(double ahead) {
        return points.get(indexAt(ahead));
    }

    double headingAt(double ahead) {
        return heading[indexAt(ahead)];
    }

    private int indexAt(double ahead) {
        int i = 0;
        while (i < s.length - 1 && s[i] - start < ahead) {
            i++;
        }
        return i;
    }
}
