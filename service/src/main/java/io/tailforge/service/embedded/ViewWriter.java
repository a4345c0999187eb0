package io.tailforge.service.embedded;

import static io.tailforge.scene.artifact.ObjectKind.DEPTH;
import static io.tailforge.scene.artifact.ObjectKind.INSTANCE;
import static io.tailforge.scene.artifact.ObjectKind.RGB;
import static io.tailforge.scene.artifact.ObjectKind.SEMANTIC;

import io.tailforge.generation.InferenceModel.InferenceSink;
import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoEncoder;
import io.tailforge.videogen.ViewFrame;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Encodes one camera's frames into one file per wanted kind, in the order of the frames. */
final class ViewWriter implements AutoCloseable {
    /** Depth is stored in 1/256 m; the last value is kept for what lies farther than 16 bits reach. */
    private static final float DEPTH_SCALE = 256;

    private static final float DEPTH_MAX = 65_535 / DEPTH_SCALE;

    private final String camera;
    private final FrameGrid grid;
    private final Map<ObjectKind, Path> files = new EnumMap<>(ObjectKind.class);
    private final Map<ObjectKind, VideoEncoder> encoders = new EnumMap<>(ObjectKind.class);
    private final short[] gray16;
    private int next;

    /** @param origin of a file of a kind */
    ViewWriter(
            String camera, FrameGrid grid, Set<ObjectKind> want, Function<ObjectKind, FileOrigin> origin, Path folder) {
        this.camera = camera;
        this.grid = grid;
        this.gray16 = new short[grid.width() * grid.height()];
        for (ObjectKind kind : new ObjectKind[] {RGB, DEPTH, INSTANCE, SEMANTIC}) {
            if (want.contains(kind)) {
                Path file = folder.resolve(camera + "." + JsonView.enumText(kind) + (kind == RGB ? ".mp4" : ".mkv"));
                files.put(kind, file);
                encoders.put(kind, encoder(kind, file, Optional.of(origin.apply(kind))));
            }
        }
    }

    private VideoEncoder encoder(ObjectKind kind, Path file, Optional<FileOrigin> origin) {
        return switch (kind) {
            case RGB ->
                VideoEncoder.h264(file, grid.width(), grid.height(), grid.fps(), H264Settings.GENERATED, origin);
            case SEMANTIC ->
                VideoEncoder.ffv1(file, grid.width(), grid.height(), grid.fps(), PixelFormat.GRAY8, origin);
            default -> VideoEncoder.ffv1(file, grid.width(), grid.height(), grid.fps(), PixelFormat.GRAY16, origin);
        };
    }

    String camera() {
        return camera;
    }

    /** Encodes a frame, counted from the first that is written; waits until those before it are encoded. */
    synchronized void write(int frame, ViewFrame view) throws InterruptedException {
        while (frame != next) {
            wait();
        }
        encoders.forEach((kind, encoder) -> encoder.write(frame(kind, view)));
        next++;
        notifyAll();
    }

    private Frame frame(ObjectKind kind, ViewFrame view) {
        return switch (kind) {
            case RGB -> Frame.wrap(grid.width(), grid.height(), PixelFormat.RGB24, view.rgb());
            case SEMANTIC -> Frame.wrap(grid.width(), grid.height(), PixelFormat.GRAY8, view.semantic());
            case DEPTH -> depth(view.depth());
            default -> instances(view.instance());
        };
    }

    private Frame depth(float[] metres) {
        for (int i = 0; i < gray16.length; i++) {
            float z = metres[i];
            gray16[i] = z > 0 && z <= DEPTH_MAX ? (short) Math.round(z * DEPTH_SCALE) : 0;
        }
        return Frame.wrap(grid.width(), grid.height(), gray16);
    }

    private Frame instances(char[] instances) {
        for (int i = 0; i < gray16.length; i++) {
            gray16[i] = (short) instances[i];
        }
        return Frame.wrap(grid.width(), grid.height(), gray16);
    }

    /** Hands the finished files over; only after {@link #close}. */
    void deliver(InferenceSink sink) {
        files.forEach(
                (kind, file) -> sink.object(kind, camera, 0, kind == RGB ? "video/mp4" : "video/x-matroska", file));
    }

    @Override
    public void close() {
        encoders.values().forEach(VideoEncoder::close);
        encoders.clear();
    }
}
