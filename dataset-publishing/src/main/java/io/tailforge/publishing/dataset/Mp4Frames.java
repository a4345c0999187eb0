package io.tailforge.publishing.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Counts the samples of an MP4's video track from its sample size boxes (ISO/IEC 14496-12, {@code stsz}), as the bytes
 * come by: media data is skipped, the movie box is kept up to a limit.
 */
final class Mp4Frames {
    private static final int HEADER = 16;

    private final int limit;
    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private long skip;
    private byte[] movie = new byte[0];
    private int movieLength;

    Mp4Frames(int limit) {
        this.limit = limit;
    }

    void accept(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            if (skip > 0) {
                long step = Math.min(skip, length - at);
                skip -= step;
                at += (int) step;
            } else if (movieLength < movie.length) {
                int step = Math.min(movie.length - movieLength, length - at);
                System.arraycopy(bytes, at, movie, movieLength, step);
                movieLength += step;
                at += step;
            } else {
                header[headerLength++] = bytes[at++];
                boxBegins();
            }
        }
    }

    private void boxBegins() {
        if (headerLength < 8) {
            return;
        }
        ByteBuffer box = ByteBuffer.wrap(header);
        long size = box.getInt(0) & 0xffffffffL;
        int used = 8;
        if (size == 1) {
            if (headerLength < HEADER) {
                return;
            }
            size = box.getLong(8);
            used = HEADER;
        }
        String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
        long body = size == 0 ? Long.MAX_VALUE : Math.max(0, size - used);
        headerLength = 0;
        if (type.equals("moov") && movie.length == 0 && body <= limit) {
            movie = new byte[(int) body];
        } else {
            skip = body;
        }
    }

    /** Frames of the first video track; -1 where there is none to be found. */
    int count() {
        return movieLength == movie.length ? videoSamples(ByteBuffer.wrap(movie)) : -1;
    }

    private static int videoSamples(ByteBuffer boxes) {
        for (Box track : new Boxes(boxes)) {
            if (track.type().equals("trak") && isVideo(track.body())) {
                return find(track.body(), "mdia", "minf", "stbl", "stsz")
                        .filter(body -> body.remaining() >= 12)
                        .map(body -> body.getInt(body.position() + 8))
                        .orElse(-1);
            }
        }
        return -1;
    }

    private static boolean isVideo(ByteBuffer track) {
        return find(track, "mdia", "hdlr")
                .filter(body -> body.remaining() >= 12 && body.getInt(body.position() + 8) == 0x76696465)
                .isPresent();
    }

    private static java.util.Optional<ByteBuffer> find(ByteBuffer boxes, String... path) {
        ByteBuffer at = boxes;
        for (String type : path) {
            java.util.Optional<ByteBuffer> next = java.util.Optional.empty();
            for (Box box : new Boxes(at)) {
                if (next.isEmpty() && box.type().equals(type)) {
                    next = java.util.Optional.of(box.body());
                }
            }
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return java.util.Optional.of(at);
    }

    private record Box(String type, ByteBuffer body) {}

    /** The boxes side by side in a buffer; stops at one that does not fit. */
    private record Boxes(ByteBuffer buffer) implements Iterable<Box> {
        @Override
        public java.util.Iterator<Box> iterator() {
            java.util.List<Box> boxes = new java.util.ArrayList<>();
            ByteBuffer at = buffer.duplicate();
            while (at.remaining() >= 8) {
                int size = at.getInt(at.position());
                if (size < 8 || size > at.remaining()) {
                    break;
                }
                byte[] type = new byte[4];
                at.get(at.position() + 4, type);
                boxes.add(
                        new Box(new String(type, StandardCharsets.ISO_8859_1), at.slice(at.position() + 8, size - 8)));
                at.position(at.position() + size);
            }
            return boxes.iterator();
        }
    }
}
