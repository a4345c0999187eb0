package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A native picture of one of our formats, filled from a {@link Frame} or emptied into one. */
final class Picture implements AutoCloseable {
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());

    Picture(int width, int height, int avPixelFormat) {
        frame.width(width).height(height).format(avPixelFormat);
        if (av_frame_get_buffer(frame, 0) < 0) {
            close();
            throw new OutOfMemoryError("no native memory for a " + width + "x" + height + " picture");
        }
    }

    AVFrame frame() {
        return frame;
    }

    void makeWritable() {
        if (av_frame_make_writable(frame) < 0) {
            throw new OutOfMemoryError("no native memory for a picture");
        }
    }

    void fillFrom(Frame source) {
        copy(source, frame, true);
    }

    static void emptyInto(AVFrame frame, Frame target) {
        copy(target, frame, false);
    }

    private static void copy(Frame ours, AVFrame theirs, boolean in) {
        int row = ours.width() * ours.format().samples();
        switch (ours.format()) {
            case GRAY16 -> copyShorts(ours, theirs, row, theirs.linesize(0) / 2, in);
            case RGB24, GRAY8 -> copyPlane(ours.bytes(), 0, theirs, 0, row, ours.height(), in);
            case YUV420 -> copyPlanes(ours, theirs, in);
        }
    }

    private static void copyPlanes(Frame ours, AVFrame theirs, boolean in) {
        int width = PixelFormat.half(ours.width());
        int height = PixelFormat.half(ours.height());
        int luma = ours.width() * ours.height();
        copyPlane(ours.bytes(), 0, theirs, 0, ours.width(), ours.height(), in);
        copyPlane(ours.bytes(), luma, theirs, 1, width, height, in);
        copyPlane(ours.bytes(), luma + width * height, theirs, 2, width, height, in);
    }

    private static void copyPlane(byte[] ours, int first, AVFrame theirs, int plane, int row, int rows, boolean in) {
        BytePointer data = theirs.data(plane);
        int stride = theirs.linesize(plane);
        for (int y = 0; y < rows; y++) {
            data.position((long) y * stride);
            if (in) {
                data.put(ours, first + y * row, row);
            } else {
                data.get(ours, first + y * row, row);
            }
        }
    }

    private static void copyShorts(Frame ours, AVFrame theirs, int row, int stride, boolean in) {
        ShortBuffer data = theirs.data(0)
                .capacity(2L * stride * ours.height())
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        for (int y = 0; y < ours.height(); y++) {
            if (in) {
                data.put(y * stride, ours.shorts(), y * row, row);
            } else {
                data.get(y * stride, ours.shorts(), y * row, row);
            }
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
