package io.tailforge.generation.contract;

import io.tailforge.scene.artifact.ConditioningVideo;
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
     * Those of the kinds that a model asked for, of sensors on the rig.
     *
     * @param kinds as {@link ControlKinds} names them
     */
    public static SentControls of(List<ConditioningVideo> all, Set<String> kinds, Rig rig) {
        Set<String> sensors = Stream.concat(
                        rig.cameras().stream().map(Camera::name),
                        rig.lidars().stream().map(Lidar::name))
                .collect(Collectors.toSet());
        return new SentControls(all.stream()
                .filter(control -> kinds.contains(ControlKinds.ofStyle(control.style())))
                .filter(control -> sensors.contains(control.camera()))
                .toList());
    }

    /** Elements of CONTROL_VIDEO that show what a sensor sees. */
    List<Integer> indicesOf(String sensor) {
        return IntStream.range(0, videos.size())
                .filter(i -> videos.get(i).camera().equals(sensor))
                .boxed()
                .toList();
    }
}
