package io.tailforge.generation.embedded;

import com.google.protobuf.ByteString;
import io.tailforge.generation.InferenceModel.InferenceSink;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.Event.ObjectSummary;
import io.tailforge.generation.contract.EventDocument;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The answer to one request: turns a model's files into numbered events and pieces, never more than one piece in memory. */
final class Answer implements InferenceSink {
    private final ModelInferRequest wire;
    private final RequestDocument request;
    private final InferStream stream;
    private final Set<ObjectId> missing;
    private final List<ObjectSummary> objects = new ArrayList<>();
    private final Map<String, Double> timings = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private long nextSeq;
    private long lastSentNanos = System.nanoTime();

    Answer(ModelInferRequest wire, RequestDocument request, InferStream stream) {
        this.wire = wire;
        this.request = request;
        this.stream = stream;
        this.missing = new HashSet<>(request.listObjects());
    }

    void accepted() {
        send(Event.Accepted::new, ByteString.EMPTY, 0);
    }

    @Override
    public void progress(double fraction) {
        double bounded = Math.clamp(fraction, 0, 1);
        send(seq -> new Event.Progress(seq, bounded), ByteString.EMPTY, 0);
    }

    @Override
    public void timing(String phase, double seconds) {
        timings.merge(phase, seconds, Double::sum);
    }

    @Override
    public void warning(String text) {
        warnings.add(text);
    }

    @Override
    public void object(ObjectKind kind, String view, int index, String mediaType, Path file) {
        ObjectId id = new ObjectId(kind, view, index);
        if (!missing.remove(id)) {
            throw ErrorFamily.ENGINE.error(
                    "OBJECT", "the model made " + id + ", which is not wanted or was made before");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ObjectSummary summary = new ObjectSummary(id, channel.size(), sendPieces(id, mediaType, channel));
            objects.add(summary);
            send(seq -> new Event.ObjectDone(seq, summary), ByteString.EMPTY, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sendPieces(ObjectId id, String mediaType, FileChannel channel) throws IOException {
        MessageDigest digest = Sha256.digest();
        long total = channel.size();
        long offset = 0;
        do {
            ByteBuffer piece = readPiece(channel, Math.min(request.maxPieceBytes(), total - offset));
            digest.update(piece.array(), BytesTensor.HEADER, piece.capacity() - BytesTensor.HEADER);
            long at = offset;
            send(
                    seq -> new Event.Chunk(seq, id, mediaType, at, total),
                    com.google.protobuf.UnsafeByteOperations.unsafeWrap(piece.array()),
                    1);
            offset += piece.capacity() - BytesTensor.HEADER;
        } while (offset < total);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer readPiece(FileChannel channel, long length) throws IOException {
        ByteBuffer piece =
                ByteBuffer.allocate(BytesTensor.HEADER + (int) length).order(ByteOrder.LITTLE_ENDIAN);
        piece.putInt((int) length);
        while (piece.hasRemaining()) {
            if (channel.read(piece) < 0) {
                throw new IOException("the model's file shrank while it was sent");
            }
        }
        return piece;
    }

    void done(EngineIdentity engine) {
        if (!missing.isEmpty()) {
            throw ErrorFamily.ENGINE.error(
                    "OBJECT", "the model did not make " + missing.size() + " objects that are wanted");
        }
        send(seq -> new Event.Done(seq, objects, engine, request.seed(), timings, warnings), ByteString.EMPTY, 0);
    }

    /** Says that the request lives, where nothing was said for long and the client has room. */
    void beat(Duration longestSilence) {
        synchronized (stream) {
            boolean silent = System.nanoTime() - lastSentNanos > longestSilence.toNanos() * 3 / 4;
            if (silent && stream.offer(response(new Event.Heartbeat(nextSeq), ByteString.EMPTY, 0))) {
                sent();
            }
        }
    }

    /** Numbering and sending are one step, so that heartbeats from another thread keep the order. */
    private void send(LongFunction<Event> event, ByteString data, int pieces) {
        synchronized (stream) {
            stream.awaitRoom();
            stream.send(response(event.apply(nextSeq), data, pieces));
            sent();
        }
    }

    private void sent() {
        nextSeq++;
        lastSentNanos = System.nanoTime();
    }

    private ModelInferResponse response(Event event, ByteString data, int pieces) {
        return ModelInferResponse.newBuilder()
                .setModelName(wire.getModelName())
                .setModelVersion(KserveService.MODEL_VERSION)
                .setId(wire.getId())
                .putParameters("triton_final_response", InferStream.flag(false))
                .addOutputs(output(Tensors.EVENT_JSON, 1))
                .addRawOutputContents(BytesTensor.ofOne(EventDocument.write(event)))
                .addOutputs(output(Tensors.DATA, pieces))
                .addRawOutputContents(data)
                .build();
    }

    private static ModelInferResponse.InferOutputTensor output(String name, long elements) {
        return ModelInferResponse.InferOutputTensor.newBuilder()
                .setName(name)
                .setDatatype(Tensors.DATATYPE)
                .addShape(elements)
                .build();
    }
}
