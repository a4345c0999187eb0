package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/** A line cut into equal steps. */
final class Resampled {
    private Resampled() {}

    /** So many points at equal distances along the line, the first and the last being its own; at least two. */
    static Polyline3 into(Polyline3 line, int points) {
        int count = Math.max(2, points);
        double step = line.length() / (count - 1);
        List<Vec3> out = new ArrayList<>(count);
        int segment = 1;
        double before = 0;
        for (int i = 0; i < count; i++) {
            double wanted = i * step;
            while (segment < line.size() - 1 && before + lengthOf(line, segment) < wanted) {
                before += lengthOf(line, segment);
                segment++;
            }
            out.add(i == count - 1 || line.size() == 1 ? line.last() : pointOn(line, segment, wanted - before));
        }
        return Polyline3.of(out);
    }

    private static double lengthOf(Polyline3 line, int segment) {
        return line.point(segment - 1).distanceTo(line.point(segment));
    }

    private static Vec3 pointOn(Polyline3 line, int segment, double along) {
        double length = lengthOf(line, segment);
        double t = length <= 0 ? 0 : Math.min(1, Math.max(0, along / length));
        return line.point(segment - 1).lerp(line.point(segment), t);
    }
}
