package io.tailforge.service.pipeline;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.generation.conformance.ConformanceClip;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.service.control.ControlStudio;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.join.CodecJoiner;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import io.tailforge.variation.prompt.TemplatePromptWriter;
import io.tailforge.variation.read.VariationSpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The small clip that a Triton server is tried out with, made from a layout and a spec of our own, control videos and all. */
public final class ProbeClip {
    private ProbeClip() {}

    /** @param path an empty or absent folder */
    public static ConformanceClip make(Path path) throws IOException {
        ClipFolder folder = ClipFolder.fresh(path);
        Path layout = path.resolve("probe.xodr");
        Files.write(layout, resource("probe.xodr"));
        LayoutReading reading = Layouts.read(layout);
        VariationSpec spec = VariationSpecReader.read("probe.yaml", resource("probe.yaml"));
        Scene scene = new SceneAssembler()
                .assemble(
                        reading,
                        LayoutRef.of(reading.map()),
                        new VariationPlanner(reading.map().geoReference()).plan(spec, 0))
                .scene();
        ArtifactRef sceneRef = folder.writeJson("scene.json", SceneDocument.write(scene));
        ArtifactRef layoutRef =
                folder.writeJson("layout.json", MapDocument.write(reading.map().nameless()));
        Worlds worlds = new Worlds(1);
        List<ConditioningVideo> controls =
                new ControlStudio(worlds).film(spec.styles(), scene, reading.map(), path, () -> false);
        Prompt prompt = new TemplatePromptWriter().write(scene, worlds.visibleActors(scene, reading.map()));
        return new ConformanceClip(
                path,
                new GenerationRequest(
                        scene.clipId(),
                        1,
                        sceneRef,
                        layoutRef,
                        prompt,
                        controls,
                        spec.generation().want(),
                        scene.seed(),
                        spec.generation().guidance(),
                        spec.generation().steps()),
                new CodecJoiner());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ProbeClip.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        }
    }
}
