package io.tailforge.acceptance.fault;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.RequestDocuments;
import io.tailforge.generation.contract.Tensors;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import io.tailforge.scene.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the Triton behind the proxies makes of each request, kept as it passed: the yardstick for what is published. Played
 * back where the same is asked again, since the engine makes the same; so a batch of many faults need not be shot anew for
 * each.
 */
final class Truth {
    private final NavigableMap<Key, Recording> recordings = new ConcurrentSkipListMap<>();
    private final long serviceMillis;

    /** @param serviceMillis how long a playback takes: the service time of a clip */
    Truth(long serviceMillis) {
        this.serviceMillis = serviceMillis;
    }

    long serviceMillis() {
        return serviceMillis;
    }

    /**
     * Which piece of work an answer belongs to.
     *
     * @param seed of this attempt; first attempts at the same scene in other weather share it
     * @param asked sha-256 of what was asked
     */
    record Key(String clip, String seed, int attempt, String asked) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    static Key keyOf(ModelInferRequest request) {
        for (int i = 0; i < request.getInputsCount(); i++) {
            if (request.getInputs(i).getName().equals(Tensors.REQUEST_JSON)) {
                byte[] json = BytesTensor.decode(
                                Tensors.REQUEST_JSON, request.getRawInputContents(i), 1, ErrorFamily.CONTRACT)
                        .getFirst()
                        .toByteArray();
                RequestDocument document = RequestDocuments.read(
                        ContractModel.findByWireName(request.getModelName()).orElseThrow(), json);
                return new Key(
                        document.clip().toString(),
                        Long.toUnsignedString(document.seed()),
                        document.attempt(),
                        Sha256.hex(json));
            }
        }
        throw new IllegalStateException("no " + Tensors.REQUEST_JSON + " was asked");
    }

    Optional<Recording> find(Key key) {
        return Optional.ofNullable(recordings.get(key));
    }

    /** The first answer about a clip of another scene, in whatever weather. */
    Optional<Recording> another(Key key) {
        return next(key, other -> !other.seed().equals(key.seed()));
    }

    /** The first answer about a clip of the same scene in another weather. */
    Optional<Recording> inOtherWeather(Key key) {
        return next(
                key, other -> other.seed().equals(key.seed()) && !other.clip().equals(key.clip()));
    }

    /** The next first attempt of those, or the first one after the last. */
    private Optional<Recording> next(Key key, Predicate<Key> which) {
        return Stream.concat(recordings.tailMap(key).entrySet().stream(), recordings.entrySet().stream())
                .filter(entry -> entry.getKey().attempt() == 1 && which.test(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    /** The true sha-256 of an object; empty where the Triton never made it. */
    Optional<String> findSha256(String clip, String seed, ObjectId object) {
        return recordings.entrySet().stream()
                .filter(entry -> entry.getKey().clip().equals(clip)
                        && entry.getKey().seed().equals(seed))
                .flatMap(entry -> entry.getValue().done().objects().stream())
                .filter(summary -> summary.object().equals(object))
                .map(Event.ObjectSummary::sha256)
                .findFirst();
    }

    int size() {
        return recordings.size();
    }

    Recorder record(Key key, Meddler meddler, Answer answer) {
        return new Recorder(key, meddler, answer);
    }

    /** Listens to an answer that is being given and keeps it where it becomes whole. */
    final class Recorder {
        private final Key key;
        private final Meddler meddler;
        private final Answer answer;
        private final List<Said> all = new ArrayList<>();

        Recorder(Key key, Meddler meddler, Answer answer) {
            this.key = key;
            this.meddler = meddler;
            this.answer = answer;
        }

        void said(ModelStreamInferResponse response) {
            Said.read(response).ifPresent(said -> {
                all.add(said);
                if (said.event() instanceof Event.Done) {
                    recordings.put(key, new Recording(List.copyOf(all), serviceMillis));
                }
                meddler.said(said, answer);
            });
        }

        void ended(Status status) {
            meddler.ended(status, answer);
        }
    }

    /** A whole answer. */
    record Recording(List<Said> all, long millis) {
        void play(Meddler meddler, Answer answer) {
            for (Said said : all) {
                answer.waitMillis(millis / all.size());
                if (!answer.isOpen()) {
                    return;
                }
                meddler.said(said, answer);
            }
            meddler.ended(Status.OK, answer);
        }

        Event.Done done() {
            return (Event.Done) all.getLast().event();
        }

        /** An object put together. */
        ByteString object(ObjectId id) {
            ByteString bytes = ByteString.EMPTY;
            for (Said said : all) {
                if (said.event() instanceof Event.Chunk chunk && chunk.object().equals(id)) {
                    bytes = bytes.concat(said.data().orElseThrow());
                }
            }
            return bytes;
        }
    }
}
