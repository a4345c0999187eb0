package io.tailforge.generation.split;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.Failure;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.matching.SplitPlan;
import io.tailforge.generation.split.ClipSplitter.Made;
import io.tailforge.generation.split.VideoJoiner.Piece;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes one delivery of the parts' deliveries and moves their files to where the clip's belong. */
final class PartJoiner {
    private final Order order;
    private final SplitPlan plan;
    private final PartFolders folders;
    private final VideoJoiner joiner;
    private final Set<String> warnings = new LinkedHashSet<>();

    PartJoiner(Order order, SplitPlan plan, PartFolders folders, VideoJoiner joiner) {
        this.order = order;
        this.plan = plan;
        this.folders = folders;
        this.joiner = joiner;
    }

    /** @param made in the plan's order */
    Delivery join(List<Made> made) throws IOException {
        warnings.addAll(plan.warnings());
        List<GeneratedView> views = joinViews(made);
        List<LidarSweep> sweeps = moveSweeps(made);
        Map<String, Double> timings = new TreeMap<>();
        for (Made part : made) {
            part.delivery().result().timings().forEach((phase, seconds) -> timings.merge(phase, seconds, Double::sum));
            warnings.addAll(part.delivery().result().warnings());
        }
        GenerationResult result = new GenerationResult(
                views,
                sweeps,
                Capabilities.jointEngine(made.stream()
                        .map(part -> part.delivery().result().engine())
                        .toList()),
                order.request().seed(),
                timings,
                List.copyOf(warnings));
        return delivery(result, made.stream().map(Made::delivery).toList());
    }

    private Delivery delivery(GenerationResult result, List<Delivery> parts) {
        List<String> endpoints = parts.stream()
                .flatMap(part -> part.endpoints().stream())
                .distinct()
                .toList();
        List<Failure> failures =
                parts.stream().flatMap(part -> part.failures().stream()).toList();
        List<String> said = new ArrayList<>(plan.warnings());
        parts.forEach(part -> said.addAll(part.warnings()));
        return new Delivery(
                result,
                endpoints,
                failures.size() + 1,
                parts.stream().map(Delivery::waited).reduce(Duration.ZERO, Duration::plus),
                parts.stream().map(Delivery::worked).reduce(Duration.ZERO, Duration::plus),
                failures,
                said.stream().distinct().toList());
    }

    /** A camera's views, part by part. */
    private record Shot(int part, GeneratedView view) {}

    private List<GeneratedView> joinViews(List<Made> made) throws IOException {
        Map<String, List<Shot>> shots = new LinkedHashMap<>();
        for (Made part : made) {
            for (GeneratedView view : part.delivery().result().views()) {
                shots.computeIfAbsent(view.camera(), camera -> new ArrayList<>())
                        .add(new Shot(part.part(), view));
            }
        }
        List<GeneratedView> views = new ArrayList<>();
        for (List<Shot> ofCamera : shots.values()) {
            views.add(joinView(ofCamera));
        }
        return views;
    }

    private GeneratedView joinView(List<Shot> shots) throws IOException {
        GeneratedView first = shots.getFirst().view();
        Map<ObjectKind, ArtifactRef> objects = new EnumMap<>(ObjectKind.class);
        for (ObjectKind kind : first.objects().keySet().stream().sorted().toList()) {
            objects.put(kind, joinObject(kind, shots));
        }
        int frames = shots.stream().mapToInt(shot -> shot.view().frames()).sum();
        return new GeneratedView(first.camera(), frames, objects);
    }

    private ArtifactRef joinObject(ObjectKind kind, List<Shot> shots) throws IOException {
        ArtifactRef first = objectOf(shots.getFirst(), kind);
        if (shots.size() == 1) {
            return move(shots.getFirst().part(), first);
        }
        List<Piece> pieces = shots.stream()
                .map(shot -> new Piece(
                        folders.of(shot.part()).resolve(objectOf(shot, kind).key()),
                        shot.view().frames()))
                .toList();
        Path target = target(first.key());
        Files.deleteIfExists(target);
        warnings.addAll(joiner.join(pieces, target));
        return PartFolders.reference(first.key(), target, first.mediaType());
    }

    private static ArtifactRef objectOf(Shot shot, ObjectKind kind) {
        ArtifactRef object = shot.view().objects().get(kind);
        if (object == null) {
            throw new IllegalStateException("part " + shot.part() + " has no " + kind + " of "
                    + shot.view().camera());
        }
        return object;
    }

    private List<LidarSweep> moveSweeps(List<Made> made) throws IOException {
        Map<String, List<LidarSweep>> sweeps = new LinkedHashMap<>();
        for (Made part : made) {
            for (LidarSweep sweep : part.delivery().result().sweeps()) {
                move(part.part(), sweep.points());
                sweeps.computeIfAbsent(sweep.lidar(), lidar -> new ArrayList<>())
                        .add(sweep);
            }
            moveRangeImages(part.part());
        }
        return sweeps.values().stream()
                .flatMap(ofLidar -> ofLidar.stream().sorted(Comparator.comparingInt(LidarSweep::index)))
                .toList();
    }

    /** They come beside the points and are in no list. */
    private void moveRangeImages(int part) throws IOException {
        Path images = folders.of(part).resolve("range_image");
        if (!Files.isDirectory(images)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(images)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String key = folders.of(part).relativize(file).toString().replace('\\', '/');
            Files.move(file, target(key), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private ArtifactRef move(int part, ArtifactRef file) throws IOException {
        Files.move(folders.of(part).resolve(file.key()), target(file.key()), StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private Path target(String key) throws IOException {
        Path target = order.folder().resolve(key);
        Files.createDirectories(target.resolveSibling("."));
        return target;
    }
}
