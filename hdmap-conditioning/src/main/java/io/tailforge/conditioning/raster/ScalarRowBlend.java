package io.tailforge.conditioning.raster;

/** One byte at a time. */
final class ScalarRowBlend implements RowBlend {
    private static final int HALF = 1 << LanczosRows.BITS - 1;

    @Override
    public void blend(byte[] from, int[] starts, int[] weights, int first, int end, byte[] to, int out) {
        for (int i = first; i < end; i++) {
            int sum = HALF;
            for (int tap = 0; tap < LanczosRows.TAPS; tap++) {
                sum += weights[tap] * (from[starts[tap] + i] & 0xff);
            }
            to[out + i] = (byte) Math.clamp(sum >> LanczosRows.BITS, 0, 255);
        }
    }
}
