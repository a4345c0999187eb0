package io.tailforge.generation.embedded;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.embedded.RequestReader.ReadRequest;
import io.tailforge.generation.kserve.ModelInferRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A model, the requests that wait for it and the threads that work on them. */
final class ModelQueue implements AutoCloseable {
    private final InferenceModel model;
    private final ModelCaps caps;
    private final EmbeddedTriton.Settings settings;
    private final Heartbeats heartbeats;
    private final ThreadPoolExecutor workers;
    private final QueueStatistics statistics = new QueueStatistics();
    private volatile boolean closing;

    ModelQueue(InferenceModel model, EmbeddedTriton.Settings settings, Heartbeats heartbeats) {
        this.model = model;
        this.caps = capsOf(model);
        this.settings = settings;
        this.heartbeats = heartbeats;
        this.workers = new ThreadPoolExecutor(
                settings.instances(),
                settings.instances(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queueSize()),
                Thread.ofPlatform()
                        .name("triton-" + model.name() + "-", 0)
                        .daemon()
                        .factory());
    }

    static ModelCaps capsOf(InferenceModel model) {
        ContractModel contract = ContractModel.findByWireName(model.name())
                .orElseThrow(() -> new IllegalArgumentException("the contract has no model " + model.name()));
        return new ModelCaps(contract, model.engine(), model.kinds(), model.limits(), model.controlKinds());
    }

    ModelCaps caps() {
        return caps;
    }

    int instances() {
        return settings.instances();
    }

    QueueStatistics statistics() {
        return statistics;
    }

    int inFlight() {
        return workers.getActiveCount() + workers.getQueue().size();
    }

    /** Validates a request and lets it wait. @throws RuntimeException where it is refused */
    void submit(ModelInferRequest wire, InferStream stream) {
        ReadRequest request = RequestReader.read(caps, wire);
        long submitted = System.nanoTime();
        try {
            workers.execute(() -> {
                statistics.waited(System.nanoTime() - submitted);
                work(wire, request, stream);
            });
        } catch (RejectedExecutionException e) {
            throw Status.UNAVAILABLE
                    .withDescription("Exceeds maximum queue size")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private void work(ModelInferRequest wire, ReadRequest request, InferStream stream) {
        long started = System.nanoTime();
        boolean succeeded = false;
        try {
            infer(wire, request, stream);
            succeeded = true;
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            stream.fail(wire, stream.isCancelled() ? new CancellationException("the client is gone") : e);
        } finally {
            statistics.finished(succeeded, System.nanoTime() - started);
        }
    }

    private void infer(ModelInferRequest wire, ReadRequest request, InferStream stream) throws Exception {
        if (isCancelled(stream)) {
            throw new CancellationException("cancelled while it waited");
        }
        Answer answer = new Answer(wire, request.document(), stream);
        answer.accepted();
        Path folder = Files.createTempDirectory(settings.workRoot(), "request-");
        ScheduledFuture<?> heart = heartbeats.start(() -> answer.beat(heartbeats.interval()));
        try {
            InferenceJob job = jobOf(wire.getId(), request, folder);
            model.infer(job, answer, () -> isCancelled(stream));
            answer.done(model.engine());
        } finally {
            heart.cancel(false);
            remove(folder);
        }
        stream.finish(wire);
    }

    private boolean isCancelled(InferStream stream) {
        return closing || stream.isCancelled();
    }

    private static InferenceJob jobOf(String id, ReadRequest request, Path folder) throws IOException {
        RequestDocument document = request.document();
        return new InferenceJob(
                id,
                request.sceneDocument(),
                request.layoutDocument(),
                document.want(),
                shareOf(request, Files.createDirectories(folder.resolve("given"))),
                document.seed(),
                document.promptOf(),
                writeControls(request, Files.createDirectories(folder.resolve("control"))),
                Files.createDirectories(folder.resolve("work")));
    }

    private static InferenceJob.Share shareOf(ReadRequest request, Path folder) throws IOException {
        RequestDocument document = request.document();
        List<String> cameras =
                document.views().stream().map(RequestDocument.View::camera).toList();
        Map<String, Path> given = new LinkedHashMap<>();
        for (int i = 0; i < request.given().size(); i++) {
            Path file = folder.resolve(i + ".mp4");
            writeFile(file, request.given().get(i));
            given.put(cameras.get(i), file);
        }
        List<InferenceJob.Sweeps> lidars = document.sweeps().stream()
                .map(lidar -> new InferenceJob.Sweeps(lidar.lidar(), lidar.first(), lidar.end()))
                .toList();
        return new InferenceJob.Share(cameras, lidars, document.frames(), given);
    }

    private static List<InferenceJob.Control> writeControls(ReadRequest request, Path folder) throws IOException {
        List<InferenceJob.Control> controls = new ArrayList<>();
        for (RequestDocument.View view : request.document().views()) {
            writeControls(view.camera(), view.controls(), request, folder, controls);
        }
        for (RequestDocument.Sweeps lidar : request.document().sweeps()) {
            writeControls(lidar.lidar(), lidar.controls(), request, folder, controls);
        }
        return controls;
    }

    private static void writeControls(
            String sensor, List<Integer> indices, ReadRequest request, Path folder, List<InferenceJob.Control> to)
            throws IOException {
        for (int index : indices) {
            Path file = folder.resolve(index + ".mp4");
            writeFile(file, request.controls().get(index));
            to.add(new InferenceJob.Control(sensor, request.controlKinds().get(index), file));
        }
    }

    private static void writeFile(Path file, ByteString bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            bytes.writeTo(out);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {
        closing = true;
        workers.shutdownNow();
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
