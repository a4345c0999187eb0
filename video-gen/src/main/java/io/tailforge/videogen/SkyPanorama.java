package io.tailforge.videogen;

/** Radiance of the upper half of the world on an octahedral map, and its irradiance as nine spherical harmonics a channel. */
final class SkyPanorama {
    private static final int SIZE = 320;
    private static final int COARSE = 48;

    /** Share of white that dust and light scattered many times add to the blue, at noon and after sunset. */
    private static final double HAZE = 0.28;

    private static final double HAZE_AT_DUSK = 0.55;

    private final float[] radiance = new float[3 * SIZE * SIZE];
    private final float[] harmonics = new float[27];

    private SkyPanorama() {}

    static SkyPanorama uniform(float value) {
        SkyPanorama panorama = new SkyPanorama();
        java.util.Arrays.fill(panorama.radiance, value);
        panorama.bakeHarmonics();
        return panorama;
    }

    static SkyPanorama bake(double[] sun, double[] direct, WeatherLook look, int seed) {
        SkyPanorama panorama = new SkyPanorama();
        float[] clear = clearSky(sun);
        Clouds clouds = new Clouds(sun, direct, clear, look, seed);
        float[] direction = new float[3];
        float[] rgb = new float[3];
        for (int j = 0; j < SIZE; j++) {
            for (int i = 0; i < SIZE; i++) {
                direction(i, j, SIZE, direction);
                sample(clear, COARSE, direction[0], direction[1], direction[2], rgb);
                addGlow(direction[2], sun[2], look.cloud(), rgb);
                clouds.cover(direction, rgb);
                System.arraycopy(rgb, 0, panorama.radiance, 3 * (j * SIZE + i), 3);
            }
        }
        panorama.bakeHarmonics();
        return panorama;
    }

    private static float[] clearSky(double[] sun) {
        Atmosphere air = new Atmosphere(sun);
        float[] map = new float[3 * COARSE * COARSE];
        float[] direction = new float[3];
        double[] rgb = new double[3];
        double low = Elementary.smoothstep(0.12f, -0.03f, (float) sun[2]);
        double haze = HAZE + low * (HAZE_AT_DUSK - HAZE);
        for (int k = 0; k < COARSE * COARSE; k++) {
            direction(k % COARSE, k / COARSE, COARSE, direction);
            double lifted = Math.max(direction[2], 0.015);
            air.radiance(direction[0], direction[1], lifted, rgb);
            double grey = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
            for (int c = 0; c < 3; c++) {
                map[3 * k + c] = (float) (rgb[c] + haze * (grey - rgb[c]));
            }
        }
        return map;
    }

    /** A town's light in the air at night: warm at the horizon, more under clouds. */
    private static void addGlow(float dz, double sunZ, float cloud, float[] rgb) {
        float night = 1 - Elementary.smoothstep(-0.16f, 0.02f, (float) sunZ);
        float low = (1 - dz) * (1 - dz);
        float glow = night * (0.0003f + 0.0011f * low * low) * (1 + 1.5f * cloud);
        rgb[0] += glow * 1.04f;
        rgb[1] += glow * 0.94f;
        rgb[2] += glow * 0.98f;
    }

    void radiance(float dx, float dy, float dz, float[] out) {
        sample(radiance, SIZE, dx, dy, dz, out);
    }

    private static void sample(float[] map, int size, float dx, float dy, float dz, float[] out) {
        float scale = 0.5f * (size - 1) / (Math.abs(dx) + Math.abs(dy) + dz);
        float u = (dx + dy) * scale + 0.5f * (size - 1);
        float v = (dx - dy) * scale + 0.5f * (size - 1);
        int i = Math.clamp((int) u, 0, size - 2);
        int j = Math.clamp((int) v, 0, size - 2);
        float fu = u - i;
        float fv = v - j;
        int low = 3 * (j * size + i);
        int high = low + 3 * size;
        for (int c = 0; c < 3; c++) {
            float a = map[low + c] + (map[low + 3 + c] - map[low + c]) * fu;
            float b = map[high + c] + (map[high + 3 + c] - map[high + c]) * fu;
            out[c] = a + (b - a) * fv;
        }
    }

    /** The direction of a map entry; x, y, z into {@code out}. */
    private static void direction(int i, int j, int size, float[] out) {
        float u = 2f * i / (size - 1) - 1;
        float v = 2f * j / (size - 1) - 1;
        float x = 0.5f * (u + v);
        float y = 0.5f * (u - v);
        float z = Math.max(0, 1 - Math.abs(x) - Math.abs(y));
        float norm = Elementary.sqrt(x * x + y * y + z * z);
        out[0] = x / norm;
        out[1] = y / norm;
        out[2] = z / norm;
    }

    private void bakeHarmonics() {
        int n = 96;
        double[] sums = new double[27];
        double[] basis = new double[9];
        double whole = 0;
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double u = (2 * (i + 0.5) / n) - 1;
                double v = (2 * (j + 0.5) / n) - 1;
                double x = 0.5 * (u + v);
                double y = 0.5 * (u - v);
                double z = 1 - Math.abs(x) - Math.abs(y);
                double norm = Math.sqrt(x * x + y * y + z * z);
                double solid = 2.0 / (n * n) / (norm * norm * norm);
                whole += solid;
                basis(x / norm, y / norm, z / norm, basis);
                float[] rgb = new float[3];
                radiance((float) (x / norm), (float) (y / norm), (float) (z / norm), rgb);
                for (int k = 0; k < 27; k++) {
                    sums[k] += solid * basis[k / 3] * rgb[k % 3];
                }
            }
        }
        double correction = 2 * Math.PI / whole;
        double[] cosine = {Math.PI, 2 * Math.PI / 3, Math.PI / 4};
        for (int k = 0; k < 27; k++) {
            int band = k < 3 ? 0 : k < 12 ? 1 : 2;
            harmonics[k] = (float) (sums[k] * correction * cosine[band]);
        }
    }

    private static void basis(double x, double y, double z, double[] out) {
        out[0] = 0.282094792;
        out[1] = 0.488602512 * y;
        out[2] = 0.488602512 * z;
        out[3] = 0.488602512 * x;
        out[4] = 1.092548431 * x * y;
        out[5] = 1.092548431 * y * z;
        out[6] = 0.315391565 * (3 * z * z - 1);
        out[7] = 1.092548431 * x * z;
        out[8] = 0.546274215 * (x * x - y * y);
    }

    /** Irradiance on a surface of this normal by the upper half alone. */
    void irradiance(float x, float y, float z, float[] out) {
        float b1 = 0.488602512f * y;
        float b2 = 0.488602512f * z;
        float b3 = 0.488602512f * x;
        float b4 = 1.092548431f * x * y;
        float b5 = 1.092548431f * y * z;
        float b6 = 0.315391565f * (3 * z * z - 1);
        float b7 = 1.092548431f * x * z;
        float b8 = 0.546274215f * (x * x - y * y);
        for (int c = 0; c < 3; c++) {
            float e = 0.282094792f * harmonics[c] + b1 * harmonics[3 + c] + b2 * harmonics[6 + c];
            e += b3 * harmonics[9 + c] + b4 * harmonics[12 + c] + b5 * harmonics[15 + c];
            e += b6 * harmonics[18 + c] + b7 * harmonics[21 + c] + b8 * harmonics[24 + c];
            out[c] = Math.max(0, e);
        }
    }
}
