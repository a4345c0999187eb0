package io.tailforge.generation.contract;

import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.scene.ClipId;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Variation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code REQUEST_JSON}: one clip asked of one model. It repeats of the scene document what an engine without a reader for
 * that document needs.
 *
 * @param key identity of the result, computed by the client
 * @param seed effective seed (64 bits, unsigned)
 * @param sceneSha256 of the first element of SCENE, {@code layoutSha256} of the second
 * @param want what to make, a subset of the model's kinds
 * @param views one per camera, in the rig's order
 * @param sweeps per LiDAR of the rig, in its order
 * @param maxPieceBytes the largest piece the client takes
 */
public record RequestDocument(
        ContractModel model,
        ClipId clip,
        int attempt,
        GenerationKey key,
        long seed,
        String sceneSha256,
        String layoutSha256,
        FrameGrid grid,
        Rig rig,
        Variation variation,
        Set<ObjectKind> want,
        List<View> views,
        List<Sweeps> sweeps,
        String prompt,
        String negativePrompt,
        double guidance,
        int steps,
        int maxPieceBytes) {
    private static final SentControls NO_CONTROLS = new SentControls(List.of());

    public RequestDocument {
        Objects.requireNonNull(model);
        Objects.requireNonNull(clip);
        Objects.requireNonNull(key);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(rig);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(prompt);
        Objects.requireNonNull(negativePrompt);
        want = Set.copyOf(want);
        views = List.copyOf(views);
        sweeps = List.copyOf(sweeps);
        requireSha256(sceneSha256);
        requireSha256(layoutSha256);
        require(attempt >= 1, "attempts count from 1, not " + attempt);
        require(!want.isEmpty(), "nothing is wanted");
        require(model.kinds().containsAll(want), model.wireName() + " makes none of some of " + want);
        require(maxPieceBytes >= 1024 && maxPieceBytes <= Limits.PIECE_BYTES, "pieces of " + maxPieceBytes + " bytes");
        List<String> cameras = rig.cameras().stream().map(Camera::name).toList();
        require(views.stream().map(View::camera).toList().equals(cameras), "views must be the rig's cameras, in order");
        require(
                sweeps.stream().map(Sweeps::withoutControls).toList().equals(sweepsOf(rig, grid, NO_CONTROLS)),
                "lidars must be the rig's, with every sweep that ends in the clip");
        requireControls(views, sweeps);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void requireSha256(String hex) {
        require(hex.matches("[0-9a-f]{64}"), "not a sha-256: " + hex);
    }

    private static void requireControls(List<View> views, List<Sweeps> sweeps) {
        Set<Integer> indices = new HashSet<>();
        Stream.concat(views.stream().map(View::controls), sweeps.stream().map(Sweeps::controls))
                .flatMap(List::stream)
                .forEach(index -> require(indices.add(index), "control_index " + index + " is given twice"));
        for (int i = 0; i < indices.size(); i++) {
            require(indices.contains(i), "control_index counts from 0 without a gap, " + i + " is missing");
        }
    }

    /** The request for one model. @param controls that the model is sent */
    public static RequestDocument of(
            ContractModel model,
            GenerationRequest request,
            GenerationKey key,
            Scene scene,
            Set<ObjectKind> want,
            SentControls controls) {
        return new RequestDocument(
                model,
                request.clip(),
                request.attempt(),
                key,
                request.seed(),
                request.sceneDocument().sha256(),
                request.layoutDocument().sha256(),
                scene.grid(),
                scene.rig(),
                scene.variation(),
                want,
                viewsOf(request, scene.rig(), controls),
                sweepsOf(scene.rig(), scene.grid(), controls),
                request.prompt().text(),
                request.prompt().negative(),
                request.guidance(),
                request.steps(),
                Limits.PIECE_BYTES);
    }

    private static List<View> viewsOf(GenerationRequest request, Rig rig, SentControls controls) {
        List<View> views = new ArrayList<>();
        for (Camera camera : rig.cameras()) {
            Optional<String> prompt =
                    Optional.ofNullable(request.prompt().byCamera().get(camera.name()));
            views.add(new View(camera.name(), controls.indicesOf(camera.name()), prompt));
        }
        return views;
    }

    private static List<Sweeps> sweepsOf(Rig rig, FrameGrid grid, SentControls controls) {
        return rig.lidars().stream()
                .map(lidar -> new Sweeps(
                        lidar.name(), lidar.sweepCount(grid.durationMicros()), controls.indicesOf(lidar.name())))
                .toList();
    }

    /** The prompt as the scene's nouns have it. */
    public Prompt promptOf() {
        Map<String, String> byCamera = new TreeMap<>();
        views.forEach(view -> view.prompt().ifPresent(text -> byCamera.put(view.camera(), text)));
        return new Prompt(prompt, byCamera, negativePrompt, "request");
    }

    /** Every object that must come back, in the order of the rig. */
    public List<ObjectId> listObjects() {
        List<ObjectId> objects = new ArrayList<>();
        List<ObjectKind> kinds = want.stream().sorted(Comparator.naturalOrder()).toList();
        if (model == ContractModel.LIDAR_SWEEP) {
            sweeps.forEach(lidar -> kinds.forEach(kind -> {
                for (int i = 0; i < lidar.count(); i++) {
                    objects.add(new ObjectId(kind, lidar.lidar(), i));
                }
            }));
        } else {
            views.forEach(view -> kinds.forEach(kind -> objects.add(new ObjectId(kind, view.camera(), 0))));
        }
        return objects;
    }

    public Lidar getLidar(String name) {
        return rig.lidars().stream()
                .filter(lidar -> lidar.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the rig has no LiDAR " + name));
    }

    static long readSeed(JsonView view) {
        return valid(view, () -> Long.parseUnsignedLong(view.asString()));
    }

    /** One camera's part. @param controls elements of CONTROL_VIDEO; @param prompt of this camera */
    public record View(String camera, List<Integer> controls, Optional<String> prompt) {
        public View {
            Objects.requireNonNull(camera);
            controls = List.copyOf(controls);
            Objects.requireNonNull(prompt);
        }
    }

    /** How many sweeps of a LiDAR end within the clip. @param controls elements of CONTROL_VIDEO */
    public record Sweeps(String lidar, int count, List<Integer> controls) {
        public Sweeps {
            Objects.requireNonNull(lidar);
            controls = List.copyOf(controls);
        }

        private Sweeps withoutControls() {
            return new Sweeps(lidar, count, List.of());
        }
    }

    /** How many control videos the request refers to. */
    public int controlCount() {
        return views.stream().mapToInt(view -> view.controls().size()).sum()
                + sweeps.stream().mapToInt(lidar -> lidar.controls().size()).sum();
    }
}
