package io.tailforge.service.control;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlVideos;
import io.tailforge.conditioning.ControlVideos.Reel;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.service.control.GeometryFrames.Look;
import io.tailforge.service.embedded.Worlds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Films a clip's control videos in every style that is asked for; styles that look at the world share the clip's one. */
@Component
public class ControlStudio {
    private static final String FOLDER = "conditioning/";

    private final Worlds worlds;

    public ControlStudio(Worlds worlds) {
        this.worlds = worlds;
    }

    /**
     * Writes the videos: those of the first style that films the cameras go to {@code conditioning/<camera>.mp4}, those of
     * every other to {@code conditioning/<style>/<sensor>.mp4}.
     *
     * @param styles ids, each once
     * @param folder the clip's work folder
     * @param cancelled asked before every frame of every style
     * @return style by style, each in the order of its sensors; references relative to {@code folder}
     */
    public List<ConditioningVideo> film(
            List<String> styles, Scene scene, HdMap map, Path folder, BooleanSupplier cancelled) {
        Map<String, List<ConditioningVideo>> filmed = new LinkedHashMap<>();
        boolean taken = false;
        for (String id : styles) {
            if (!filmed.containsKey(id)) {
                List<String> together = together(id, styles);
                taken |= film(together, !taken, scene, map, folder, filmed, cancelled);
            }
        }
        return styles.stream()
                .flatMap(id -> filmed.getOrDefault(id, List.of()).stream())
                .toList();
    }

    /** A style and those further ones that are drawn from the same look at the world. */
    private static List<String> together(String id, List<String> styles) {
        return ConditioningStyles.get(id) instanceof GeometryStyle
                ? styles.stream()
                        .filter(other -> ConditioningStyles.get(other) instanceof GeometryStyle)
                        .toList()
                : List.of(id);
    }

    /**
     * Films styles together.
     *
     * @param first whether no style has filmed the cameras yet
     * @return whether the first of these did
     */
    private boolean film(
            List<String> ids,
            boolean first,
            Scene scene,
            HdMap map,
            Path folder,
            Map<String, List<ConditioningVideo>> filmed,
            BooleanSupplier cancelled) {
        List<Reel> reels = new ArrayList<>();
        try {
            Function<Camera, Look> looks = GeometryStyle.sharedLooks(scene, () -> worlds.of(scene, map));
            boolean taken = false;
            for (String id : ids) {
                ControlFrames frames = open(ConditioningStyles.get(id), scene, map, looks);
                boolean main = first && !taken && filmsCameras(frames, scene);
                taken |= main;
                reels.add(new Reel(id, frames, main ? FOLDER : FOLDER + id + "/"));
            }
            List<List<ConditioningVideo>> videos =
                    ControlVideos.onAllCores().until(cancelled).write(reels, scene, folder);
            for (int i = 0; i < ids.size(); i++) {
                filmed.put(ids.get(i), videos.get(i));
            }
            return taken;
        } finally {
            reels.forEach(reel -> reel.frames().close());
        }
    }

    private ControlFrames open(ConditioningRenderer style, Scene scene, HdMap map, Function<Camera, Look> looks) {
        return switch (style) {
            case GeometryStyle seen -> new GeometryFrames(looks, seen.colouring(DrawingOptions.EXACT));
            case WorldStyle looking -> looking.open(scene, worlds.of(scene, map), DrawingOptions.EXACT);
            default -> style.open(scene, map, DrawingOptions.EXACT);
        };
    }

    private static boolean filmsCameras(ControlFrames frames, Scene scene) {
        return frames.sequences(scene).stream().allMatch(s -> s.grid().equals(scene.grid()));
    }
}
