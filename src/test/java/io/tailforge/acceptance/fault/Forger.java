package io.tailforge.acceptance.fault;

import com.google.protobuf.ByteString;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Puts other objects in the place of those that were made, numbered, sized and hashed as the contract wants it. */
final class Forger implements Meddler {
    private final Predicate<ObjectKind> which;
    private final BiFunction<ObjectId, byte[], byte[]> forge;
    private final Map<ObjectId, ByteString> collected = new LinkedHashMap<>();
    private final Map<ObjectId, Event.ObjectSummary> summaries = new LinkedHashMap<>();
    private long seq;

    private Forger(Predicate<ObjectKind> which, BiFunction<ObjectId, byte[], byte[]> forge) {
        this.which = which;
        this.forge = forge;
    }

    static Forger rgb(UnaryOperator<byte[]> forge) {
        return new Forger(ObjectKind.RGB::equals, (id, bytes) -> forge.apply(bytes));
    }

    /** @param other the answer to take objects from; a clip that is the only one keeps its own */
    static Forger other(Optional<Truth.Recording> other, Predicate<ObjectKind> which) {
        return new Forger(which, (id, bytes) -> other.map(
                        recording -> recording.object(id).toByteArray())
                .filter(object -> object.length > 0)
                .orElse(bytes));
    }

    @Override
    public void said(Said said, Answer out) {
        switch (said.event()) {
            case Event.Chunk e
            when which.test(e.object().kind()) ->
                collected.merge(e.object(), said.data().orElseThrow(), ByteString::concat);
            case Event.ObjectDone e
            when collected.containsKey(e.object().object()) ->
                deliver(e.object().object(), mediaType(e.object().object()), out);
            case Event.ObjectDone e -> {
                summaries.put(e.object().object(), e.object());
                out.say(said.numbered(seq++));
            }
            case Event.Done e ->
                out.say(new Said(
                        new Event.Done(
                                seq++,
                                e.objects().stream()
                                        .map(object -> summaries.getOrDefault(object.object(), object))
                                        .toList(),
                                e.engine(),
                                e.seedUsed(),
                                e.timings(),
                                e.warnings()),
                        Optional.empty()));
            default -> out.say(said.numbered(seq++));
        }
    }

    private static String mediaType(ObjectId id) {
        return id.key().endsWith(".mp4") ? "video/mp4" : "video/x-matroska";
    }

    private void deliver(ObjectId id, String mediaType, Answer out) {
        byte[] forged = forge.apply(id, collected.remove(id).toByteArray());
        Event.ObjectSummary summary = new Event.ObjectSummary(id, forged.length, Sha256.hex(forged));
        summaries.put(id, summary);
        out.say(new Event.Chunk(seq++, id, mediaType, 0, forged.length), ByteString.copyFrom(forged));
        out.say(new Said(new Event.ObjectDone(seq++, summary), Optional.empty()));
    }
}
