package io.tailforge.videogen;

import io.tailforge.world.trace.RayCaster;

/** The arithmetic of one lamp on a batch. All kernels give the same floats, bit for bit. */
sealed interface LampKernel permits ScalarLampKernel, VectorLampKernel {
    /** Nearer than this a lamp lights no more than here: 0.4 m, squared. */
    float NEAREST_SQUARE = 0.16f;

    /** Radiance that a layer mirrors per irradiance, at most. */
    float BRIGHTEST_LOBE = 30;

    /** The one that suits the kernel which traces the rays. */
    static LampKernel chosen() {
        return RayCaster.describeKernel().startsWith("vector") ? new VectorLampKernel() : new ScalarLampKernel();
    }

    /** Fills the batch's directions towards the lamp, and the irradiance that it would cause at unit intensity. */
    void fall(LampBatch batch, Surfels s, LampRay lamp);

    /** Fills the batch's highlights from directions and irradiance. */
    void mirror(LampBatch batch, Surfels s);

    /** Adds irradiance and highlights to the surfels, and remembers the lamp where it is the strongest so far. */
    void collect(LampBatch batch, Surfels s, LampRay lamp, int number);
}
