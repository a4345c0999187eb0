package io.tailforge.service.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.Layouts;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.quality.QualityCheck;
import io.tailforge.variation.PromptWriter;
import io.tailforge.video.VideoEncoder;
import io.tailforge.videogen.CameraEngine;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** What this installation is made of: the same list for {@code tailforge info} and {@code GET /v1/capabilities}. */
public final class Installed {
    private Installed() {}

    /** One plug-in. @param layers what {@code render --layers} may name of a control style; empty for the others */
    public record Plugin(
            String id,
            String description,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> layers) {
        Plugin(String id, String description) {
            this(id, description, List.of());
        }
    }

    /** Name and value of each fact about the build and the machine. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", ProductVersion.current());
        facts.put("java", Runtime.version().toString());
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("engine", CameraEngine.NAME + " " + CameraEngine.VERSION);
        facts.put("ray_kernel", CameraEngine.identity().device());
        facts.put("h264_encoder", VideoEncoder.h264EncoderName());
        return facts;
    }

    /** Plug-ins by seam. */
    public static Map<String, List<Plugin>> plugins() {
        Map<String, List<Plugin>> plugins = new LinkedHashMap<>();
        plugins.put(
                "layout_formats",
                sorted(Layouts.readers().stream()
                        .map(reader -> new Plugin(reader.id(), reader.describe()))
                        .toList()));
        plugins.put(
                "conditioning_styles",
                sorted(ConditioningStyles.list().stream()
                        .map(style -> new Plugin(style.id(), style.describe(), style.layers()))
                        .toList()));
        plugins.put(
                "prompt_writers",
                sorted(ServiceLoader.load(PromptWriter.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .map(writer -> new Plugin(writer.id(), writer.describe()))
                        .toList()));
        plugins.put(
                "quality_checks",
                sorted(ServiceLoader.load(QualityCheck.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .map(check -> new Plugin(check.id(), check.describe()))
                        .toList()));
        plugins.put(
                "lidar_sensors",
                sorted(SensorModels.list().stream()
                        .map(model -> new Plugin(model.id(), model.title()))
                        .toList()));
        return plugins;
    }

    private static List<Plugin> sorted(List<Plugin> plugins) {
        return plugins.stream().sorted(Comparator.comparing(Plugin::id)).toList();
    }
}
