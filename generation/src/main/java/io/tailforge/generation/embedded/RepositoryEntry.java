package io.tailforge.generation.embedded;

import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.CapsDocument;
import io.tailforge.generation.contract.Tensors;
import java.util.stream.Collectors;

/** What stands in a real Triton's model repository for a model: its {@code config.pbtxt}, with the contract's parameters. */
public final class RepositoryEntry {
    private RepositoryEntry() {}

    /**
     * For a model that is served through the Python backend.
     *
     * @param instances requests that are worked on at a time
     */
    public static String configOf(InferenceModel model, int instances) {
        ModelCaps caps = ModelQueue.capsOf(model);
        return """
                name: "%s"
                backend: "python"
                max_batch_size: 0
                model_transaction_policy { decoupled: true }
                %s
                %s
                instance_group [ { count: %d, kind: KIND_CPU } ]
                %s
                """.formatted(
                        caps.model().wireName(),
                        Tensors.INPUTS.stream().map(RepositoryEntry::input).collect(Collectors.joining("\n")),
                        Tensors.OUTPUTS.stream().map(RepositoryEntry::output).collect(Collectors.joining("\n")),
                        instances,
                        CapsDocument.toParameters(caps).entrySet().stream()
                                .sorted(java.util.Map.Entry.comparingByKey())
                                .map(entry -> parameter(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining("\n")));
    }

    /** All but the request may be left out. */
    private static String input(String name) {
        String optional = name.equals(Tensors.REQUEST_JSON) ? "" : ", optional: true";
        return "input [ { name: \"%s\", data_type: TYPE_STRING, dims: [ -1 ]%s } ]".formatted(name, optional);
    }

    private static String output(String name) {
        return "output [ { name: \"%s\", data_type: TYPE_STRING, dims: [ -1 ] } ]".formatted(name);
    }

    private static String parameter(String key, String value) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return "parameters { key: \"%s\" value { string_value: \"%s\" } }".formatted(key, quoted);
    }
}
