package io.tailforge.conditioning.raster;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The style that NVIDIA's Cosmos-Transfer1 "hdmap" control was trained with. Cameras are drawn in parallel, each frame is
 * encoded while the next one is drawn; the bytes do not depend on how many threads there are.
 */
public final class HdMapV1Renderer implements ConditioningRenderer {
    private final H264Settings encoding;
    private final int threads;

    public HdMapV1Renderer() {
        this(H264Settings.CONDITIONING, Runtime.getRuntime().availableProcessors());
    }

    /** @param threads cameras drawn at the same time */
    public HdMapV1Renderer(H264Settings encoding, int threads) {
        this.encoding = encoding;
        this.threads = threads;
    }

    @Override
    public String id() {
        return HdMapV1Style.ID;
    }

    @Override
    public String describe() {
        return "map layers and boxes as coloured strokes that fade with depth (Cosmos-Transfer1 hdmap control)";
    }

    @Override
    public List<ConditioningVideo> render(Scene scene, HdMap map, Path folder) {
        createFolder(folder.resolve("conditioning"));
        List<LayerShapes> layers = LayerShapes.of(map);
        List<CompletableFuture<ConditioningVideo>> videos = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Camera camera : scene.rig().cameras()) {
                videos.add(CompletableFuture.supplyAsync(() -> render(scene, layers, camera, folder), pool));
            }
            return videos.stream().map(HdMapV1Renderer::result).toList();
        }
    }

    private static ConditioningVideo result(CompletableFuture<ConditioningVideo> video) {
        try {
            return video.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /** What went wrong, without the wrappers of the threads it went wrong in. */
    private static RuntimeException unwrapped(CompletionException wrapped) {
        return switch (wrapped.getCause()) {
            case CompletionException inner -> unwrapped(inner);
            case RuntimeException cause -> cause;
            case Error error -> throw error;
            case null, default -> wrapped;
        };
    }

    private ConditioningVideo render(Scene scene, List<LayerShapes> layers, Camera camera, Path folder) {
        String key = "conditioning/" + camera.name() + ".mp4";
        Path file = folder.resolve(key);
        FrameGrid grid = scene.grid();
        ControlView view = new ControlView(scene, layers, true, camera);
        try (VideoEncoder encoder = VideoEncoder.h264(file, grid.width(), grid.height(), grid.fps(), encoding)) {
            drawAndEncode(view, grid, encoder);
        }
        return new ConditioningVideo(camera.name(), id(), grid.frames(), reference(key, file));
    }

    private static void drawAndEncode(ControlView view, FrameGrid grid, VideoEncoder encoder) {
        Frame[] frames = {Frame.rgb24(grid.width(), grid.height()), Frame.rgb24(grid.width(), grid.height())};
        CompletableFuture<Void> encoded = CompletableFuture.completedFuture(null);
        try (ExecutorService encoding = Executors.newSingleThreadExecutor()) {
            for (int k = 0; k < grid.frames(); k++) {
                Frame frame = frames[k % 2];
                view.draw(k, frame);
                encoded.join();
                encoded = CompletableFuture.runAsync(() -> encoder.write(frame), encoding);
            }
            encoded.join();
        }
    }

    private static ArtifactRef reference(String key, Path file) {
        try {
            return new ArtifactRef(key, Sha256.hex(file), Files.size(file), "video/mp4");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
