package io.tailforge.generation.contract;

import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.generation.ContractModel;
import io.tailforge.generation.GenerationKeys;
import io.tailforge.generation.ModelCaps;
import io.tailforge.scene.ClipId;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.FrameSpan;
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
import java.util.EnumSet;
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
 * @param span which of the clip's frames; empty: all
 * @param views one per camera that is asked for, in the rig's order
 * @param sweeps one per LiDAR that is asked for, in the rig's order
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
        Optional<FrameSpan> span,
        List<View> views,
        List<Sweeps> sweeps,
        String prompt,
        String negativePrompt,
        double guidance,
        int steps,
        int maxPieceBytes) {
    public RequestDocument {
        Objects.requireNonNull(model);
        Objects.requireNonNull(clip);
        Objects.requireNonNull(key);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(rig);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(prompt);
        Objects.requireNonNull(negativePrompt);
        Objects.requireNonNull(span);
        want = Set.copyOf(want);
        views = List.copyOf(views);
        sweeps = List.copyOf(sweeps);
        requireSha256(sceneSha256);
        requireSha256(layoutSha256);
        require(attempt >= 1, "attempts count from 1, not " + attempt);
        require(!want.isEmpty(), "nothing is wanted");
        require(model.kinds().containsAll(want), model.wireName() + " makes none of some of " + want);
        require(maxPieceBytes >= 1024 && maxPieceBytes <= Limits.PIECE_BYTES, "pieces of " + maxPieceBytes + " bytes");
        require(span.isEmpty() || span.get().end() <= grid.frames(), "the part ends after the clip");
        List<String> cameras = rig.cameras().stream().map(Camera::name).toList();
        requireAmong(cameras, views.stream().map(View::camera).toList(), "views");
        requireAmong(
                rig.lidars().stream().map(Lidar::name).toList(),
                sweeps.stream().map(Sweeps::lidar).toList(),
                "lidars");
        for (Sweeps lidar : sweeps) {
            require(
                    lidar.withoutControls().equals(sweepsOf(rig.getLidar(lidar.lidar()), grid, span, List.of())),
                    lidar.lidar() + ": every sweep that starts in these frames and ends in the clip, and no other");
        }
        requireControls(views, sweeps);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void requireAmong(List<String> rig, List<String> asked, String what) {
        List<String> inOrder = rig.stream().filter(asked::contains).toList();
        require(asked.equals(inOrder), what + " must be of the rig, each once, in its order");
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

    /**
     * The request for one model: of what is wanted, the kinds that it makes.
     *
     * @param controls that the model is sent
     */
    public static RequestDocument of(ModelCaps model, GenerationRequest request, Scene scene, SentControls controls) {
        Set<ObjectKind> want = EnumSet.copyOf(model.kinds());
        want.retainAll(request.want());
        return new RequestDocument(
                model.model(),
                request.clip(),
                request.attempt(),
                GenerationKeys.of(request, model.engine()),
                request.seed(),
                request.sceneDocument().sha256(),
                request.layoutDocument().sha256(),
                scene.grid(),
                scene.rig(),
                scene.variation(),
                want,
                request.share().frames(),
                viewsOf(model, request, scene.rig(), controls),
                sweepsOf(request.share(), scene.rig(), scene.grid(), controls),
                request.prompt().text(),
                request.prompt().negative(),
                request.guidance(),
                request.steps(),
                Limits.PIECE_BYTES);
    }

    private static List<View> viewsOf(ModelCaps model, GenerationRequest request, Rig rig, SentControls controls) {
        List<String> asked = rig.cameras().stream()
                .map(Camera::name)
                .filter(request.share()::includes)
                .toList();
        Map<String, String> engineViews = model.limits().views().viewsOf(asked);
        return asked.stream()
                .map(camera -> new View(
                        camera,
                        Optional.ofNullable(engineViews.get(camera)),
                        controls.indicesOf(camera),
                        Optional.ofNullable(request.prompt().byCamera().get(camera))))
                .toList();
    }

    private static List<Sweeps> sweepsOf(ClipShare share, Rig rig, FrameGrid grid, SentControls controls) {
        return rig.lidars().stream()
                .filter(lidar -> share.includes(lidar.name()))
                .map(lidar -> sweepsOf(lidar, grid, share.frames(), controls.indicesOf(lidar.name())))
                .toList();
    }

    /** A sweep belongs to the frames in whose time it starts, so that each comes with exactly one part. */
    private static Sweeps sweepsOf(Lidar lidar, FrameGrid grid, Optional<FrameSpan> span, List<Integer> controls) {
        int all = lidar.sweepCount(grid.durationMicros());
        int first = span.map(s -> firstFrom(lidar, grid.timestampMicros(s.first()), all))
                .orElse(0);
        int end = span.map(s -> firstFrom(lidar, grid.timestampMicros(s.end()), all))
                .orElse(all);
        return new Sweeps(lidar.name(), first, end - first, controls);
    }

    private static int firstFrom(Lidar lidar, long micros, int all) {
        return Math.min(all, Lidar.firstSweepFrom(lidar.rateHz(), micros));
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
                for (int i = lidar.first(); i < lidar.end(); i++) {
                    objects.add(new ObjectId(kind, lidar.lidar(), i));
                }
            }));
        } else {
            views.forEach(view -> kinds.forEach(kind -> objects.add(new ObjectId(kind, view.camera(), 0))));
        }
        return objects;
    }

    static long readSeed(JsonView view) {
        return valid(view, () -> Long.parseUnsignedLong(view.asString()));
    }

    /** The frames that are asked for. */
    public FrameSpan frames() {
        return span.orElse(new FrameSpan(0, grid.frames(), 0));
    }

    /**
     * One camera's part.
     *
     * @param engineView what the engine calls it, where it has names of its own
     * @param controls elements of CONTROL_VIDEO
     * @param prompt of this camera
     */
    public record View(String camera, Optional<String> engineView, List<Integer> controls, Optional<String> prompt) {
        public View {
            Objects.requireNonNull(camera);
            Objects.requireNonNull(engineView);
            controls = List.copyOf(controls);
            Objects.requireNonNull(prompt);
        }
    }

    /** The sweeps of a LiDAR that are asked for. @param controls elements of CONTROL_VIDEO */
    public record Sweeps(String lidar, int first, int count, List<Integer> controls) {
        public Sweeps {
            Objects.requireNonNull(lidar);
            controls = List.copyOf(controls);
        }

        /** The first sweep after them. */
        public int end() {
            return first + count;
        }

        private Sweeps withoutControls() {
            return new Sweeps(lidar, first, count, List.of());
        }
    }

    /** How many control videos the request refers to. */
    public int controlCount() {
        return views.stream().mapToInt(view -> view.controls().size()).sum()
                + sweeps.stream().mapToInt(lidar -> lidar.controls().size()).sum();
    }
}
