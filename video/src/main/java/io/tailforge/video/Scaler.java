package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Converts pictures between pixel formats and sizes, bit-exactly on every CPU; YUV is limited range. */
final class Scaler implements AutoCloseable {
    private static final int UNIT = 1 << 16;

    private final SwsContext context;

    Scaler(AVFrame from, AVFrame to, boolean bt709) {
        context = Ffmpeg.allocated(sws_getContext(
                from.width(),
                from.height(),
                from.format(),
                to.width(),
                to.height(),
                to.format(),
                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT,
                null,
                null,
                (DoublePointer) null));
        IntPointer matrix = sws_getCoefficients(bt709 ? SWS_CS_ITU709 : SWS_CS_ITU601);
        sws_setColorspaceDetails(context, matrix, 0, matrix, 0, 0, UNIT, UNIT);
    }

    void convert(AVFrame from, AVFrame to) {
        sws_scale(context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
    }

    @Override
    public void close() {
        sws_freeContext(context);
    }
}
