package io.tailforge.quality.fault;

import io.tailforge.video.Frame;
import java.util.function.IntUnaryOperator;

/** A camera's pictures, in any order. */
public interface Reel {
    int frames();

    /** A picture of its own: whoever asks may paint on it. @param index from 0 */
    Frame frame(int index);

    /** The same pictures in another order. @param source which picture is shown as which, below {@link #frames} */
    default Reel reordered(int frames, IntUnaryOperator source) {
        Reel from = this;
        return new Reel() {
            @Override
            public int frames() {
                return frames;
            }

            @Override
            public Frame frame(int index) {
                return from.frame(source.applyAsInt(index));
            }
        };
    }

    /** The same pictures, painted on from one frame to another, both inclusive. */
    default Reel painted(int first, int last, Brush brush) {
        Reel from = this;
        return new Reel() {
            @Override
            public int frames() {
                return from.frames();
            }

            @Override
            public Frame frame(int index) {
                Frame picture = from.frame(index);
                if (index >= first && index <= last) {
                    brush.paint(index, picture, from);
                }
                return picture;
            }
        };
    }
}
