package io.tailforge.videogen;

import java.util.HashMap;
import java.util.Map;

/** Finds the streaks that drops and flakes draw, layer by layer of the air. Holds scratch: one per thread. */
final class StreakFinder {
    private static final float FARTHEST = 10;
    private static final float NEAREST = 0.5f;
    /** Drops and flakes smaller than this share of the picture's width are mist. */
    private static final float SMALLEST_DROP = 0.15f / 640;

    private static final float SMALLEST_FLAKE = 0.25f / 640;
    /** Share of a lamp's light that a particle sends to the eye: clear drops pass most of it on. */
    private static final float BY_DROPS = 0.045f;

    private static final float BY_FLAKES = 0.12f;
    /** Of the lens: what is nearer than infinity is blurred to this, metres. */
    private static final float APERTURE = 0.002f;
    /** A drop shows the sky of half the world in its middle, and far more of it at its edge. */
    private static final float SPARKLE = 1.6f;

    private final World world;
    private final Take take;
    private final Smear smear;
    private final float seconds;
    private final int width;
    private final int height;
    private final Streaks found = new Streaks();
    private final Map<Boolean, AirLight> lights = new HashMap<>();
    private final float[] ambient = new float[3];
    private final float[] colour = new float[3];
    private final double[] uv = new double[2];
    private final float[] at = new float[3];
    private final float[] seen = new float[3];
    private final float[] way = new float[3];
    private final float windX;
    private final float windY;
    private final float narrowest;

    /** @param seconds of exposure */
    StreakFinder(World world, Take take, Smear smear, float seconds, Canvas canvas) {
        this.world = world;
        this.take = take;
        this.smear = smear;
        this.seconds = seconds;
        width = canvas.width;
        height = canvas.height;
        world.sky().irradiance(0, 0, 1, ambient);
        for (int c = 0; c < 3; c++) {
            ambient[c] *= 0.36f;
        }
        windX = 2.4f * (Noise.unit(world.seed(), 31, 0) - 0.5f);
        windY = 2.4f * (Noise.unit(world.seed(), 32, 0) - 0.5f);
        narrowest = cosineOfView(take.middle().rays());
    }

    /** Cosine of the angle from the optical axis to the farthest pixel. */
    private static float cosineOfView(CameraRays rays) {
        float least = 1;
        for (int p = 0; p < rays.z.length; p++) {
            least = rays.beyondLens.get(p) ? least : Math.min(least, rays.z[p]);
        }
        return least;
    }

    /** Layers that hold particles which may be seen, one metre each: from the lowest to above the highest. */
    record Layers(int lowest, int end) {}

    Layers layers(ParticleField field, boolean flake) {
        double reach = reach(field, flake);
        double z = height(field);
        return new Layers(floor(z - reach), floor(z + reach) + 1);
    }

    private float reach(ParticleField field, boolean flake) {
        float pixel = take.middle().rays().pixelAngle;
        float smallest = (flake ? SMALLEST_FLAKE : SMALLEST_DROP) * width;
        return Math.min(FARTHEST, field.diameter() / (pixel * smallest));
    }

    /** Of the eye in the pattern, which falls. */
    private double height(ParticleField field) {
        return take.middle().eye()[2] + field.speed() * take.middle().seconds();
    }

    private AirLight light(boolean flake) {
        Shot shot = take.middle();
        return lights.computeIfAbsent(
                flake,
                which -> new AirLight(
                        shot.lamps(),
                        world.look().dark(),
                        ambient,
                        which ? BY_FLAKES : BY_DROPS,
                        shot.eye(),
                        FARTHEST));
    }

    /** The streaks of one layer. */
    Streaks find(ParticleField field, boolean flake, int layer) {
        found.clear();
        AirLight light = light(flake);
        float reach = reach(field, flake);
        double clock = take.middle().seconds();
        float[] eye = take.middle().eye();
        double x = eye[0] - windX * clock;
        double y = eye[1] - windY * clock;
        double z = height(field);
        for (int j = floor(y - reach); j <= floor(y + reach); j++) {
            for (int i = floor(x - reach); i <= floor(x + reach); i++) {
                if (isInView((float) (i + 0.5 - x), (float) (j + 0.5 - y), (float) (layer + 0.5 - z), reach)) {
                    fall(field, flake, light, reach, i, j, layer, (float) (i - x), (float) (j - y), (float)
                            (layer - z));
                }
            }
        }
        return found.copy();
    }

    private static int floor(double value) {
        return (int) Math.floor(value);
    }

