package io.tailforge.service.cli;

import io.tailforge.generation.conformance.Conformance;
import io.tailforge.generation.conformance.Conformance.Outcome;
import io.tailforge.generation.conformance.Conformance.Result;
import io.tailforge.generation.conformance.ConformanceClip;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.generation.triton.TritonSettings.ClientCertificate;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.pipeline.ProbeClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Examines a server of the generation contract, rule by rule. Exit 1: a rule is broken.",
        mixinStandardHelpOptions = true)
final class TritonCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENDPOINT", description = "grpc://HOST:PORT, or grpcs://HOST:PORT where it speaks TLS.")
    String endpoint = "";

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "Sent with each call, for example triton-grpc-protocol-infer-key=KEY. Repeatable.")
    Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--trust", paramLabel = "PEM", description = "Certificates that the server's must lead to.")
    Optional<Path> trust = Optional.empty();

    @Option(
            names = "--client-cert",
            paramLabel = "PEM",
            description = "Our certificate, for a server that wants one; with --client-key.")
    Optional<Path> clientCertificate = Optional.empty();

    @Option(names = "--client-key", paramLabel = "PEM", description = "Its key, PKCS#8.")
    Optional<Path> clientKey = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("tailforge-check-");
        try {
            ConformanceClip clip = ProbeClip.make(folder);
            List<Outcome> outcomes =
                    Conformance.examine(endpoint, settings(), clip, json ? outcome -> {} : TritonCheckCommand::print);
            if (json) {
                System.out.println(JsonWriter.compact(toJson(outcomes)));
            }
            return outcomes.stream().anyMatch(outcome -> outcome.result() == Result.BROKEN) ? Tailforge.WRONG : 0;
        } finally {
            remove(folder);
        }
    }

    private TritonSettings settings() {
        TritonSettings usual = TritonSettings.defaults();
        return new TritonSettings(usual.connectTimeout(), usual.deadline(), usual.silence(), headers, trust, client());
    }

    private Optional<ClientCertificate> client() {
        if (clientCertificate.isPresent() != clientKey.isPresent()) {
            throw BadOption.of("--client-cert", "goes together with --client-key");
        }
        return clientCertificate.map(file -> new ClientCertificate(file, clientKey.orElseThrow()));
    }

    private static void print(Outcome outcome) {
        String sign =
                switch (outcome.result()) {
                    case KEPT -> "kept    ";
                    case BROKEN -> "BROKEN  ";
                    case NOT_ASKED -> "-       ";
                };
        String detail = outcome.detail().isEmpty() ? "" : ": " + outcome.detail();
        System.out.printf("%s%-22s %s%s%n", sign, outcome.rule(), outcome.statement(), detail);
    }

    private Json toJson(List<Outcome> outcomes) {
        return Json.object()
                .put("endpoint", endpoint)
                .put(
                        "rules",
                        Json.array(outcomes.stream()
                                .map(outcome -> Json.object()
                                        .put("rule", outcome.rule())
                                        .put("statement", outcome.statement())
                                        .put("result", JsonView.enumText(outcome.result()))
                                        .put("detail", outcome.detail())
                                        .build())
                                .toList()))
                .build();
    }

    private static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
