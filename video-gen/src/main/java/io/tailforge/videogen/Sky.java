package io.tailforge.videogen;

import io.tailforge.scene.variation.SunPosition;

/**
 * Light from above, baked once a clip: a panorama of clear air, clouds and a town's glow, its irradiance, the sun, and the
 * light that murky air itself sends to the eye. Units are kilolux and kilocandela per square metre in linear sRGB.
 */
final class Sky {
    /** Murk reaches this high above the ground, metres. */
    private static final float MURK_HEIGHT = 90;

    private static final float HORIZON_DISTANCE = 4000;
    private static final float GROUND_ALBEDO = 0.16f;

    /** What lamps shed on a street on average, kilolux. */
    private static final float LAMPS_ON_GROUND = 0.008f;

    private static final int AIRLIGHT_STEPS = 256;

    private final SkyPanorama panorama;
    private final float[] sun = new float[3];
    private final float[] sunLight = new float[3];
    private final float[] ground = new float[3];
    private final float[] airlight = new float[3 * (AIRLIGHT_STEPS + 1)];
    private final float extinction;
    private final float discShare;

    private Sky(SkyPanorama panorama, double[] sunDirection, double[] direct, WeatherLook look) {
        this.panorama = panorama;
        extinction = look.extinction();
        float sin = Math.max((float) sunDirection[2], 0.05f);
        float through = look.sunShare() * Elementary.exp(-extinction * MURK_HEIGHT / sin);
        float[] up = new float[3];
        panorama.irradiance(0, 0, 1, up);
        for (int c = 0; c < 3; c++) {
            sun[c] = (float) sunDirection[c];
            sunLight[c] = (float) direct[c] * through;
            float sunOnGround = sunLight[c] * Math.max(0, sun[2]);
            float lamps = look.dark() ? LAMPS_ON_GROUND : 0;
            ground[c] = GROUND_ALBEDO * (up[c] + 0.6f * sunOnGround + lamps) / (float) Math.PI;
        }
        discShare = through;
        bakeAirlight(direct, look, up, sin);
    }

    /** The sky over a scene. */
    static Sky over(SunPosition sun, WeatherLook look, long seed) {
        double cos = StrictMath.cos(sun.elevation());
        double[] direction = {
            cos * StrictMath.cos(sun.azimuth()), cos * StrictMath.sin(sun.azimuth()), StrictMath.sin(sun.elevation())
        };
        double[] direct = new Atmosphere(direction).directSun();
        return new Sky(SkyPanorama.bake(direction, direct, look, Noise.seed(seed, 77)), direction, direct, look);
    }

    /** The same radiance from everywhere, the ground included, and no sun: the white furnace. */
    static Sky uniform(float radiance) {
        WeatherLook clear = new WeatherLook(0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);
        Sky sky = new Sky(SkyPanorama.uniform(radiance), new double[] {0, 0, 1}, new double[3], clear);
        java.util.Arrays.fill(sky.ground, radiance);
        return sky;
    }

    private void bakeAirlight(double[] direct, WeatherLook look, float[] up, float sin) {
        float depth = Elementary.exp(-extinction * MURK_HEIGHT / sin);
        for (int i = 0; i <= AIRLIGHT_STEPS; i++) {
            float cos = 2f * i / AIRLIGHT_STEPS - 1;
            float forward = forwardPhase(cos);
            for (int c = 0; c < 3; c++) {
                float diffused = (float) direct[c] * look.sunShare() * Math.max(0, sun[2]) * 0.45f * (1 - depth);
                float around = (0.8f * up[c] + diffused) / (float) Math.PI;
                airlight[3 * i + c] =
                        around + (float) direct[c] * look.sunShare() * depth * forward + 0.03f * diffused * forward;
            }
        }
    }

    private static float forwardPhase(float cos) {
        float base = 1 + 0.6f * 0.6f - 2 * 0.6f * cos;
        return (1 - 0.36f) / (4 * (float) Math.PI * base * Elementary.sqrt(base));
    }

    float sunX() {
        return sun[0];
    }

    float sunY() {
        return sun[1];
    }

    float sunZ() {
        return sun[2];
    }

    /** Light of the sun on a surface that faces it, below clouds and murk, kilolux; zero below the horizon. */
    float sunLight(int channel) {
        return sunLight[channel];
    }

    boolean hasSun() {
        return sun[2] > 0 && sunLight[0] + sunLight[1] + sunLight[2] > 1e-3f;
    }

    /** What a ray that hits nothing brings back, without the sun's disc, into {@code out}. */
    void radiance(float dx, float dy, float dz, float[] out) {
        panorama.radiance(dx, dy, Math.max(dz, 0), out);
        if (dz < 0) {
            float share = Elementary.smoothstep(0, 0.04f, -dz);
            for (int c = 0; c < 3; c++) {
                out[c] = Elementary.mix(out[c], ground[c], share);
            }
        }
        if (extinction > 0) {
            throughMurk(dx, dy, dz, out);
        }
    }

    private void throughMurk(float dx, float dy, float dz, float[] out) {
        float path = MURK_HEIGHT / Math.max(dz, MURK_HEIGHT / HORIZON_DISTANCE);
        float passed = Elementary.exp(-extinction * path);
        int entry = airlightEntry(dx, dy, dz);
        for (int c = 0; c < 3; c++) {
            out[c] = out[c] * passed + airlight[entry + c] * (1 - passed);
        }
    }

    /** Adds the sun's disc where the direction meets it. */
    void addDisc(float dx, float dy, float dz, float[] out) {
        float cos = dx * sun[0] + dy * sun[1] + dz * sun[2];
        if (cos > 0.99985f && discShare > 0.01f) {
            float edge = Elementary.smoothstep(0.99985f, 0.99992f, cos) * 25f;
            for (int c = 0; c < 3; c++) {
                out[c] += sunLight[c] * edge;
            }
        }
    }

    /** Offset of a direction's entry in {@link #airlight}. */
    int airlightEntry(float dx, float dy, float dz) {
        float cos = dx * sun[0] + dy * sun[1] + dz * sun[2];
        return 3 * Math.clamp((int) ((cos + 1) * 0.5f * AIRLIGHT_STEPS + 0.5f), 0, AIRLIGHT_STEPS);
    }

    /** Radiance of endless murk at an entry of {@link #airlightEntry}, one channel. */
    float airlight(int entry, int channel) {
        return airlight[entry + channel];
    }

    /** Irradiance by the open sky on a surface of this normal, into {@code out}. */
    void irradiance(float nx, float ny, float nz, float[] out) {
        panorama.irradiance(nx, ny, nz, out);
    }

    /** Sunlight that walls and roads nearby send on: what takes the place of the sky where it is blocked. */
    float litWalls(int channel) {
        return 0.35f * sunLight[channel] * Math.max(0.3f, sun[2]);
    }

    /** Irradiance by the ground around, by normal's z. */
    float groundLight(float nz, int channel) {
        return (float) Math.PI * 0.5f * (1 - nz) * ground[channel];
    }

    /** Brightness of the sky in a direction, to weigh occlusion. */
    float luminance(float dx, float dy, float dz) {
        float[] rgb = new float[3];
        panorama.radiance(dx, dy, dz, rgb);
        return 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2];
    }
}
