package io.tailforge.service.cli;

import io.tailforge.conditioning.assemble.AssembledScene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.CurationCatalog.DatasetVersion;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.cost.CostEstimate;
import io.tailforge.service.cost.CostHistory;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.service.pipeline.ClipJobs;
import io.tailforge.service.pipeline.ClipPipeline;
import io.tailforge.service.pipeline.Feasibility;
import io.tailforge.service.pipeline.PlanEstimates;
import io.tailforge.service.pipeline.ProgressBoard;
import io.tailforge.service.pipeline.RequestRunner;
import io.tailforge.service.request.RequestService;
import io.tailforge.service.request.RequestService.Submission;
import io.tailforge.variation.read.SpecFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "Makes a dataset: every clip of a variation spec on a layout, checked and published.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    App app = new App();

    @Option(names = "--layout", required = true, paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path layout = Path.of("");

    @Option(names = "--spec", required = true, paramLabel = "SPEC.yaml", description = "Variation spec, YAML or JSON.")
    Path spec = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            defaultValue = "datasets",
            description = "Where the dataset goes (default: ${DEFAULT-VALUE}).")
    String out = "";

    @Mixin
    TermsOptions terms = new TermsOptions();

    @Option(names = "--dry-run", description = "List the clips and an estimate; make nothing.")
    boolean dryRun;

    @Option(names = "--scenes", paramLabel = "DIR", description = "Write every clip's scene document there.")
    Optional<Path> scenes = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        String text = readSpec();
        try (ConfigurableApplicationContext context = app.start(WebApplicationType.NONE)) {
            LoadedLayout loaded = context.getBean(LayoutRegistry.class).register(requireLayout());
            Submission submission = submission(loaded, text);
            if (dryRun || scenes.isPresent()) {
                int listed = list(context, loaded, submission);
                if (dryRun) {
                    return listed;
                }
            }
            RequestRow request =
                    context.getBean(RequestService.class).take(submission).request();
            return run(context, request, json, System.out);
        }
    }

    private String readSpec() throws IOException {
        if (!Files.isRegularFile(spec)) {
            throw new BadInputException(Problem.of("NO-SUCH-FILE", spec.toString(), "there is no such spec file"));
        }
        return SpecFiles.inlined(spec);
    }

    private Path requireLayout() {
        if (!Files.exists(layout)) {
            throw new BadInputException(
                    Problem.of("NO-SUCH-FILE", layout.toString(), "there is no such layout file or folder"));
        }
        return layout;
    }

    private Submission submission(LoadedLayout loaded, String text) {
        String location = out.contains("://")
                ? out
                : Path.of(out).toAbsolutePath().normalize().toString();
        String slot = String.join("\n", loaded.row().id(), location, text);
        String id = UUID.nameUUIDFromBytes(Sha256.of(slot.getBytes(StandardCharsets.UTF_8)))
                .toString();
        return new Submission(Optional.of(id), loaded.row().id(), spec.toString(), text, location, Optional.empty())
                .withTerms(terms.terms());
    }

    /** Runs a request that was taken to its end and says what came of it. */
    static int run(ConfigurableApplicationContext context, RequestRow request, boolean json, PrintStream out) {
        RequestService service = context.getBean(RequestService.class);
        service.begin(request.id());
        PrintStream progressOut = json ? System.err : out;
        progressOut.printf("request %s: %d clips of '%s'%n", request.id(), request.total(), request.name());
        progressOut.println(estimate(context, request).toText());
        ProgressBoard board = context.getBean(ProgressBoard.class);
        try (ProgressPrinter printer = new ProgressPrinter(board.of(request.id()), progressOut)) {
            RequestRow ended = context.getBean(RequestRunner.class).run(request.id());
            printer.close();
            printer.table();
            progressOut.println(spent(context, ended));
            return report(context, ended, json, out);
        }
    }

    private static CostEstimate estimate(ConfigurableApplicationContext context, RequestRow request) {
        return context.getBean(PlanEstimates.class)
                .estimate(context.getBean(ClipJobs.class).plan(request));
    }

    private static String spent(ConfigurableApplicationContext context, RequestRow ended) {
        CostHistory.Spent spent = context.getBean(CostHistory.class).spent(ended.id());
        String budget = ended.terms().budgetSeconds().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " of a budget of %.1f s",
                        ended.terms().budgetSeconds().getAsDouble())
                : "";
        return String.format(
                Locale.ROOT,
                "  cost: %.1f s of generation%s, %.1f s of it in tries that failed",
                spent.seconds(),
                budget,
                spent.wasted());
    }

    private static int report(ConfigurableApplicationContext context, RequestRow ended, boolean json, PrintStream out) {
        List<DatasetVersion> versions = context.getBean(CurationCatalog.class).listVersions(ended.id());
        Map<ClipState, Long> counts = context.getBean(RequestService.class).counts(ended.id());
        if (json) {
            out.println(JsonWriter.compact(reportJson(
                    ended, versions, counts, context.getBean(CostHistory.class).spent(ended.id()))));
        } else if (ended.state() != RequestState.COMPLETED) {
            out.println("  " + ended.state().name().toLowerCase(java.util.Locale.ROOT) + ": " + ended.message());
        } else if (!versions.isEmpty()) {
            DatasetVersion last = versions.getLast();
            out.printf("%ndataset version %d: %s (%d clips)%n", last.version(), last.location(), last.clips());
        }
        boolean clean =
                ended.state() == RequestState.COMPLETED && counts.getOrDefault(ClipState.ACCEPTED, 0L) == ended.total();
        return clean ? 0 : Tailforge.WRONG;
    }

    private static Json reportJson(
            RequestRow ended, List<DatasetVersion> versions, Map<ClipState, Long> counts, CostHistory.Spent spent) {
        Json.ObjectBuilder clips = Json.object();
        counts.forEach((state, count) -> clips.put(state.name().toLowerCase(java.util.Locale.ROOT), count));
        Json.ObjectBuilder report = Json.object()
                .put("request", ended.id())
                .put("state", ended.state().name().toLowerCase(java.util.Locale.ROOT))
                .put("message", ended.message())
                .put("clips", clips.build())
                .put("generate_seconds", spent.seconds())
                .put("wasted_seconds", spent.wasted());
        if (!versions.isEmpty()) {
            report.put("version", versions.getLast().version())
                    .put("location", versions.getLast().location())
                    .put("manifest_sha256", versions.getLast().manifestSha256());
        }
        return report.build();
    }

    private int list(ConfigurableApplicationContext context, LoadedLayout loaded, Submission submission)
            throws IOException {
        ClipJobs.Plan plan = context.getBean(RequestService.class).plan(submission, loaded);
        ClipPipeline pipeline = context.getBean(ClipPipeline.class);
        List<Json> clips = new ArrayList<>();
        for (long ordinal = 0; ordinal < plan.total(); ordinal++) {
            AssembledScene assembled = pipeline.assemble(plan.clip(ordinal));
            String name = ordinal + "-" + assembled.scene().clipId() + ".json";
            if (scenes.isPresent()) {
                Files.createDirectories(scenes.get());
                Files.write(scenes.get().resolve(name), SceneDocument.write(assembled.scene()));
                Path map = scenes.get().resolve(loaded.ref().sha256() + ".layout.json");
                if (!Files.exists(map)) {
                    Files.copy(loaded.document(), map);
                }
            }
            clips.add(describe(ordinal, assembled));
        }
        CostEstimate estimate = context.getBean(PlanEstimates.class).estimate(plan);
        List<String> misfits =
                context
                        .getBean(Feasibility.class)
                        .problems(plan, pipeline.assemble(plan.clip(0)).scene())
                        .stream()
                        .map(Problem::toString)
                        .toList();
        print(clips, misfits, estimate);
        return misfits.isEmpty() ? 0 : Tailforge.WRONG;
    }

    private static Json describe(long ordinal, AssembledScene assembled) {
        return Json.object()
                .put("ordinal", ordinal)
                .put("clip_id", assembled.scene().clipId().toString())
                .put("scene", assembled.scene().name())
                .put("variation", assembled.scene().variation().name())
                .put("seed", Long.toUnsignedString(assembled.scene().seed()))
                .put("cameras", assembled.scene().rig().cameras().size())
                .put("frames", assembled.scene().grid().frames())
                .put("actors", assembled.scene().actors().size())
                .put(
                        "warnings",
                        Json.ofStrings(assembled.warnings().stream()
                                .map(Problem::toString)
                                .toList()))
                .build();
    }

    private void print(List<Json> clips, List<String> misfits, CostEstimate estimate) {
        if (json) {
            System.out.println(JsonWriter.compact(Json.object()
                    .put("clips", Json.array(clips))
                    .put("misfits", Json.ofStrings(misfits))
                    .put("estimate", estimate.toJson())
                    .build()));
            return;
        }
        for (Json clip : clips) {
            System.out.println("  " + JsonWriter.compact(clip));
        }
        misfits.forEach(misfit -> System.out.println("no connected engine can make this: " + misfit));
        System.out.println(estimate.toText());
    }
}
