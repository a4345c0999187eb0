package io.tailforge.generation.conformance;

import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Videos of a kilobyte a frame that depends on seed, kind, camera and frame: a model that makes them, and who looks into them.
 *
 * @param restarting whether a part's frames are counted from the part's beginning
 * @param crowded whether a view's frames depend on how many views are asked for
 * @param extra frames that come beyond those asked for
 */
record Film(ModelLimits limits, boolean restarting, boolean crowded, int extra) implements InferenceModel, Footage {
    private static final int FRAME = 1024;
    private static final byte[] FTYP = "\0\0\0\u0008ftyp".getBytes(StandardCharsets.US_ASCII);

    static Film of(ModelLimits limits) {
        return new Film(limits, false, false, 0);
    }

    @Override
    public String name() {
        return "multiview_video";
    }

    @Override
    public EngineIdentity engine() {
        return new EngineIdentity("film", "1", EngineIdentity.NO_WEIGHTS, "cpu");
    }

    @Override
    public Set<ObjectKind> kinds() {
        return EnumSet.of(ObjectKind.RGB, ObjectKind.DEPTH);
    }

    @Override
    public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws IOException {
        FrameSpan span = job.share().frames();
        for (ObjectKind kind : job.want().stream().sorted().toList()) {
            for (String camera : job.share().cameras()) {
                ByteArrayOutputStream film = new ByteArrayOutputStream();
                for (int frame = span.first(); frame < span.end() + extra; frame++) {
                    film.write(frame(job, kind, camera, restarting ? frame - span.first() : frame));
                }
                Path file = job.workFolder().resolve(kind + camera);
                Files.write(file, film.toByteArray());
                sink.object(kind, camera, 0, "video/mp4", file);
                Files.delete(file);
            }
        }
        sink.progress(1);
    }

    private byte[] frame(InferenceJob job, ObjectKind kind, String camera, int frame) {
        int crowd = crowded ? job.share().cameras().size() : 0;
        String content = job.seed() + " " + kind + " " + camera + " " + frame + " " + crowd;
        byte[] bytes = new byte[FRAME];
        new SplittableRandom(Long.parseLong(Sha256.hex(content.getBytes(StandardCharsets.UTF_8)), 0, 15, 16))
                .nextBytes(bytes);
        return bytes;
    }

    @Override
    public List<String> frames(Path video) {
        byte[] film = read(video);
        List<String> frames = new ArrayList<>();
        for (int at = 0; at < film.length; at += FRAME) {
            frames.add(Sha256.hex(Arrays.copyOfRange(film, at, at + FRAME)));
        }
        return frames;
    }

    @Override
    public List<String> join(List<Piece> pieces, Path target) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(read(piece.file())));
        write(target, all.toByteArray());
        return List.of();
    }

    @Override
    public void tail(Path video, int frames, Path target) {
        byte[] film = read(video);
        ByteArrayOutputStream last = new ByteArrayOutputStream();
        last.writeBytes(FTYP);
        last.write(film, film.length - frames * FRAME, frames * FRAME);
        write(target, last.toByteArray());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
