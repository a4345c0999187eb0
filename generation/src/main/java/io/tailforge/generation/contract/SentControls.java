package io.tailforge.generation.contract;

import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.Rig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The control videos that one model is sent, in the order of CONTROL_VIDEO. */
public record SentControls(List<ConditioningVideo> videos) {
    public SentControls {
        videos = List.copyOf(videos);
    }

    /**
     * Those of the kinds that a model takes, of sensors that are asked for.
     *
     * @param kinds as {@link ControlKinds} names them
     */
    public static SentControls of(GenerationRequest request, Set<String> kinds, Rig rig) {
        Set<String> sensors = Stream.concat(
                        rig.cameras().stream().map(Camera::name),
                        rig.lidars().stream().map(Lidar::name))
                .filter(request.share()::includes)
                .collect(Collectors.toSet());
        return new SentControls(request.controls().stream()
                .filter(control -> kinds.contains(ControlKinds.ofStyle(control.style())))
                .filter(control -> sensors.contains(control.camera()))
                .toList());
    }

    /** CONTROL_KIND. */
    public List<String> kinds() {
        return videos.stream()
                .map(control -> ControlKinds.ofStyle(control.style()))
                .toList();
    }

    /** Elements of CONTROL_VIDEO that show what a sensor sees. */
    List<Integer> indicesOf(String sensor) {
        return IntStream.range(0, videos.size())
                .filter(i -> videos.get(i).camera().equals(sensor))
                .boxed()
                .toList();
    }
}
