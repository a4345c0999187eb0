package io.tailforge.videogen;

import io.tailforge.scene.geometry.Vec3;

/**
 * Drops and flakes near the camera. They have their places in the world, falling through a pattern that repeats every
 * {@link #BOX} metres, so that cameras side by side and frames one after the other show the same ones. Farther ones are the
 * mist of {@link WeatherLook#extinction}.
 */
final class Precipitation {
    private static final float BOX = 22;
    private static final float BOX_HEIGHT = 11;
    private static final float SHUTTER = 1 / 80f;
    private static final float RAIN_AT_50 = 60_000;
    private static final float SNOW_AT_2_5 = 42_000;
    private static final float FADE = 0.45f * BOX;

    private final World world;
    private final Shot shot;
    private final Canvas canvas;
    private final float[] ambient = new float[3];
    private final float[] colour = new float[3];
    private final double[] uv = new double[2];
    private final float[] at = new float[3];
    private final int[] near = new int[48];
    private final int lamps;
    private final Vec3 velocity;
    private final float windX;
    private final float windY;
    private final float largestFlake;

    Precipitation(World world, Shot shot, Canvas canvas) {
        this.world = world;
        this.shot = shot;
        this.canvas = canvas;
        world.sky().irradiance(0, 0, 1, ambient);
        for (int c = 0; c < 3; c++) {
            ambient[c] *= 0.36f;
        }
        float[] eye = shot.eye();
        float[] low = {eye[0] - FADE, eye[1] - FADE, eye[2] - FADE};
        float[] high = {eye[0] + FADE, eye[1] + FADE, eye[2] + FADE};
        boolean dark = world.look().dark();
        lamps = dark ? shot.lamps().near(low, high, 1, near) : 0;
        velocity = velocityAt(shot.middle().timestampMicros());
        windX = 2.4f * (Noise.unit(world.seed(), 31, 0) - 0.5f);
        windY = 2.4f * (Noise.unit(world.seed(), 32, 0) - 0.5f);
        largestFlake = 4.5f * canvas.width / 640f;
    }

    private Vec3 velocityAt(long time) {
        long step = 50_000;
        Vec3 before = world.scene().ego().at(Math.max(0, time - step)).translation();
        Vec3 after = world.scene().ego().at(time + step).translation();
        return after.minus(before).times(1e6 / (time + step - Math.max(0, time - step)));
    }

    /** Draws into {@code canvas.smooth}; does nothing in dry weather. */
    void fall() {
        float rain = world.look().rain();
        float snow = world.look().snowfall();
        if (rain > 0) {
            drops(Math.round(RAIN_AT_50 * (float) StrictMath.pow(rain / 50, 0.75)));
        }
        if (snow > 0) {
            flakes(Math.round(SNOW_AT_2_5 * (float) StrictMath.pow(snow / 2.5, 0.7)));
        }
    }

    private void drops(int count) {
        for (int id = 0; id < count; id++) {
            int hash = Noise.hash(id, world.seed(), 51);
            float speed = 6.5f + 2.5f * Noise.unit(hash, 4, 0);
            place(hash, windX, windY, -speed);
            float range = Elementary.sqrt(at[0] * at[0] + at[1] * at[1] + at[2] * at[2]);
            if (range > 0.7f && range < FADE && ahead(at[0], at[1], at[2])) {
                streak(range, speed, 0.6f + 0.8f * Noise.unit(hash, 5, 0));
            }
        }
    }

    private void flakes(int count) {
        for (int id = 0; id < count; id++) {
            int hash = Noise.hash(id, world.seed(), 52);
            float speed = 0.9f + 0.8f * Noise.unit(hash, 4, 0);
            float sway =
                    0.6f * (Noise.value((float) (shot.seconds() * 0.9 % 256), 256 * Noise.unit(hash, 6, 0)) - 0.5f);
            place(hash, windX + sway, windY - sway, -speed);
            float range = Elementary.sqrt(at[0] * at[0] + at[1] * at[1] + at[2] * at[2]);
            if (range > 0.5f && range < FADE && ahead(at[0], at[1], at[2])) {
                flake(range, 0.0045f + 0.0065f * Noise.unit(hash, 5, 0));
            }
        }
    }

    /** Where a particle is now, from the eye, in world axes. */
    private void place(int hash, float vx, float vy, float vz) {
        at[0] = wrap(Noise.unit(hash, 1, 0) * BOX + vx * shot.seconds() - shot.eye()[0], BOX);
        at[1] = wrap(Noise.unit(hash, 2, 0) * BOX + vy * shot.seconds() - shot.eye()[1], BOX);
        at[2] = wrap(Noise.unit(hash, 3, 0) * BOX_HEIGHT + vz * shot.seconds() - shot.eye()[2], BOX_HEIGHT);
    }

    private static float wrap(double value, float period) {
        double turns = value / period;
        return (float) ((turns - Math.floor(turns) - 0.5) * period);
    }

