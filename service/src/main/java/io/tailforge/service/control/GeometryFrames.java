package io.tailforge.service.control;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.video.Frame;
import io.tailforge.videogen.GeometryFrame;
import io.tailforge.videogen.GeometryPass;
import java.util.function.Function;

/** Control frames whose every pixel follows from what its ray meets. */
final class GeometryFrames implements ControlFrames {
    private final Function<Camera, Look> looks;
    private final Colouring colouring;

    /** @param looks what a painter of the camera looks with */
    GeometryFrames(Function<Camera, Look> looks, Colouring colouring) {
        this.looks = looks;
        this.colouring = colouring;
    }

    /** Turns what a camera met into RGB24, three bytes a pixel. */
    interface Colouring {
        void paint(GeometryFrame seen, byte[] rgb);
    }

    /** The last frame that a pass saw, which whoever asks for it next need not look at again. */
    static final class Look {
        private static final int NOTHING = -1;

        private final GeometryPass pass;
        private final GeometryFrame seen;
        private int frame = NOTHING;

        Look(GeometryPass pass) {
            this.pass = pass;
            this.seen = pass.newFrame();
        }

        synchronized void paint(int wanted, Colouring colouring, byte[] rgb) {
            if (wanted != frame) {
                frame = NOTHING;
                pass.look(wanted, seen);
                frame = wanted;
            }
            colouring.paint(seen, rgb);
        }
    }

    @Override
    public ControlPainter painter(Camera camera) {
        Look look = looks.apply(camera);
        return (int frame, Frame out) -> look.paint(frame, colouring, out.bytes());
    }
}
