package io.tailforge.conditioning.raster;

/** Weighted sums of eight rows of bytes, in {@link LanczosRows}'s fixed point, rounded and clamped to 0..255. */
sealed interface RowBlend permits ScalarRowBlend, VectorRowBlend {
    /**
     * @param starts index of each row's first byte in {@code from}
     * @param weights of the rows
     * @param first first byte of the rows to blend; up to {@code end} - 1
     * @param out index of the result's row in {@code to}
     */
    void blend(byte[] from, int[] starts, int[] weights, int first, int end, byte[] to, int out);

    /** By vectors unless {@code -Dtailforge.vector=scalar}, where this JVM has the Vector API and the machine 256 bits or more; equal bytes either way. */
    static RowBlend fastest() {
        if (System.getProperty("tailforge.vector", "auto").equals("scalar")) {
            return new ScalarRowBlend();
        }
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return present && VectorRowBlend.isFast() ? new VectorRowBlend() : new ScalarRowBlend();
    }
}
