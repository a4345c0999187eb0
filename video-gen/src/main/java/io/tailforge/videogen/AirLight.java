package io.tailforge.videogen;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The light that falls on particles in the air around a camera: the sky's and that of the lamps, found at the points of a
 * lattice with half a metre between them when first asked for, and interpolated.
 */
final class AirLight {
    private static final int MOST_LAMPS = 12;
    private static final int PER_METRE = 2;
    private static final float SPACING = 1f / PER_METRE;

    private final Lamps lamps;
    private final float[] ambient;
    private final float[] eye;
    private final int half;
    private final int side;
    private final float scattered;
    private final float[] colours;
    private final boolean[] known;
    private final int[] near;

    /**
     * @param ambient what the sky makes of a particle
     * @param scattered share of a lamp's light that particles send on
     * @param reach metres from the eye
     */
    AirLight(Lamps lamps, boolean dark, float[] ambient, float scattered, float[] eye, float reach) {
        this.lamps = lamps;
        this.ambient = ambient;
        this.scattered = scattered;
        this.eye = eye;
        half = (int) Math.ceil(PER_METRE * reach) + 1;
        side = 2 * half + 1;
        near = dark ? strongest(lamps, eye) : new int[0];
        colours = near.length == 0 ? new float[0] : new float[3 * side * side * side];
        known = new boolean[colours.length / 3];
    }

    /** By what they would cast on the camera. */
    private static int[] strongest(Lamps lamps, float[] eye) {
        return IntStream.range(0, lamps.count())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        lamp -> -lamps.intensity(lamp, 1) / squareDistance(lamps, lamp, eye)))
                .limit(MOST_LAMPS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double squareDistance(Lamps lamps, int lamp, float[] eye) {
        float x = lamps.x(lamp) - eye[0];
        float y = lamps.y(lamp) - eye[1];
        float z = lamps.z(lamp) - eye[2];
        return Math.max(1, x * x + y * y + z * z);
    }

    /** Light that a particle sends on, by its place from the eye. */
    void at(float x, float y, float z, float[] out) {
        System.arraycopy(ambient, 0, out, 0, 3);
        if (near.length == 0) {
            return;
        }
        int i = Noise.floor(PER_METRE * x);
        int j = Noise.floor(PER_METRE * y);
        int k = Noise.floor(PER_METRE * z);
        float fx = PER_METRE * x - i;
        float fy = PER_METRE * y - j;
        float fz = PER_METRE * z - k;
        Arrays.fill(out, 0);
        for (int corner = 0; corner < 8; corner++) {
            float weight = ((corner & 1) == 0 ? 1 - fx : fx)
                    * ((corner & 2) == 0 ? 1 - fy : fy)
                    * ((corner & 4) == 0 ? 1 - fz : fz);
            int point = point(i + (corner & 1), j + (corner >> 1 & 1), k + (corner >> 2));
            out[0] += weight * colours[point];
            out[1] += weight * colours[point + 1];
            out[2] += weight * colours[point + 2];
        }
    }

    private int point(int i, int j, int k) {
        int at = ((Math.clamp(k + half, 0, side - 1) * side) + Math.clamp(j + half, 0, side - 1)) * side
                + Math.clamp(i + half, 0, side - 1);
        if (!known[at]) {
            known[at] = true;
            light(eye[0] + i * SPACING, eye[1] + j * SPACING, eye[2] + k * SPACING, 3 * at);
        }
        return 3 * at;
    }

    private void light(float px, float py, float pz, int at) {
        System.arraycopy(ambient, 0, colours, at, 3);
        for (int lamp : near) {
            float x = px - lamps.x(lamp);
            float y = py - lamps.y(lamp);
            float z = pz - lamps.z(lamp);
            float square = Math.max(x * x + y * y + z * z, 0.2f);
            float inverse = 1 / Elementary.sqrt(square);
            float light = scattered
                    * lamps.share(lamp, x * inverse, y * inverse, z * inverse)
                    * lamps.window(lamp, square)
                    / square;
            for (int c = 0; c < 3; c++) {
                colours[at + c] += light * lamps.intensity(lamp, c);
            }
        }
    }
}
