package io.tailforge.generation.matching;

import io.tailforge.generation.ContractModel;
import io.tailforge.generation.contract.ControlKinds;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.Rig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What of a request decides whether a model can make it.
 *
 * @param grid of the whole clip
 * @param span which of its frames; empty: all
 * @param controls kinds of control video that there are, by sensor
 * @param sweepRates of the rig's LiDARs, in hertz
 */
public record Ask(
        FrameGrid grid,
        Set<ObjectKind> want,
        Sensors cameras,
        Sensors lidars,
        Optional<FrameSpan> span,
        Map<String, Set<String>> controls,
        Map<String, Double> sweepRates) {
    public Ask {
        Objects.requireNonNull(grid);
        want = Set.copyOf(want);
        Objects.requireNonNull(cameras);
        Objects.requireNonNull(lidars);
        Objects.requireNonNull(span);
        controls = Map.copyOf(controls);
        sweepRates = Map.copyOf(sweepRates);
    }

    /** Names in the rig's order. @param subset whether the rig has more */
    public record Sensors(List<String> names, boolean subset) {
        public Sensors {
            names = List.copyOf(names);
        }

        static Sensors of(List<String> rig, Predicate<String> asked) {
            List<String> names = rig.stream().filter(asked).toList();
            return new Sensors(names, names.size() < rig.size());
        }
    }

    /** What a plan asks before there is a scene. @param styles ids of the renderers, each of which films every sensor it can */
    public static Ask of(FrameGrid grid, Set<ObjectKind> want, Rig rig, Collection<String> styles) {
        Map<String, Set<String>> controls = new HashMap<>();
        for (String style : styles) {
            String kind = ControlKinds.ofStyle(style);
            List<String> filmed = kind.equals(ControlKinds.LIDAR_RANGE) ? lidarsOf(rig) : camerasOf(rig);
            filmed.forEach(sensor -> add(controls, sensor, kind));
        }
        return new Ask(
                grid,
                want,
                new Sensors(camerasOf(rig), false),
                new Sensors(lidarsOf(rig), false),
                Optional.empty(),
                controls,
                ratesOf(rig));
    }

    /** What a request asks for a scene. */
    public static Ask of(GenerationRequest request, Scene scene) {
        ClipShare share = request.share();
        Map<String, Set<String>> controls = new HashMap<>();
        for (ConditioningVideo control : request.controls()) {
            add(controls, control.camera(), ControlKinds.ofStyle(control.style()));
        }
        return new Ask(
                scene.grid(),
                request.want(),
                Sensors.of(camerasOf(scene.rig()), share::includes),
                Sensors.of(lidarsOf(scene.rig()), share::includes),
                share.frames(),
                controls,
                ratesOf(scene.rig()));
    }

    /** What a model is asked on the wire. @param controlKinds of CONTROL_KIND */
    public static Ask of(RequestDocument request, List<String> controlKinds) {
        Map<String, Set<String>> controls = new HashMap<>();
        List<String> views = new ArrayList<>();
        for (RequestDocument.View view : request.views()) {
            views.add(view.camera());
            view.controls().forEach(i -> add(controls, view.camera(), kindAt(controlKinds, i)));
        }
        List<String> lidars = new ArrayList<>();
        for (RequestDocument.Sweeps lidar : request.sweeps()) {
            lidars.add(lidar.lidar());
            lidar.controls().forEach(i -> add(controls, lidar.lidar(), kindAt(controlKinds, i)));
        }
        return new Ask(
                request.grid(),
                request.want(),
                Sensors.of(camerasOf(request.rig()), views::contains),
                Sensors.of(lidarsOf(request.rig()), lidars::contains),
                request.span(),
                controls,
                ratesOf(request.rig()));
    }

    private static String kindAt(List<String> kinds, int index) {
        return index < kinds.size() ? kinds.get(index) : "";
    }

    private static void add(Map<String, Set<String>> controls, String sensor, String kind) {
        controls.computeIfAbsent(sensor, name -> new HashSet<>()).add(kind);
    }

    private static List<String> camerasOf(Rig rig) {
        return rig.cameras().stream().map(Camera::name).toList();
    }

    private static List<String> lidarsOf(Rig rig) {
        return rig.lidars().stream().map(Lidar::name).toList();
    }

    private static Map<String, Double> ratesOf(Rig rig) {
        return rig.lidars().stream().collect(Collectors.toMap(Lidar::name, Lidar::rateHz));
    }

    /** Whether a LiDAR begins a sweep in some frames that is over before the clip is. */
    boolean sweeps(String lidar, FrameSpan frames) {
        double rate = Objects.requireNonNull(sweepRates.get(lidar));
        int first = Lidar.firstSweepFrom(rate, grid.timestampMicros(frames.first()));
        int end = Lidar.firstSweepFrom(rate, grid.timestampMicros(frames.end()));
        return first < Math.min(end, Lidar.sweepCount(rate, grid.durationMicros()));
    }

    /** The same for a model that makes some kinds. */
    Ask of(Set<ObjectKind> kinds) {
        Set<ObjectKind> own = want.stream().filter(kinds::contains).collect(Collectors.toSet());
        return new Ask(grid, own, cameras, lidars, span, controls, sweepRates);
    }

    boolean concerns(ContractModel model) {
        return !want.isEmpty() && !sensorsOf(model).names().isEmpty();
    }

    /** The sensors that a model works for. */
    Sensors sensorsOf(ContractModel model) {
        return model == ContractModel.LIDAR_SWEEP ? lidars : cameras;
    }
}
