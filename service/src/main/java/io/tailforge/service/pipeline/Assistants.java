package io.tailforge.service.pipeline;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.calibration.CalibrationDocument;
import io.tailforge.quality.judge.VlmCheck;
import io.tailforge.service.chat.ChatModels;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.variation.PromptWriter;
import io.tailforge.variation.prompt.RewritingPromptWriter;
import io.tailforge.variation.prompt.TemplatePromptWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who writes prompts and who judges clips, by configuration: with language and vision models or without. */
@Configuration
public class Assistants {
    @Bean
    PromptWriter promptWriter(TailforgeProperties properties) {
        return properties
                .prompts()
                .chat()
                .map(settings -> ChatModels.open(settings, answers(properties)))
                .<PromptWriter>map(RewritingPromptWriter::new)
                .orElseGet(TemplatePromptWriter::new);
    }

    @Bean
    QualityFilter qualityFilter(TailforgeProperties properties, CpuPermits processors) {
        List<QualityCheck> checks = new ArrayList<>(QualityFilter.listInstalled());
        properties
                .judge()
                .chat()
                .map(settings -> ChatModels.open(settings, answers(properties)))
                .ifPresent(model -> checks.add(new VlmCheck(
                        new UnhurriedModel(model, processors),
                        properties.judge().settings())));
        return new QualityFilter(checks, properties.filter().rule());
    }

    /** Thresholds clips are judged by; read once, so that all clips of a run are judged alike. */
    @Bean
    Calibration calibration(TailforgeProperties properties) {
        return properties
                .filter()
                .findCalibration()
                .map(CalibrationDocument::read)
                .orElse(Calibration.BUILT_IN);
    }

    private static Path answers(TailforgeProperties properties) {
        return properties.home().resolve("answers").toAbsolutePath();
    }
}
