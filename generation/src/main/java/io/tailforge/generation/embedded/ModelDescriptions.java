package io.tailforge.generation.embedded;

import io.tailforge.generation.contract.CapsDocument;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelConfig;
import io.tailforge.generation.kserve.ModelMetadataResponse.TensorMetadata;
import java.util.List;

/** What a Triton says of a model's tensors and settings. */
final class ModelDescriptions {
    static final String PLATFORM = "tailforge";
    private static final int TYPE_STRING = 13;
    private static final int KIND_CPU = 2;

    private ModelDescriptions() {}

    static List<TensorMetadata> metadata(List<String> tensors) {
        return tensors.stream()
                .map(name -> TensorMetadata.newBuilder()
                        .setName(name)
                        .setDatatype(Tensors.DATATYPE)
                        .addShape(-1)
                        .build())
                .toList();
    }

    static ModelConfig config(ModelQueue queue) {
        String name = queue.caps().model().wireName();
        ModelConfig.Builder config = ModelConfig.newBuilder()
                .setName(name)
                .setPlatform(PLATFORM)
                .setBackend(PLATFORM)
                .addAllInput(tensors(Tensors.INPUTS))
                .addAllOutput(tensors(Tensors.OUTPUTS));
        config.addInstanceGroupBuilder()
                .setName(name + "_0")
                .setCount(queue.instances())
                .setKind(KIND_CPU);
        config.getModelTransactionPolicyBuilder().setDecoupled(true);
        CapsDocument.toParameters(queue.caps())
                .forEach((key, value) -> config.putParameters(
                        key,
                        ModelConfig.Parameter.newBuilder().setStringValue(value).build()));
        return config.build();
    }

    private static List<ModelConfig.Tensor> tensors(List<String> names) {
        return names.stream()
                .map(name -> ModelConfig.Tensor.newBuilder()
                        .setName(name)
                        .setDataType(TYPE_STRING)
                        .addDims(-1)
                        .build())
                .toList();
    }
}
