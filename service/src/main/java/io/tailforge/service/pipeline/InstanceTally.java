package io.tailforge.service.pipeline;

import io.tailforge.video.Frame;
import java.util.HashMap;
import java.util.Map;

/** The pixels each actor owns in one frame of instance truth: how many, and the tight box around them. */
final class InstanceTally {
    private final Map<Integer, int[]> byInstance = new HashMap<>();

    static InstanceTally of(Frame instances) {
        InstanceTally tally = new InstanceTally();
        short[] pixels = instances.shorts();
        int width = instances.width();
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != 0) {
                tally.add(pixels[i] & 0xffff, i % width, i / width);
            }
        }
        return tally;
    }

    private void add(int instance, int x, int y) {
        int[] t =
                byInstance.computeIfAbsent(instance, id -> new int[] {0, Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1});
        t[0]++;
        t[1] = Math.min(t[1], x);
        t[2] = Math.min(t[2], y);
        t[3] = Math.max(t[3], x);
        t[4] = Math.max(t[4], y);
    }

    int pixels(int instance) {
        int[] t = byInstance.get(instance);
        return t == null ? 0 : t[0];
    }

    /** left, top, right, bottom, inclusive; only for actors with pixels. */
    double[] box(int instance) {
        int[] t = byInstance.get(instance);
        if (t == null) {
            throw new IllegalArgumentException("no pixel belongs to instance " + instance);
        }
        return new double[] {t[1], t[2], t[3], t[4]};
    }
}
