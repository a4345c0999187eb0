package io.tailforge.quality.fault;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.sensor.Camera;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the cameras see the actors of a clip, by its world; looked up once, since many faults ask. Used by one thread. */
public final class Sightings {
    /** Cells of the 160 x 90 grid below which an actor is too small to be missed: about 14 x 14 pixels of 640 x 352. */
    private static final int LEAST_CELLS = 12;

    private final ClipEvidence clip;
    private final Map<String, ExpectedView> views = new HashMap<>();

    public Sightings(ClipEvidence clip) {
        this.clip = clip;
    }

    /**
     * An actor in a picture.
     *
     * @param actor index in the scene
     * @param cells of the luma grid that show it
     * @param region around them
     */
    public record Sighting(String camera, int frame, int actor, int cells, ImageRegion region) {}

    /** Actors big enough to be missed, all cameras. */
    public List<Sighting> at(int frame) {
        List<Sighting> all = new ArrayList<>();
        for (Camera camera : clip.scene().rig().cameras()) {
            all.addAll(at(camera.name(), frame));
        }
        return all;
    }

    public List<Sighting> at(String camera, int frame) {
        char[] instances = view(camera, frame).instance();
        Map<Integer, int[]> boxes = new TreeMap<>();
        for (int i = 0; i < instances.length; i++) {
            if (instances[i] > 0 && instances[i] <= clip.scene().actors().size()) {
                grow(
                        boxes.computeIfAbsent(
                                instances[i] - 1, actor -> new int[] {0, FrameLuma.COLUMNS, FrameLuma.ROWS, -1, -1}),
                        i % FrameLuma.COLUMNS,
                        i / FrameLuma.COLUMNS);
            }
        }
        List<Sighting> seen = new ArrayList<>();
        boxes.forEach((actor, box) -> {
            if (box[0] >= LEAST_CELLS) {
                seen.add(new Sighting(camera, frame, actor, box[0], region(box)));
            }
        });
        return seen;
    }

    public Optional<Sighting> find(String camera, int frame, int actor) {
        return at(camera, frame).stream().filter(seen -> seen.actor() == actor).findFirst();
    }

    /** What the camera ought to see. */
    public ExpectedView view(String camera, int frame) {
        return views.computeIfAbsent(camera + "#" + frame, key -> clip.expected()
                .orElseThrow(() -> new NoPlaceException("the clip's world is not at hand"))
                .look(camera, frame));
    }

    private static void grow(int[] box, int column, int row) {
        box[0]++;
        box[1] = Math.min(box[1], column);
        box[2] = Math.min(box[2], row);
        box[3] = Math.max(box[3], column);
        box[4] = Math.max(box[4], row);
    }

    private static ImageRegion region(int[] box) {
        return ImageRegion.ofPixels(box[1], box[2], box[3] + 1.0, box[4] + 1.0, FrameLuma.COLUMNS, FrameLuma.ROWS);
    }
}