    /** Whether a cell around this middle, seen from the eye, may show in the picture. */
    private boolean isInView(float x, float y, float z, float reach) {
        float half = 0.87f;
        float range = Elementary.sqrt(x * x + y * y + z * z);
        if (range > reach + half) {
            return false;
        }
        float[] r = take.middle().rotation();
        float ahead = r[2] * x + r[5] * y + r[8] * z;
        return range < 2 * half || ahead + half * 1.5f > narrowest * range;
    }

    private void fall(
            ParticleField field,
            boolean flake,
            AirLight light,
            float reach,
            int i,
            int j,
            int k,
            float x,
            float y,
            float z) {
        int count = field.count(i, j, k);
        int cell = field.hash(i, j, k);
        for (int n = 0; n < count; n++) {
            int hash = Noise.hash(n, cell, 63);
            at[0] = x + Noise.unit(hash, 1, 0);
            at[1] = y + Noise.unit(hash, 2, 0);
            at[2] = z + Noise.unit(hash, 3, 0);
            if (flake) {
                sway(hash);
            }
            float range = Elementary.sqrt(at[0] * at[0] + at[1] * at[1] + at[2] * at[2]);
            if (range > NEAREST && range < reach && ahead() > narrowest * range - 0.1f) {
                float size = field.diameter() * (0.75f + 0.5f * Noise.unit(hash, 4, 0));
                streak(light, range, size, field.speed(), flake, 1 - Elementary.smoothstep(0.7f * reach, reach, range));
            }
        }
    }

    private float ahead() {
        float[] r = take.middle().rotation();
        return r[2] * at[0] + r[5] * at[1] + r[8] * at[2];
    }

    /** Flakes tumble around the way that they fall. */
    private void sway(int hash) {
        float phase = 256 * Noise.unit(hash, 5, 0);
        float clock = (float) (take.middle().seconds() * 0.9 % 256);
        at[0] += 0.3f * (Noise.value(clock, phase) - 0.5f);
        at[1] += 0.3f * (Noise.value(phase, clock) - 0.5f);
    }

    private void streak(AirLight light, float range, float diameter, float speed, boolean flake, float share) {
        Shot shot = take.middle();
        if (!findImage(shot.middle())) {
            return;
        }
        if (take.isRolling()) {
            int row = Math.clamp(Math.round(uv[1]), 0, height - 1);
            Moment moment = take.strip(row / TileOrder.SIDE).moment(row);
            fallUntil(moment, speed);
            if (!findImage(moment)) {
                return;
            }
        }
        Smear.move(smear.of(-1), at[0], at[1], at[2], way);
        float[] r = shot.rotation();
        float fallen = -speed * seconds;
        float dx = windX * seconds;
        float dy = windY * seconds;
        float x = 0.5f * (way[0] + r[0] * dx + r[3] * dy + r[6] * fallen);
        float y = 0.5f * (way[1] + r[1] * dx + r[4] * dy + r[7] * fallen);
        float z = 0.5f * (way[2] + r[2] * dx + r[5] * dy + r[8] * fallen);
        if (!project(seen[0] - x, seen[1] - y, seen[2] - z)) {
            return;
        }
        double u0 = uv[0];
        double v0 = uv[1];
        if (!project(seen[0] + x, seen[1] + y, seen[2] + z)) {
            return;
        }
        float perMetre = 1 / (shot.rays().pixelAngle * range);
        light.at(at[0], at[1], at[2], colour);
        float covered = 0.785f * diameter * perMetre * diameter * perMetre * (flake ? 1 : SPARKLE);
        found.add(u0, v0, uv[0], uv[1], range, covered * share, (diameter + APERTURE) * perMetre, colour);
    }

    /** Moves the particle to where it is, from the eye, at another moment of the frame. */
    private void fallUntil(Moment moment, float speed) {
        float later = (float) (moment.seconds() - take.middle().seconds());
        float[] eye = take.middle().eye();
        at[0] += windX * later - (moment.eye()[0] - eye[0]);
        at[1] += windY * later - (moment.eye()[1] - eye[1]);
        at[2] += -speed * later - (moment.eye()[2] - eye[2]);
    }

    /** Turns the particle into the camera's axes and finds its pixel. */
    private boolean findImage(Moment moment) {
        float[] r = moment.rotation();
        seen[0] = r[0] * at[0] + r[3] * at[1] + r[6] * at[2];
        seen[1] = r[1] * at[0] + r[4] * at[1] + r[7] * at[2];
        seen[2] = r[2] * at[0] + r[5] * at[1] + r[8] * at[2];
        return project(seen[0], seen[1], seen[2])
                && uv[0] > -40
                && uv[1] > -40
                && uv[0] < width + 40
                && uv[1] < height + 40;
    }

    private boolean project(float x, float y, float z) {
        return z > 0.1f && take.middle().rays().projection.project(x, y, z, uv);
    }
}
