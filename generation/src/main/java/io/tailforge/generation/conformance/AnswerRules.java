package io.tailforge.generation.conformance;

import static io.tailforge.generation.conformance.Rule.require;

import com.google.protobuf.ByteString;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.triton.InferCall;
import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a valid request gets. */
final class AnswerRules {
    private static final int SMALL_PIECE = 4096;
    private static final int AT_ONCE = 3;
    private static final Duration FREED = Duration.ofSeconds(10);

    static final List<Rule> LIST = List.of(
            new Rule("answer.whole", "every wanted object comes once, whole, with the right hash", AnswerRules::whole),
            new Rule(
                    "answer.events",
                    "events begin with accepted, progress never falls, done is the last",
                    AnswerRules::events),
            new Rule("answer.end", "the stream's last response says that it is the last", AnswerRules::end),
            new Rule(
                    "answer.pieces",
                    "no piece is larger than the client takes, and the bytes stay the same",
                    AnswerRules::pieces),
            new Rule("answer.part", "one kind alone is made where only it is wanted", AnswerRules::part),
            new Rule(
                    "answer.same",
                    "the same request gives the same bytes, where the model promises it",
                    AnswerRules::same),
            new Rule("answer.seed", "another seed gives another clip", AnswerRules::seed),
            new Rule("answer.at-once", "requests at the same time do not mix", AnswerRules::atOnce),
            new Rule("cancel.frees", "a cancelled request makes room within 10 s", AnswerRules::cancel));

    private AnswerRules() {}

    private static void whole(Subject server) {
        try (TritonBackend client = TritonBackend.connect(server.endpoint(), server.settings())) {
            for (ModelCaps model : server.models()) {
                GenerationRequest asked = server.clip().request().part(model.kinds(), server.shareFor(model));
                client.generate(asked, server.freshFolder(), fraction -> {}, () -> false);
            }
        }
    }

    private static void events(Subject server) {
        for (ModelCaps model : server.models()) {
            Transcript answer = server.ask(model).answer().requireWhole();
            List<Event> events = answer.events();
            require(events.getFirst() instanceof Event.Accepted, "the first event is " + events.getFirst());
            require(answer.ids().equals(Set.of("conformance/1")), "the ids that came back are " + answer.ids());
            double reached = 0;
            for (Event event : events) {
                if (event instanceof Event.Progress progress) {
                    require(
                            progress.fraction() >= reached,
                            "progress falls from " + reached + " to " + progress.fraction());
                    reached = progress.fraction();
                }
            }
            Event.Done done = (Event.Done) events.getLast();
            require(
                    done.engine().equals(model.engine()),
                    "done by " + done.engine() + ", offered was " + model.engine());
        }
    }

    private static void end(Subject server) {
        for (ModelCaps model : server.models()) {
            Transcript answer = server.ask(model).answer().requireWhole();
            require(answer.isFinished(), model.model().wireName() + " sends no final response");
        }
    }

    private static void pieces(Subject server) {
        for (ModelCaps model : server.models()) {
            Transcript small = server.answer(smallPieces(server.ask(model).wire("small")), () -> false)
                    .requireWhole();
            require(small.largestPiece() <= SMALL_PIECE, "a piece of " + small.largestPiece() + " bytes");
            if (isBitwise(model)) {
                requireSame(small, server.ask(model).answer(), "small pieces make other bytes");
            }
        }
    }

    private static void requireSame(Transcript one, Transcript other, String otherwise) {
        Map<String, String> first = one.requireWhole().hashes();
        Map<String, String> second = other.requireWhole().hashes();
        List<String> differing = first.keySet().stream()
                .filter(object -> !Objects.equals(first.get(object), second.get(object)))
                .toList();
        require(first.equals(second), otherwise + ": " + differing);
    }

    private static ModelInferRequest smallPieces(ModelInferRequest wire) {
        return Edited.json(
                wire, json -> json.replaceFirst("\"max_piece_bytes\":\\d+", "\"max_piece_bytes\":" + SMALL_PIECE));
    }

    static boolean isBitwise(ModelCaps model) {
        return model.limits().determinism().equals("bitwise");
    }

    private static void part(Subject server) {
        boolean asked = false;
        for (ModelCaps model : server.models()) {
            if (model.kinds().size() > 1) {
                asked = true;
                ObjectKind one = model.kinds().stream().sorted().findFirst().orElseThrow();
                Map<String, String> alone =
                        server.ask(model).wanting(one).answer().requireWhole().hashes();
                Map<String, String> all =
                        server.ask(model).answer().requireWhole().hashes();
                String prefix = one.name().toLowerCase(java.util.Locale.ROOT) + " ";
                require(alone.keySet().stream().allMatch(name -> name.startsWith(prefix)), "came: " + alone.keySet());
                require(
                        !isBitwise(model) || all.entrySet().containsAll(alone.entrySet()),
                        one + " alone has other bytes");
            }
        }
        if (!asked) {
            throw new Rule.NotAsked("no model makes more than one kind");
        }
    }

    private static void same(Subject server) {
        List<ModelCaps> bitwise =
                server.models().stream().filter(AnswerRules::isBitwise).toList();
        if (bitwise.isEmpty()) {
            throw new Rule.NotAsked("no model promises equal bytes");
        }
        for (ModelCaps model : bitwise) {
            requireSame(server.ask(model).answer(), server.ask(model).answer(), "other bytes came the second time");
        }
    }

    private static void seed(Subject server) {
        for (ModelCaps model : server.models()) {
            long seed = server.clip().request().seed();
            Map<String, String> first =
                    server.ask(model).answer().requireWhole().hashes();
            Map<String, String> other =
                    server.ask(model).withSeed(seed + 1).answer().requireWhole().hashes();
            require(!first.equals(other), model.model().wireName() + " does not use the seed");
        }
    }

    private static void atOnce(Subject server) throws Exception {
        ModelCaps model = server.models().getFirst();
        List<Callable<Transcript>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            ModelInferRequest wire = server.ask(model).wire("at-once/" + i);
            requests.add(() -> server.answer(wire, () -> false));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Transcript>> answers = threads.invokeAll(requests);
            List<Transcript> whole = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Transcript answer = answers.get(i).get();
                if (answer.failure().filter(e -> e.token().equals("TF-BUSY")).isEmpty()) {
                    require(answer.requireWhole().ids().equals(Set.of("at-once/" + i)), "ids " + answer.ids());
                    whole.add(answer);
                }
            }
            for (int i = 1; i < whole.size() && isBitwise(model); i++) {
                requireSame(whole.getFirst(), whole.get(i), "equal requests at the same time gave different bytes");
            }
        }
    }

    private static void cancel(Subject server) {
        for (ModelCaps model : server.models()) {
            try (InferCall call = server.start(server.ask(model).wire("cancelled"))) {
                call.next();
            }
            long began = System.nanoTime();
            try (InferCall call = server.start(server.ask(model).wire("after"))) {
                ByteString event = call.next().orElseThrow().getRawOutputContents(0);
                require(BytesTensor.HEADER < event.size(), "the next request's first answer is empty");
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            require(waited.compareTo(FREED) < 0, "the next request waited " + waited.toMillis() + " ms");
        }
    }
}
