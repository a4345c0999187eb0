package io.tailforge.acceptance.fault;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.tailforge.generation.contract.Event;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What can go wrong between a generator and us, or in the generator. */
enum WireFault {
    /** The server dies in the middle of an object and is there again at once; whatever else it was doing is gone too. */
    KILLED(Seen.BY_TRANSPORT, (key, truth) -> new AfterPieces(2, Answer::crash)),
    /** Nothing more comes, no heartbeat either; the connection stays. */
    HANG(Seen.BY_TRANSPORT, (key, truth) -> new AfterPieces(2, answer -> {})),
    /** 1 KiB every 20 ms. Slow, and right. */
    SLOW_DRIP(Seen.AS_SLOW, (key, truth) -> new SlowDrip()),
    /** Ten times the service time. Slow, and right. */
    TEN_TIMES_SLOWER(Seen.AS_SLOW, (key, truth) -> (said, out) -> {
        if (said.event() instanceof Event.Accepted) {
            out.waitMillis(9 * truth.serviceMillis());
        }
        out.say(said);
    }),
    GARBAGE_PIECE(
            Seen.BY_TRANSPORT,
            (key, truth) -> pieces(piece -> {
                byte[] bytes = piece.toByteArray();
                bytes[bytes.length / 2] ^= 0x10;
                return ByteString.copyFrom(bytes);
            })),
    WRONG_SHA256(
            Seen.BY_TRANSPORT,
            (key, truth) -> summaries(s -> new Event.ObjectSummary(s.object(), s.bytes(), "0".repeat(64)))),
    WRONG_TOTAL(
            Seen.BY_TRANSPORT,
            (key, truth) -> (said, out) -> out.say(
                    said.event() instanceof Event.Chunk c
                            ? said.with(new Event.Chunk(c.seq(), c.object(), c.mediaType(), c.offset(), c.total() + 1))
                            : said)),
    MISSING_SEQ(Seen.BY_TRANSPORT, (key, truth) -> (said, out) -> {
        if (said.event().seq() != 2) {
            out.say(said);
        }
    }),
    REPEATED_SEQ(Seen.BY_TRANSPORT, (key, truth) -> (said, out) -> {
        out.say(said);
        if (said.event().seq() == 2) {
            out.say(said);
        }
    }),
    REORDERED_SEQ(Seen.BY_TRANSPORT, (key, truth) -> new Reordered()),
    /** The stream ends well before the answer does. */
    CUT_SHORT(Seen.BY_TRANSPORT, (key, truth) -> (said, out) -> {
        if (!(said.event() instanceof Event.Done)) {
            out.say(said);
        }
    }),
    /** The answer to another request. */
    WRONG_ID(Seen.BY_TRANSPORT, (key, truth) -> (said, out) -> {
        out.begin("another/1");
        out.say(said);
    }),
    WRONG_ENGINE(
            Seen.BY_TRANSPORT,
            (key, truth) -> done(d -> new Event.Done(
                    d.seq(),
                    d.objects(),
                    new EngineIdentity("somebody-else", "9", EngineIdentity.NO_WEIGHTS, "cpu"),
                    d.seedUsed(),
                    d.timings(),
                    d.warnings()))),
    WRONG_SEED(
            Seen.BY_TRANSPORT,
            (key, truth) -> done(d ->
                    new Event.Done(d.seq(), d.objects(), d.engine(), d.seedUsed() + 1, d.timings(), d.warnings()))),
    QUEUE_FULL(
            Seen.BY_TRANSPORT,
            (key, truth) -> failing(0, Status.UNAVAILABLE.withDescription("Exceeds maximum queue size"))),
    /** What a Triton says whose stub is dead, after a second; it goes on to call itself ready. */
    STUB_DEAD(
            Seen.BY_TRANSPORT,
            (key, truth) -> failing(
                    1000, Status.INTERNAL.withDescription("Stub process 'multiview_video_0_0' is not healthy."))),
    ENGINE_FAILS(
            Seen.BY_TRANSPORT,
            (key, truth) -> failing(20, Status.INTERNAL.withDescription("TF-ENGINE-OOM: CUDA out of memory"))),
    /** From here on every byte is as hashed, and the video is false. */
    FEW_FRAMES(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::fewFrames)),
    WRONG_SIZE(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::wrongSize)),
    WRONG_RATE(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::wrongRate)),
    WRONG_CODEC(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::wrongCodec)),
    CUT_FILE(Seen.BY_FILTER, (key, truth) -> Forger.rgb(mp4 -> Arrays.copyOf(mp4, mp4.length * 3 / 4))),
    NO_VIDEO(
            Seen.BY_FILTER,
            (key, truth) -> Forger.rgb(mp4 -> "a cat".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
    BLACK(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::black)),
    FROZEN(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::frozen)),
    MIRRORED(Seen.BY_FILTER, (key, truth) -> Forger.rgb(VideoForger::mirrored)),
    /** Another clip's pictures with this clip's truth layers. */
    OTHER_CLIPS_VIDEO(Seen.BY_FILTER, (key, truth) -> Forger.other(truth.another(key), ObjectKind.RGB::equals)),
    /** Another clip's pictures and truth layers, as a server gives that mixes two answers up. */
    OTHER_CLIPS_ANSWER(Seen.BY_FILTER, (key, truth) -> Forger.other(truth.another(key), kind -> true)),
    /** The same scene in another weather: its truth layers are right, its pictures are whole and show the right street. */
    OTHER_WEATHERS_ANSWER(Seen.BY_FILTER, (key, truth) -> Forger.other(truth.inOtherWeather(key), kind -> true));

    /** Who has to notice. */
    enum Seen {
        BY_TRANSPORT,
        BY_FILTER,
        AS_SLOW
    }

    private final Seen seen;
    private final BiFunction<Truth.Key, Truth, Meddler> meddler;

    WireFault(Seen seen, BiFunction<Truth.Key, Truth, Meddler> meddler) {
        this.seen = seen;
        this.meddler = meddler;
    }

    Seen seen() {
        return seen;
    }

    static List<WireFault> seen(Seen... by) {
        return Stream.of(values())
                .filter(fault -> List.of(by).contains(fault.seen))
                .toList();
    }

    Meddler meddle(Truth.Key key, Truth truth) {
        return meddler.apply(key, truth);
    }

    private static Meddler pieces(UnaryOperator<ByteString> change) {
        return (said, out) ->
                out.say(said.data().map(piece -> said.with(change.apply(piece))).orElse(said));
    }

    private static Meddler summaries(UnaryOperator<Event.ObjectSummary> change) {
        return (said, out) -> out.say(
                switch (said.event()) {
                    case Event.ObjectDone e -> said.with(new Event.ObjectDone(e.seq(), change.apply(e.object())));
                    case Event.Done e ->
                        said.with(new Event.Done(
                                e.seq(),
                                e.objects().stream().map(change).toList(),
                                e.engine(),
                                e.seedUsed(),
                                e.timings(),
                                e.warnings()));
                    default -> said;
                });
    }

    private static Meddler done(UnaryOperator<Event.Done> change) {
        return (said, out) -> out.say(said.event() instanceof Event.Done e ? said.with(change.apply(e)) : said);
    }

    private static Meddler failing(long afterMillis, Status status) {
        return new Meddler() {
            @Override
            public boolean answersByItself(Answer out) {
                Thread.ofVirtual().start(() -> {
                    out.waitMillis(afterMillis);
                    out.end(status);
                });
                return true;
            }

            @Override
            public void said(Said said, Answer out) {
                throw new IllegalStateException("nothing was asked");
            }
        };
    }

    /** Passes so many pieces, then does something, then is deaf and dumb. */
    private static final class AfterPieces implements Meddler {
        private final int pieces;
        private final java.util.function.Consumer<Answer> then;
        private int passed;

        AfterPieces(int pieces, java.util.function.Consumer<Answer> then) {
            this.pieces = pieces;
            this.then = then;
        }

        @Override
        public void said(Said said, Answer out) {
            if (passed < pieces) {
                out.say(said);
            }
            if (said.event() instanceof Event.Chunk && ++passed == pieces) {
                then.accept(out);
            }
        }

        @Override
        public void ended(Status status, Answer out) {}
    }

    private static final class SlowDrip implements Meddler {
        private static final int DROP = 1024;
        private static final int MILLIS = 20;
        private long seq;

        @Override
        public void said(Said said, Answer out) {
            if (!(said.event() instanceof Event.Chunk chunk)) {
                out.say(said.numbered(seq++));
                return;
            }
            ByteString piece = said.data().orElseThrow();
            for (int at = 0; at < piece.size() && out.isOpen(); at += DROP) {
                out.waitMillis(MILLIS);
                out.say(
                        new Event.Chunk(seq++, chunk.object(), chunk.mediaType(), chunk.offset() + at, chunk.total()),
                        piece.substring(at, Math.min(piece.size(), at + DROP)));
            }
        }
    }

    /** The second message comes after the third. */
    private static final class Reordered implements Meddler {
        private Optional<Said> held = Optional.empty();

        @Override
        public void said(Said said, Answer out) {
            if (said.event().seq() == 1) {
                held = Optional.of(said);
                return;
            }
            out.say(said);
            held.ifPresent(out::say);
            held = Optional.empty();
        }
    }
}
