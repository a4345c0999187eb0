package io.tailforge.service.cli;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dataset",
        description = "Published datasets.",
        mixinStandardHelpOptions = true,
        subcommands = DatasetCommand.Check.class)
final class DatasetCommand {
    @Command(
            name = "check",
            description = "Verifies every version of a published dataset: hashes, counts, members, splits.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "DIR|s3://BUCKET/PREFIX", description = "The dataset.")
        String location = "";

        @Option(names = "--json", description = "Answer as JSON.")
        boolean json;

        @Override
        public Integer call() throws IOException {
            try (ObjectStore store = ObjectStores.open(location, S3Settings.of(System.getenv()))) {
                List<Problem> problems = DatasetChecker.check(store);
                print(problems);
                return problems.isEmpty() ? 0 : Tailforge.WRONG;
            }
        }

        private void print(List<Problem> problems) {
            if (json) {
                System.out.println(JsonWriter.compact(Json.object()
                        .put("ok", problems.isEmpty())
                        .put(
                                "problems",
                                Json.ofStrings(
                                        problems.stream().map(Problem::toString).toList()))
                        .build()));
                return;
            }
            problems.forEach(problem -> System.out.println("problem: " + problem));
            System.out.println(problems.isEmpty() ? "ok" : problems.size() + " problems");
        }
    }
}
