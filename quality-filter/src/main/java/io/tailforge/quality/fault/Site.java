package io.tailforge.quality.fault;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A clip that an edit looks for a place in.
 *
 * @param random decides between places
 * @param scratch a folder for what is rendered; absent until it is needed
 */
public record Site(
        ClipEvidence clip, SplittableRandom random, Sightings sightings, Optional<Studio> studio, Path scratch) {
    /** Frames before and after a fault that are left alone, so that there is something to compare with. */
    private static final int MARGIN = 2;

    /** Metres per second at which a stretch of pictures that stands still is wrong. */
    private static final double MOVES = 1;

    public Scene scene() {
        return clip.scene();
    }

    public int frames() {
        return scene().grid().frames();
    }

    public List<String> cameras() {
        return scene().rig().cameras().stream().map(Camera::name).toList();
    }

    public Camera anyCamera() {
        return camerasInAnyOrder().getFirst();
    }

    /** All of them, for what not every camera has a place for. */
    public List<Camera> camerasInAnyOrder() {
        List<Camera> cameras = new ArrayList<>(scene().rig().cameras());
        if (cameras.isEmpty()) {
            throw new NoPlaceException("the rig has no camera");
        }
        Collections.rotate(cameras, -random.nextInt(cameras.size()));
        return cameras;
    }

    public Lidar anyLidar() {
        List<Lidar> lidars = scene().rig().lidars().stream()
                .filter(lidar -> sweeps(lidar.name()) > 0)
                .toList();
        if (lidars.isEmpty()) {
            throw new NoPlaceException("the clip has no LiDAR");
        }
        return lidars.get(random.nextInt(lidars.size()));
    }

    public int sweeps(String lidar) {
        return (int) clip.result().sweeps().stream()
                .map(LidarSweep::lidar)
                .filter(lidar::equals)
                .count();
    }

    public SweepPoints sweep(String lidar, int index) {
        return clip.result().sweeps().stream()
                .filter(sweep -> sweep.lidar().equals(lidar) && sweep.index() == index)
                .findFirst()
                .map(sweep ->
                        SweepPoints.read(clip.folder().resolve(sweep.points().key())))
                .orElseThrow(() -> new NoPlaceException("there is no sweep " + index + " of " + lidar));
    }

    /** A camera's video. */
    public Path video(String camera) {
        return clip.result().views().stream()
                .filter(view -> view.camera().equals(camera))
                .findFirst()
                .flatMap(view -> Optional.ofNullable(view.objects().get(ObjectKind.RGB)))
                .map(object -> clip.folder().resolve(object.key()))
                .orElseThrow(() -> new NoPlaceException("there is no video of " + camera));
    }

    /** A rectangle of the picture's shape somewhere in its lower three quarters. @param area share of the picture's */
    public ImageRegion anyRegion(double area) {
        double side = Math.sqrt(area);
        double left = random.nextDouble(0, 1 - side);
        double top = random.nextDouble(Math.min(0.25, 1 - side), 1 - side + 1e-9);
        return new ImageRegion(left, top, Math.min(1, left + side), Math.min(1, top + side));
    }

    /** The studio, where the clip's engine is at hand. */
    public Studio anyStudio() {
        return studio.orElseThrow(() -> new NoPlaceException("needs a clip of our own engine, which it renders again"));
    }

    /** The first of so many frames, anywhere. */
    public int anyStart(int length) {
        int most = frames() - length - MARGIN;
        if (most < MARGIN) {
            throw new NoPlaceException("the clip is too short for " + length + " frames");
        }
        return random.nextInt(MARGIN, most + 1);
    }

    /** The first of so many frames, where the ego moves all the time from the frame before. */
    public int anyMovingStart(int length) {
        int[] starts = IntStream.rangeClosed(MARGIN, frames() - length - MARGIN)
                .filter(start ->
                        IntStream.rangeClosed(start - 1, start + length).allMatch(this::moves))
                .toArray();
        if (starts.length == 0) {
            throw new NoPlaceException("the ego does not move for " + length + " frames");
        }
        return starts[random.nextInt(starts.length)];
    }

    public void requireMoving() {
        if (IntStream.range(0, frames()).filter(this::moves).count() * 2 < frames()) {
            throw new NoPlaceException("the ego stands for more than half of the clip");
        }
    }

    public double speed(int frame) {
        return scene().ego().speedAt(scene().grid().timestampMicros(frame));
    }

    private boolean moves(int frame) {
        return speed(frame) >= MOVES;
    }
}
