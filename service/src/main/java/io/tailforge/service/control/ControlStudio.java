package io.tailforge.service.control;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlVideos;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.map.HdMap;
import io.tailforge.service.embedded.Worlds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
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
     * @param cancelled asked between styles
     * @return style by style, each in the order of its sensors; references relative to {@code folder}
     */
    public List<ConditioningVideo> film(
            List<String> styles, Scene scene, HdMap map, Path folder, BooleanSupplier cancelled) {
        List<ConditioningVideo> videos = new ArrayList<>();
        boolean taken = false;
        for (String id : styles) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("stopped on request");
            }
            try (ControlFrames frames = open(ConditioningStyles.get(id), scene, map)) {
                boolean first = !taken && filmsCameras(frames, scene);
                taken |= first;
                String prefix = first ? FOLDER : FOLDER + id + "/";
                videos.addAll(ControlVideos.onAllCores().write(id, frames, scene, prefix, folder));
            }
        }
        return List.copyOf(videos);
    }

    private ControlFrames open(ConditioningRenderer style, Scene scene, HdMap map) {
        return style instanceof WorldStyle looking
                ? looking.open(scene, worlds.of(scene, map), DrawingOptions.EXACT)
                : style.open(scene, map, DrawingOptions.EXACT);
    }

    private static boolean filmsCameras(ControlFrames frames, Scene scene) {
        return frames.sequences(scene).stream().allMatch(s -> s.grid().equals(scene.grid()));
    }
}
