package io.tailforge.conditioning.raster;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Eight bytes at a time. Loaded only where the Vector API is there. */
final class VectorRowBlend implements RowBlend {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
    private static final int HALF = 1 << LanczosRows.BITS - 1;

    private final ScalarRowBlend rest = new ScalarRowBlend();

    static boolean isFast() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= INTS.vectorBitSize();
    }

    @Override
    public void blend(byte[] from, int[] starts, int[] weights, int first, int end, byte[] to, int out) {
        int r0 = starts[0];
        int r1 = starts[1];
        int r2 = starts[2];
        int r3 = starts[3];
        int r4 = starts[4];
        int r5 = starts[5];
        int r6 = starts[6];
        int r7 = starts[7];
        int i = first;
        for (; i <= end - INTS.length(); i += INTS.length()) {
            IntVector sum = row(from, r0 + i, weights[0])
                    .add(row(from, r1 + i, weights[1]))
                    .add(row(from, r2 + i, weights[2]))
                    .add(row(from, r3 + i, weights[3]))
                    .add(row(from, r4 + i, weights[4]))
                    .add(row(from, r5 + i, weights[5]))
                    .add(row(from, r6 + i, weights[6]))
                    .add(row(from, r7 + i, weights[7]));
            IntVector rounded =
                    sum.add(HALF).lanewise(ASHR, LanczosRows.BITS).max(0).min(255);
            ((ByteVector) rounded.convertShape(I2B, BYTES, 0)).intoArray(to, out + i);
        }
        rest.blend(from, starts, weights, i, end, to, out);
    }

    private static IntVector row(byte[] from, int at, int weight) {
        return ((IntVector) ByteVector.fromArray(BYTES, from, at).convertShape(ZERO_EXTEND_B2I, INTS, 0)).mul(weight);
    }
}
