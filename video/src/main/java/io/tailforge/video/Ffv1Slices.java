package io.tailforge.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_CRC_32_IEEE;
import static org.bytedeco.ffmpeg.global.avutil.av_crc;
import static org.bytedeco.ffmpeg.global.avutil.av_crc_get_table;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * The checksums of an FFV1 (version 3) frame, RFC 9043 §4.5-4.9. FFmpeg's decoder hides a slice whose checksum is wrong
 * behind the frame before, so we look ourselves. Slices lie one after another, each ending in a footer: size (24 bits,
 * big-endian, footer not counted), error status, CRC-32 that makes the whole slice's remainder zero.
 */
final class Ffv1Slices {
    private static final int FOOTER = 8;

    private Ffv1Slices() {}

    static boolean areWhole(AVPacket packet) {
        BytePointer data = packet.data();
        int end = packet.size();
        while (end > FOOTER) {
            int start = end - FOOTER - size(data, end - FOOTER);
            if (start < 0 || !isWhole(data, start, end)) {
                return false;
            }
            end = start;
        }
        return end == 0;
    }

    private static int size(BytePointer data, int at) {
        return (data.get(at) & 0xff) << 16 | (data.get(at + 1L) & 0xff) << 8 | data.get(at + 2L) & 0xff;
    }

    private static boolean isWhole(BytePointer data, int start, int end) {
        return av_crc(av_crc_get_table(AV_CRC_32_IEEE), 0, data.getPointer(start), end - start) == 0;
    }
}
