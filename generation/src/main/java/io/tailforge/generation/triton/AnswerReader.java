package io.tailforge.generation.triton;

import com.google.protobuf.ByteString;
import io.tailforge.generation.GenerationBackend.ProgressListener;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.EventDocument;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the answer to one request from its stream and refuses what does not keep to the contract. */
final class AnswerReader {
    private static final ErrorFamily PROTOCOL = ErrorFamily.PROTOCOL;

    private final String id;
    private final RequestDocument request;
    private final ProgressListener progress;
    private long nextSeq;

    AnswerReader(String id, RequestDocument request, ProgressListener progress) {
        this.id = id;
        this.request = request;
        this.progress = progress;
    }

    /** What came, once it is all in the clip's folder. */
    Answered read(InferCall call, Path folder) {
        try (IncomingObjects objects = new IncomingObjects(folder, request.listObjects())) {
            while (true) {
                Optional<ModelInferResponse> response = call.next();
                if (response.isEmpty()) {
                    throw PROTOCOL.error("TRUNCATED", "the stream ended before the event 'done'");
                }
                Optional<Event.Done> done = handle(response.get(), objects);
                if (done.isPresent()) {
                    requireEnd(call);
                    return new Answered(done.get(), objects.accept(done.get().objects()));
                }
            }
        } catch (IOException e) {
            throw ErrorFamily.DISK.error("WRITE", "the clip's folder cannot be written: " + e.getMessage());
        }
    }

    /** After {@code done} only Triton's empty final response may follow. */
    private static void requireEnd(InferCall call) {
        for (Optional<ModelInferResponse> more = call.next(); more.isPresent(); more = call.next()) {
            if (more.get().getOutputsCount() > 0) {
                throw PROTOCOL.error("TRAILING", "the server went on after the event 'done'");
            }
        }
    }

    private Optional<Event.Done> handle(ModelInferResponse response, IncomingObjects objects) throws IOException {
        if (!response.getId().equals(id)) {
            throw PROTOCOL.error("ID", "answer to '" + response.getId() + "', asked was '" + id + "'");
        }
        Event event = readEvent(response);
        if (event.seq() != nextSeq) {
            throw PROTOCOL.error("SEQ", "event " + event.seq() + " came where " + nextSeq + " was due");
        }
        nextSeq++;
        List<ByteString> pieces = tensor(response, Tensors.DATA);
        if (pieces.size() != (event instanceof Event.Chunk ? 1 : 0)) {
            throw PROTOCOL.error("DATA", pieces.size() + " pieces came with the event " + event.seq());
        }
        switch (event) {
            case Event.Accepted _, Event.Heartbeat _ -> {}
            case Event.Progress e -> progress.onProgress(e.fraction());
            case Event.Chunk e -> objects.piece(e, bounded(pieces.getFirst()));
            case Event.ObjectDone e -> objects.finished(e.object());
            case Event.Done e -> {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private ByteString bounded(ByteString piece) {
        if (piece.size() > request.maxPieceBytes()) {
            throw PROTOCOL.error("PIECE", "a piece of " + piece.size() + " bytes, allowed " + request.maxPieceBytes());
        }
        return piece;
    }

    private static Event readEvent(ModelInferResponse response) {
        List<ByteString> events = tensor(response, Tensors.EVENT_JSON);
        if (events.size() != 1) {
            throw PROTOCOL.error("EVENT", "a response must carry one event, not " + events.size());
        }
        try {
            return EventDocument.read(events.getFirst().toByteArray());
        } catch (BadInputException e) {
            throw PROTOCOL.error("EVENT", String.valueOf(e.getMessage()));
        }
    }

    private static List<ByteString> tensor(ModelInferResponse response, String name) {
        if (response.getOutputsCount() != response.getRawOutputContentsCount()) {
            throw PROTOCOL.error("TENSOR", "outputs and raw output contents differ in number");
        }
        for (int i = 0; i < response.getOutputsCount(); i++) {
            ModelInferResponse.InferOutputTensor output = response.getOutputs(i);
            if (output.getName().equals(name)) {
                if (!output.getDatatype().equals(Tensors.DATATYPE) || output.getShapeCount() != 1) {
                    throw PROTOCOL.error("TENSOR", name + " must be BYTES of one dimension");
                }
                return BytesTensor.decode(name, response.getRawOutputContents(i), output.getShape(0), PROTOCOL);
            }
        }
        throw PROTOCOL.error("TENSOR", "a response lacks " + name);
    }

    /** A whole answer. */
    record Answered(Event.Done done, Map<ObjectId, ArtifactRef> files) {}
}
