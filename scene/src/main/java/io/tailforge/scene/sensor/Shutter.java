package io.tailforge.scene.sensor;

import java.util.OptionalLong;

/**
 * How a camera's frame is exposed. A rolling shutter reads its rows one after the other, the top one first; the frame's
 * time is that of the picture's middle. Each row's own time is the middle of its exposure.
 *
 * @param readoutMicros from the top edge's time to the bottom edge's, 0 (a global shutter: all rows at once) .. 100 ms
 * @param exposureMicros how long each row gathers light, 0 (nothing blurs) .. 100 ms; empty: as the light demands
 */
public record Shutter(long readoutMicros, OptionalLong exposureMicros) {
    /** All rows at once, exposed as the light demands. */
    public static final Shutter GLOBAL = new Shutter(0, OptionalLong.empty());

    private static final long MOST = 100_000;

    public Shutter {
        if (readoutMicros < 0 || readoutMicros > MOST) {
            throw new IllegalArgumentException(
                    "a shutter's readout takes 0 to " + MOST + " us, not " + readoutMicros + " us");
        }
        long exposure = exposureMicros.orElse(0);
        if (exposure < 0 || exposure > MOST) {
            throw new IllegalArgumentException("an exposure lasts 0 to " + MOST + " us, not " + exposure + " us");
        }
    }

    public boolean isRolling() {
        return readoutMicros > 0;
    }

    /** How much later than the frame a place in a picture of this height is taken. @param v 0 the top row's centre */
    public long delayMicros(double v, int height) {
        return Math.round(readoutMicros * ((v + 0.5) / height - 0.5));
    }

    /** The shutter of a picture cut from the middle. @param kept share of the rows that are left */
    Shutter cropped(double kept) {
        return new Shutter(Math.round(readoutMicros * kept), exposureMicros);
    }
}
