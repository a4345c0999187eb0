package io.tailforge.service.join;

import io.tailforge.generation.conformance.Footage;
import io.tailforge.scene.Sha256;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoJoin;
import io.tailforge.video.VideoProbe;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins by copying the encoded frames where the parts were encoded alike, else by encoding them once more. */
public final class CodecJoiner implements Footage {
    @Override
    public List<String> join(List<Piece> pieces, Path target) {
        List<VideoJoin.Part> parts = pieces.stream()
                .map(piece -> new VideoJoin.Part(piece.file(), piece.frames()))
                .toList();
        boolean lossless = target.toString().endsWith(".mkv");
        return switch (VideoJoin.join(parts, target)) {
            case COPIED -> List.of();
            case ENCODED ->
                lossless
                        ? List.of()
                        : List.of(target.getFileName()
                                + ": its parts were encoded in different ways, so its frames were encoded once more");
        };
    }

    @Override
    public List<String> frames(Path video) {
        List<String> frames = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open(video, formatOf(video))) {
            for (Optional<Frame> frame = decoder.next(); frame.isPresent(); frame = decoder.next()) {
                frames.add(Sha256.hex(bytesOf(frame.get())));
            }
        }
        return frames;
    }

    private static PixelFormat formatOf(Path video) {
        return switch (VideoProbe.probe(video).pixelFormat()) {
            case "gray16le" -> PixelFormat.GRAY16;
            case "gray" -> PixelFormat.GRAY8;
            default -> PixelFormat.RGB24;
        };
    }

    private static byte[] bytesOf(Frame frame) {
        if (frame.format() != PixelFormat.GRAY16) {
            return frame.bytes();
        }
        ByteBuffer bytes = ByteBuffer.allocate(frame.shorts().length * Short.BYTES);
        bytes.asShortBuffer().put(frame.shorts());
        return bytes.array();
    }

    @Override
    public void tail(Path video, int frames, Path target) {
        VideoJoin.tail(video, frames, target);
    }
}
