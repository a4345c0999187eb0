package io.tailforge.generation.conformance;

import com.google.protobuf.ByteString;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.EventDocument;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.InferParameter;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.triton.InferCall;
import io.tailforge.scene.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All that a server answered to one request; of the objects only their hashes. */
final class Transcript {
    private static final InferParameter NOT_FINAL = InferParameter.getDefaultInstance();

    private final List<Event> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, MessageDigest> digests = new TreeMap<>();
    private int largestPiece;
    private boolean finished;
    private Optional<GenerationException> failure = Optional.empty();

    void listen(InferCall call) {
        try {
            for (Optional<ModelInferResponse> next = call.next(); next.isPresent(); next = call.next()) {
                hear(next.get());
            }
        } catch (GenerationException e) {
            failure = Optional.of(e);
        }
    }

    private void hear(ModelInferResponse response) {
        ids.add(response.getId());
        finished = response.getParametersOrDefault("triton_final_response", NOT_FINAL)
                .getBoolParam();
        if (response.getOutputsCount() == 0) {
            return;
        }
        Event event = EventDocument.read(one(response, Tensors.EVENT_JSON).toByteArray());
        events.add(event);
        if (event instanceof Event.Chunk chunk) {
            ByteString piece = one(response, Tensors.DATA);
            largestPiece = Math.max(largestPiece, piece.size());
            digests.computeIfAbsent(nameOf(chunk.object()), name -> Sha256.digest())
                    .update(piece.asReadOnlyByteBuffer());
        }
    }

    private static ByteString one(ModelInferResponse response, String tensor) {
        for (int i = 0; i < response.getOutputsCount(); i++) {
            if (response.getOutputs(i).getName().equals(tensor)) {
                return BytesTensor.decode(tensor, response.getRawOutputContents(i), 1, ErrorFamily.PROTOCOL)
                        .getFirst();
            }
        }
        throw new Rule.Broken("a response lacks " + tensor);
    }

    private static String nameOf(ObjectId object) {
        return object.toString();
    }

    List<Event> events() {
        return events;
    }

    /** Ids that the responses carried. */
    Set<String> ids() {
        return ids;
    }

    int largestPiece() {
        return largestPiece;
    }

    /** Whether the last response said that it is the last. */
    boolean isFinished() {
        return finished;
    }

    Optional<GenerationException> failure() {
        return failure;
    }

    /** SHA-256 by object, of what really came. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, MessageDigest> object : digests.entrySet()) {
            try {
                MessageDigest copy = (MessageDigest) object.getValue().clone();
                hashes.put(object.getKey(), HexFormat.of().formatHex(copy.digest()));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
        return hashes;
    }

    /** Itself, where it came to its end. @throws Rule.Broken with the server's error */
    Transcript requireWhole() {
        failure.ifPresent(e -> {
            throw new Rule.Broken("refused a valid request: " + e.getMessage());
        });
        Rule.require(!events.isEmpty() && events.getLast() instanceof Event.Done, "the answer ends without 'done'");
        Map<String, String> came = hashes();
        for (Event.ObjectSummary object : ((Event.Done) events.getLast()).objects()) {
            Rule.require(
                    object.sha256().equals(came.get(nameOf(object.object()))),
                    nameOf(object.object()) + " did not come as it was announced");
        }
        return this;
    }
}
