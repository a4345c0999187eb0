package io.tailforge.quality.fault;

import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A video's pictures. Keeps the last few, since edits look back and forth; from farther back it is decoded again. */
final class VideoReel implements Reel, AutoCloseable {
    private static final int KEPT = 16;

    private final Path file;
    private final Map<Integer, Frame> recent = new LinkedHashMap<>();
    private VideoDecoder decoder;
    private int read;

    VideoReel(Path file) {
        this.file = file;
        this.decoder = VideoDecoder.open(file, PixelFormat.RGB24);
    }

    int width() {
        return decoder.width();
    }

    int height() {
        return decoder.height();
    }

    @Override
    public int frames() {
        return (int) decoder.expectedFrames();
    }

    @Override
    public Frame frame(int index) {
        Frame known = recent.get(index);
        return known == null ? decode(index) : known.copy();
    }

    private Frame decode(int index) {
        if (index < 0 || index >= frames()) {
            throw new IllegalArgumentException(file + " has no frame " + index);
        }
        if (index < read) {
            decoder.close();
            decoder = VideoDecoder.open(file, PixelFormat.RGB24);
            read = 0;
        }
        Frame frame = Frame.rgb24(decoder.width(), decoder.height());
        while (read <= index) {
            decoder.read(frame);
            keep(read++, frame.copy());
        }
        return frame;
    }

    private void keep(int index, Frame frame) {
        recent.put(index, frame);
        if (recent.size() > KEPT) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
