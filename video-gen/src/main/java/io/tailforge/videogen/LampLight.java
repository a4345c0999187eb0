package io.tailforge.videogen;

import io.tailforge.world.trace.RayCaster;
import java.util.Arrays;

/**
 * Light of the lamps on a batch of surfels: those near the batch, the strongest with its shadow. One per thread.
 */
final class LampLight {
    private static final int MOST = 96;
    private static final int CAPACITY = Surfels.CAPACITY;
    private static final float WORTH_A_SHADOW = 1e-4f;
    private static final float SCATTERED_REACH = 0.5f;
    private static final float OWN_HOUSING = 0.35f;

    private final World world;
    private Shot shot;
    private final RayCaster around;
    private final int[] near = new int[MOST];
    private final float[] min = new float[3];
    private final float[] max = new float[3];
    private final float[] ox = new float[CAPACITY];
    private final float[] oy = new float[CAPACITY];
    private final float[] oz = new float[CAPACITY];
    private final float[] dx = new float[CAPACITY];
    private final float[] dy = new float[CAPACITY];
    private final float[] dz = new float[CAPACITY];
    private final float[] reach = new float[CAPACITY];
    private final int[] which = new int[CAPACITY];
    private final boolean[] blocked = new boolean[CAPACITY];

    private final LampBatch batch = new LampBatch();
    private final LampKernel kernel = LampKernel.chosen();
    private float reachShare = 1;

    LampLight(World world, Shot shot, RayCaster around) {
        this.world = world;
        this.shot = shot;
        this.around = around;
    }

    /** Turns to another strip of the picture, as the caster it shares has. */
    void take(Shot strip) {
        shot = strip;
    }

    /**
     * Fills lamp light and highlights of every entry.
     *
     * @param nearby the entries lie close together; where they are scattered, far lamps are left out
     */
    void fall(Surfels s, boolean nearby) {
        clear(s);
        reachShare = nearby ? 1 : SCATTERED_REACH;
        int lamps = shot.lamps().count() == 0 || !matters() ? 0 : cull(s);
        if (lamps == 0) {
            return;
        }
        batch.prepare(s, world.look().extinction(), reachShare);
        for (int k = 0; k < lamps; k++) {
            shine(s, near[k]);
        }
        takeAwayShadows(s);
    }

    /** In daylight lamps shine, but light nothing that one could see. */
    private boolean matters() {
        return world.look().dark() || world.sky().groundLight(-1, 1) < 0.6f;
    }

    private static void clear(Surfels s) {
        Arrays.fill(s.lampRed, 0, s.count, 0);
        Arrays.fill(s.lampGreen, 0, s.count, 0);
        Arrays.fill(s.lampBlue, 0, s.count, 0);
        Arrays.fill(s.shineRed, 0, s.count, 0);
        Arrays.fill(s.shineGreen, 0, s.count, 0);
        Arrays.fill(s.shineBlue, 0, s.count, 0);
    }

    private int cull(Surfels s) {
        Arrays.fill(min, Float.POSITIVE_INFINITY);
        Arrays.fill(max, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < s.count; i++) {
            if (!s.isSky(i)) {
                min[0] = Math.min(min[0], s.x[i]);
                min[1] = Math.min(min[1], s.y[i]);
                min[2] = Math.min(min[2], s.z[i]);
                max[0] = Math.max(max[0], s.x[i]);
                max[1] = Math.max(max[1], s.y[i]);
                max[2] = Math.max(max[2], s.z[i]);
            }
        }
        return min[0] > max[0] ? 0 : shot.lamps().near(min, max, reachShare, near);
    }

    private void shine(Surfels s, int number) {
        LampRay lamp = shot.lamps().ray(number);
        kernel.fall(batch, s, lamp);
        if (batch.glossy) {
            kernel.mirror(batch, s);
        }
        kernel.collect(batch, s, lamp, number);
    }

    private void takeAwayShadows(Surfels s) {
        int n = 0;
        for (int i = 0; i < s.count; i++) {
            if (batch.most[i] > WORTH_A_SHADOW && !s.isSky(i)) {
                aim(s, i, batch.strongest[i], n);
                which[n++] = i;
            }
        }
        around.occludedAny(ox, oy, oz, dx, dy, dz, 0, n, 0, reach, blocked);
        for (int k = 0; k < n; k++) {
            if (blocked[k]) {
                takeAway(s, which[k]);
            }
        }
    }

    private void aim(Surfels s, int i, int lamp, int k) {
        float off = 2e-3f + 2e-5f * s.range[i];
        ox[k] = s.x[i] + off * s.gx[i];
        oy[k] = s.y[i] + off * s.gy[i];
        oz[k] = s.z[i] + off * s.gz[i];
        float x = shot.lamps().x(lamp) - ox[k];
        float y = shot.lamps().y(lamp) - oy[k];
        float z = shot.lamps().z(lamp) - oz[k];
        float length = Math.max(Elementary.sqrt(x * x + y * y + z * z), 1e-4f);
        dx[k] = x / length;
        dy[k] = y / length;
        dz[k] = z / length;
        reach[k] = Math.max(0, length - OWN_HOUSING);
    }

    private void takeAway(Surfels s, int i) {
        float red = shot.lamps().intensity(batch.strongest[i], 0);
        float green = shot.lamps().intensity(batch.strongest[i], 1);
        float blue = shot.lamps().intensity(batch.strongest[i], 2);
        s.lampRed[i] = Math.max(0, s.lampRed[i] - red * batch.bestLight[i]);
        s.lampGreen[i] = Math.max(0, s.lampGreen[i] - green * batch.bestLight[i]);
        s.lampBlue[i] = Math.max(0, s.lampBlue[i] - blue * batch.bestLight[i]);
        s.shineRed[i] = Math.max(0, s.shineRed[i] - red * batch.bestShine[i]);
        s.shineGreen[i] = Math.max(0, s.shineGreen[i] - green * batch.bestShine[i]);
        s.shineBlue[i] = Math.max(0, s.shineBlue[i] - blue * batch.bestShine[i]);
    }
}
