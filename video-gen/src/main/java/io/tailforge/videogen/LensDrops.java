package io.tailforge.videogen;

import java.util.function.BooleanSupplier;

/**
 * Drops of rain that hang on the lens: few, each for some seconds at its place, creeping down. So near to the lens a drop is
 * out of focus; it shows, small and upside down, what stands around the place it covers. Where and when they hang is a hash
 * of seed and camera.
 */
record LensDrops(World world, int camera, double seconds, Canvas canvas) {
    private static final int MOST = 28;
    private static final float SHRUNK = 3.5f;
    private static final float PASSED = 0.93f;
    private static final int TAPS = 4;

    /** One drop, pixels. */
    private record Drop(float u, float v, float radius) {}

    /** What a drop shows: colour and share by pixel of the square around it. */
    private record Patch(int left, int top, int side, float[] rgb, float[] share) {}

    /** Draws into {@code canvas.smooth}; does nothing without rain. */
    void hang(Crew crew, BooleanSupplier cancelled) {
        Patch[] patches = new Patch[count()];
        crew.work(patches.length, () -> k -> patches[k] = look(drop(k)), cancelled);
        for (Patch patch : patches) {
            draw(patch);
        }
    }

    /** More the heavier it rains, by the law that drops in the air follow. */
    private int count() {
        double rate = world.look().rain();
        return rate <= 0 ? 0 : (int) Math.min(MOST, Math.round(6 * StrictMath.pow(rate, 0.4)));
    }

    private Drop drop(int k) {
        int own = Noise.hash(k, camera, world.seed() ^ 0x1E45);
        float life = 5 + 12 * Noise.unit(own, 1, 0);
        double age = seconds / life + Noise.unit(own, 2, 0);
        int turn = (int) Math.floor(age);
        float grown = (float) (age - turn);
        float radius = canvas.width * (0.006f + 0.014f * Noise.unit(own, 3, turn));
        float u = canvas.width * Noise.unit(own, 4, turn);
        float v = canvas.height * (1.1f * Noise.unit(own, 5, turn) - 0.05f) + 2 * radius * grown * grown;
        return new Drop(u, v, radius * Math.min(1, 8 * grown));
    }

    private Patch look(Drop drop) {
        int reach = (int) Math.ceil(drop.radius * 1.2f);
        int side = 2 * reach + 1;
        Patch patch = new Patch(
                Math.round(drop.u) - reach,
                Math.round(drop.v) - reach,
                side,
                new float[3 * side * side],
                new float[side * side]);
        for (int i = 0; i < side * side; i++) {
            float x = patch.left + i % side - drop.u;
            float y = patch.top + i / side - drop.v;
            float off = Elementary.sqrt(x * x + y * y) / Math.max(drop.radius, 1e-3f);
            patch.share[i] = 1 - Elementary.smoothstep(0.75f, 1.15f, off);
            if (patch.share[i] > 0) {
                see(drop, x, y, PASSED * (1 - 0.45f * off * off * off), 3 * i, patch.rgb);
            }
        }
        return patch;
    }

    /** The mean of some pixels around the place that a drop's pixel is bent to. */
    private void see(Drop drop, float x, float y, float passed, int at, float[] rgb) {
        float step = SHRUNK * 0.7f;
        for (int tap = 0; tap < TAPS; tap++) {
            int u = Math.clamp(Math.round(drop.u - SHRUNK * x + ((tap & 1) == 0 ? -step : step)), 0, canvas.width - 1);
            int v = Math.clamp(Math.round(drop.v - SHRUNK * y + ((tap & 2) == 0 ? -step : step)), 0, canvas.height - 1);
            int p = 3 * (v * canvas.width + u);
            for (int c = 0; c < 3; c++) {
                rgb[at + c] += passed / TAPS * canvas.smooth[p + c];
            }
        }
    }

    private void draw(Patch patch) {
        for (int i = 0; i < patch.share.length; i++) {
            int u = patch.left + i % patch.side;
            int v = patch.top + i / patch.side;
            if (patch.share[i] > 0 && u >= 0 && v >= 0 && u < canvas.width && v < canvas.height) {
                int p = 3 * (v * canvas.width + u);
                for (int c = 0; c < 3; c++) {
                    canvas.smooth[p + c] = Elementary.mix(canvas.smooth[p + c], patch.rgb[3 * i + c], patch.share[i]);
                }
            }
        }
    }
}