    private boolean ahead(float x, float y, float z) {
        float[] r = shot.rotation();
        return r[2] * x + r[5] * y + r[8] * z > 0.2f;
    }

    private boolean project(float x, float y, float z) {
        float[] r = shot.rotation();
        return shot.rays()
                .model
                .project(
                        r[0] * x + r[3] * y + r[6] * z,
                        r[1] * x + r[4] * y + r[7] * z,
                        r[2] * x + r[5] * y + r[8] * z,
                        uv);
    }

    private boolean isNearImage(double margin) {
        return uv[0] > -margin && uv[1] > -margin && uv[0] < canvas.width + margin && uv[1] < canvas.height + margin;
    }

    private void streak(float range, float speed, float size) {
        if (!project(at[0], at[1], at[2]) || !isNearImage(40)) {
            return;
        }
        double u0 = uv[0];
        double v0 = uv[1];
        float back = SHUTTER;
        float x = at[0] - back * (windX - (float) velocity.x());
        float y = at[1] - back * (windY - (float) velocity.y());
        float z = at[2] - back * (-speed - (float) velocity.z());
        if (!ahead(x, y, z) || !project(x, y, z)) {
            return;
        }
        illuminate();
        float width = size * 0.0030f / (shot.rays().pixelAngle * range);
        float fade = 1 - Elementary.smoothstep(0.7f * FADE, FADE, range);
        line(u0, v0, uv[0], uv[1], range, Math.min(1, width) * 0.34f * fade, Math.min(width, 3));
    }

    private void line(double u0, double v0, double u1, double v1, float range, float alpha, float width) {
        double length = Math.max(Math.abs(u1 - u0), Math.abs(v1 - v0));
        int steps = (int) Math.min(400, Math.ceil(length)) + 1;
        float scale = (float) Math.min(1, Math.max(0.25, length / 6));
        int half = width > 1.5f ? 1 : 0;
        for (int k = 0; k < steps; k++) {
            double t = (k + 0.5) / steps;
            float taper = (float) Math.min(1, 4 * Math.min(t, 1 - t) + 0.2);
            double u = u0 + (u1 - u0) * t;
            int row = (int) Math.round(v0 + (v1 - v0) * t);
            int column = (int) Math.floor(u);
            float part = (float) (u - column);
            dot(column, row, range, alpha * taper * scale * (1 - part + half * part));
            dot(column + 1, row, range, alpha * taper * scale * (part + half * (1 - part)));
        }
    }

    private void flake(float range, float radius) {
        if (!project(at[0], at[1], at[2]) || !isNearImage(8)) {
            return;
        }
        illuminate();
        float fade = 1 - Elementary.smoothstep(0.7f * FADE, FADE, range);
        float pixels = Math.min(largestFlake, radius / (shot.rays().pixelAngle * range));
        float strength = Math.min(1, pixels * pixels * 2.2f) * fade * (pixels > 2 ? 0.55f : 0.85f);
        float reach = Math.max(pixels, 0.55f) + 0.5f;
        for (int v = (int) Math.ceil(uv[1] - reach); v <= uv[1] + reach; v++) {
            for (int u = (int) Math.ceil(uv[0] - reach); u <= uv[0] + reach; u++) {
                float du = (float) (u - uv[0]);
                float dv = (float) (v - uv[1]);
                float edge = Elementary.clamp01(reach - Elementary.sqrt(du * du + dv * dv));
                dot(u, v, range, strength * edge);
            }
        }
    }

    /** The light a particle sends on: the sky's and that of the lamps around. */
    private void illuminate() {
        System.arraycopy(ambient, 0, colour, 0, 3);
        Lamps all = shot.lamps();
        for (int k = 0; k < lamps; k++) {
            int lamp = near[k];
            float x = shot.eye()[0] + at[0] - all.x(lamp);
            float y = shot.eye()[1] + at[1] - all.y(lamp);
            float z = shot.eye()[2] + at[2] - all.z(lamp);
            float square = Math.max(x * x + y * y + z * z, 0.2f);
            float inverse = 1 / Elementary.sqrt(square);
            float light =
                    0.045f * all.share(lamp, x * inverse, y * inverse, z * inverse) * all.window(lamp, square) / square;
            for (int c = 0; c < 3; c++) {
                colour[c] += light * all.intensity(lamp, c);
            }
        }
    }

    private void dot(int u, int v, float range, float alpha) {
        if (u < 0 || v < 0 || u >= canvas.width || v >= canvas.height || alpha <= 0) {
            return;
        }
        int p = v * canvas.width + u;
        if (canvas.range[p] > range) {
            for (int c = 0; c < 3; c++) {
                canvas.smooth[3 * p + c] = Elementary.mix(canvas.smooth[3 * p + c], colour[c], alpha);
            }
        }
    }
}
