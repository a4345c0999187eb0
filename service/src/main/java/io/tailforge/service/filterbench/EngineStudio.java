package io.tailforge.service.filterbench;

import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.lidargen.SweepNpz;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.fault.Studio;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoEncoder;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderPreset;
import io.tailforge.videogen.RenderSettings;
import io.tailforge.videogen.ViewFrame;
import io.tailforge.world.build.Street;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CPU engines, on the street of one clip, whatever else of its scene is changed. Used by one thread. */
public final class EngineStudio implements Studio {
    /** Mean difference of samples between a clip's first picture, once through the codec, and the same rendered again. */
    private static final double SAME = 4;

    private final ClipEvidence clip;
    private final RenderPreset preset;
    private @Nullable Set lastSet;

    private EngineStudio(ClipEvidence clip, RenderPreset preset) {
        this.clip = clip;
        this.preset = preset;
    }

    /** A changed scene built up. */
    private record Set(Scene scene, HdMap map, SceneMesh mesh, WorldBvh bvh, CameraEngine cameras) {}

    /** Empty where this engine, at this preset, did not make the clip. */
    public static Optional<Studio> of(ClipEvidence clip, RenderPreset preset) {
        EngineStudio studio = new EngineStudio(clip, preset);
        return studio.reproduces() ? Optional.of(studio) : Optional.empty();
    }

    private boolean reproduces() {
        String camera = clip.scene().rig().cameras().getFirst().name();
        return clip.result().views().stream()
                .filter(view -> view.camera().equals(camera))
                .map(view -> Optional.ofNullable(view.objects().get(ObjectKind.RGB)))
                .flatMap(Optional::stream)
                .anyMatch(object -> isSame(camera, clip.folder().resolve(object.key())));
    }

    private boolean isSame(String camera, Path video) {
        try (VideoDecoder decoder = VideoDecoder.open(video, PixelFormat.RGB24)) {
            Optional<Frame> shown = decoder.next();
            CameraEngine engine = set(clip.scene(), clip.map()).cameras();
            ViewFrame made = engine.newFrame();
            engine.shoot(camera, 0, made, () -> false);
            return shown.filter(frame -> frame.bytes().length == made.rgb().length)
                    .filter(frame -> difference(frame.bytes(), made.rgb()) < SAME)
                    .isPresent();
        } catch (BadInputException unreadable) {
            return false;
        }
    }

    private static double difference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }

    @Override
    public Path film(Scene changed, HdMap map, String camera, int first, int last, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(camera + ".mp4");
        CameraEngine engine = set(changed, map).cameras();
        ViewFrame view = engine.newFrame();
        try (VideoEncoder encoder = VideoEncoder.h264(
                file, view.width(), view.height(), changed.grid().fps(), H264Settings.GENERATED)) {
            for (int frame = first; frame <= last; frame++) {
                engine.shoot(camera, frame, view, () -> false);
                encoder.write(Frame.wrap(view.width(), view.height(), PixelFormat.RGB24, view.rgb()));
            }
        }
        return file;
    }

    @Override
    public Path sweep(Scene changed, HdMap map, String name, int sweep, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + "." + sweep + ".npz");
        Lidar lidar = changed.rig().getLidar(name);
        LidarEngine engine = new LidarEngine(
                set(changed, map).bvh(),
                changed,
                lidar,
                SensorModels.of(lidar),
                clip.result().seedUsed());
        SweepNpz.write(engine.sweep(sweep, () -> false), file);
        return file;
    }

    private Set set(Scene scene, HdMap map) {
        Set last = lastSet;
        if (last != null && last.scene().equals(scene) && last.map() == map) {
            return last;
        }
        Set built = build(scene, map);
        lastSet = built;
        return built;
    }

    /** On the original's street: a map that is changed keeps its number, so that all else stays where it is. */
    private Set build(Scene scene, HdMap map) {
        SceneMesh mesh = Street.of(Street.Key.of(clip.scene()), map).with(scene.actors(), scene.ego());
        WorldBvh bvh = WorldBvh.of(mesh);
        CameraEngine cameras =
                new CameraEngine(scene, mesh, bvh, clip.result().seedUsed(), RenderSettings.ofPreset(preset));
        return new Set(scene, map, mesh, bvh, cameras);
    }
}
