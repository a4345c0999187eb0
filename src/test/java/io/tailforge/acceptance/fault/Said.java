package io.tailforge.acceptance.fault;

import com.google.protobuf.ByteString;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.EventDocument;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import java.util.List;
import java.util.Optional;

/** One message of an answer: an event, and the piece that comes with it where it is a chunk. */
record Said(Event event, Optional<ByteString> data) {
    /** Empty for Triton's closing response, which says nothing. */
    static Optional<Said> read(ModelStreamInferResponse response) {
        ModelInferResponse answer = response.getInferResponse();
        if (answer.getOutputsCount() == 0) {
            return Optional.empty();
        }
        Event event =
                EventDocument.read(tensor(answer, Tensors.EVENT_JSON).getFirst().toByteArray());
        return Optional.of(new Said(event, tensor(answer, Tensors.DATA).stream().findFirst()));
    }

    private static List<ByteString> tensor(ModelInferResponse answer, String name) {
        for (int i = 0; i < answer.getOutputsCount(); i++) {
            if (answer.getOutputs(i).getName().equals(name)) {
                return BytesTensor.decode(
                        name,
                        answer.getRawOutputContents(i),
                        answer.getOutputs(i).getShape(0),
                        ErrorFamily.PROTOCOL);
            }
        }
        throw new IllegalStateException("no " + name + " in what Triton said");
    }

    ModelStreamInferResponse write(String id) {
        List<ByteString> pieces = data.stream().toList();
        return ModelStreamInferResponse.newBuilder()
                .setInferResponse(ModelInferResponse.newBuilder()
                        .setId(id)
                        .addOutputs(output(Tensors.EVENT_JSON, 1))
                        .addOutputs(output(Tensors.DATA, pieces.size()))
                        .addRawOutputContents(BytesTensor.ofOne(EventDocument.write(event)))
                        .addRawOutputContents(BytesTensor.encode(pieces)))
                .build();
    }

    private static ModelInferResponse.InferOutputTensor output(String name, int elements) {
        return ModelInferResponse.InferOutputTensor.newBuilder()
                .setName(name)
                .setDatatype(Tensors.DATATYPE)
                .addShape(elements)
                .build();
    }

    Said with(Event other) {
        return new Said(other, data);
    }

    Said with(ByteString piece) {
        return new Said(event, Optional.of(piece));
    }

    Said numbered(long seq) {
        return with(
                switch (event) {
                    case Event.Accepted _ -> new Event.Accepted(seq);
                    case Event.Heartbeat _ -> new Event.Heartbeat(seq);
                    case Event.Progress e -> new Event.Progress(seq, e.fraction());
                    case Event.Chunk e -> new Event.Chunk(seq, e.object(), e.mediaType(), e.offset(), e.total());
                    case Event.ObjectDone e -> new Event.ObjectDone(seq, e.object());
                    case Event.Done e ->
                        new Event.Done(seq, e.objects(), e.engine(), e.seedUsed(), e.timings(), e.warnings());
                });
    }
}
