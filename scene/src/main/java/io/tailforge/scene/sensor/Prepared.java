package io.tailforge.scene.sensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was worked out for a camera, once: a camera is asked for per vertex. Forgets all when there are too many. */
final class Prepared<C extends CameraModel, P extends Projection> {
    private static final int MOST = 256;

    private final Map<C, P> kept = new ConcurrentHashMap<>();
    private final Function<C, P> prepare;

    Prepared(Function<C, P> prepare) {
        this.prepare = prepare;
    }

    P of(C camera) {
        P projection = kept.get(camera);
        if (projection == null) {
            if (kept.size() >= MOST) {
                kept.clear();
            }
            projection = kept.computeIfAbsent(camera, prepare);
        }
        return projection;
    }
}
