package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Stands for writing whose words the map does not state: letters of straight strokes that fill a rectangle on a lane. */
final class Lettering {
    private static final double LETTER = 0.55;
    private static final double STROKE = 0.22;

    private Lettering() {}

    /** @param along the letters' up; {@code across} from the first letter to the last, both as long as the rectangle */
    static List<List<Vec3>> on(Vec3 corner, Vec3 along, Vec3 across) {
        int letters = (int) Math.clamp(Math.round(across.norm() / LETTER), 1, 8);
        List<List<Vec3>> strokes = new ArrayList<>();
        for (int i = 0; i < letters; i++) {
            Vec3 from = corner.plus(across.times((i + 0.1) / letters));
            Vec3 width = across.times(0.8 / letters);
            strokes.add(box(from, along, width, 0, 1, 0, STROKE));
            if (i % 3 != 1) {
                strokes.add(box(from, along, width, 0, 1, 1 - STROKE, 1));
            }
            strokes.add(box(from, along, width, 0.45, 0.55, STROKE, 1 - STROKE));
            if (i % 2 == 0) {
                strokes.add(box(from, along, width, 0.9, 1, STROKE, 1 - STROKE));
            }
        }
        return strokes;
    }

    private static List<Vec3> box(Vec3 from, Vec3 up, Vec3 width, double up0, double up1, double at0, double at1) {
        return List.of(
                from.plus(up.times(up0)).plus(width.times(at0)),
                from.plus(up.times(up0)).plus(width.times(at1)),
                from.plus(up.times(up1)).plus(width.times(at1)),
                from.plus(up.times(up1)).plus(width.times(at0)));
    }
}
