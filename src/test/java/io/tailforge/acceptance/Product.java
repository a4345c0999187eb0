package io.tailforge.acceptance;

import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.service.TailforgeApplication;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.service.pipeline.RequestRunner;
import io.tailforge.service.pipeline.ResultStore;
import io.tailforge.service.request.RequestService;
import io.tailforge.service.request.RequestService.Submission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Tailforge in this JVM, as the CLI composes it, with the quick preset of the camera engine. */
public final class Product implements AutoCloseable {
    private static final int ALL = 1000;

    private final ConfigurableApplicationContext context;

    private Product(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Product start(Path home, String... settings) {
        return new Product(context(WebApplicationType.NONE, home, settings));
    }

    static ConfigurableApplicationContext context(WebApplicationType type, Path home, String... settings) {
        List<String> all = new ArrayList<>(List.of("--tailforge.home=" + home, "--tailforge.pipeline.preset=draft"));
        all.addAll(List.of(settings));
        return new SpringApplicationBuilder(TailforgeApplication.class)
                .web(type)
                .registerShutdownHook(false)
                .run(all.toArray(String[]::new));
    }

    /** What came of a request. @param folders the result folders of the clips that have one, in order of ordinal */
    public record Outcome(RequestRow request, List<ClipRow> clips, List<Path> folders, String out) {}

    public Outcome generate(Path layout, String spec, String out) {
        return generate(layout, spec, out, Optional.empty());
    }

    public Outcome generate(Path layout, String spec, String out, Optional<String> id) {
        LoadedLayout loaded = bean(LayoutRegistry.class).register(layout);
        Submission submission = new Submission(id, loaded.row().id(), "spec", spec, out, Optional.empty());
        RequestRow taken = bean(RequestService.class).take(submission).request();
        RequestRow ended = bean(RequestRunner.class).run(taken.id());
        List<ClipRow> clips = bean(ClipCatalog.class).list(ended.id(), -1, ALL);
        List<Path> folders = clips.stream()
                .filter(clip -> !clip.resultKey().isEmpty())
                .map(this::folder)
                .toList();
        return new Outcome(ended, clips, folders, out);
    }

    private Path folder(ClipRow clip) {
        return bean(ResultStore.class).folder(new GenerationKey(clip.resultKey()));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
