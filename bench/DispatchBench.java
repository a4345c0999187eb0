import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.conformance.ConformanceClip;
import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.dispatch.Pending;
import io.tailforge.generation.dispatch.PoolSettings;
import io.tailforge.generation.dispatch.Priority;
import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.service.pipeline.ProbeClip;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What {@code bench/dispatch.sh} runs: {@code serve FOLDER WORKERS} starts eight servers whose model holds the server's
 * one device while it sleeps, and prints their endpoints, {@code jobs COUNT ENDPOINT ...} sends so many clips through a pool over gRPC, {@code queued COUNT ...} lets so
 * many wait before endpoints without a network.
 */
void main(String[] args) throws Exception {
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    switch (args[0]) {
        case "serve" -> serve(Path.of(rest.getFirst()), Integer.parseInt(rest.getLast()));
        case "jobs" -> jobs(Integer.parseInt(rest.getFirst()), rest.subList(1, rest.size()));
        case "queued" -> {
            queued(2_000, false);
            for (String count : rest) {
                queued(Integer.parseInt(count), true);
            }
        }
        default -> throw new IllegalArgumentException(args[0]);
    }
}

static final int[] MILLIS = {50, 80, 120, 180, 250, 320, 400, 500};

/** Holds the device asleep and sends a kilobyte for each camera. */
record Sleeper(int millis, ReentrantLock device) implements InferenceModel {
    @Override
    public String name() {
        return "multiview_video";
    }

    @Override
    public EngineIdentity engine() {
        return new EngineIdentity("sleeper", "1", EngineIdentity.NO_WEIGHTS, "cpu");
    }

    @Override
    public Set<ObjectKind> kinds() {
        return Set.of(ObjectKind.RGB);
    }

    @Override
    public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception {
        Scene scene = SceneDocument.read("scene", job.sceneDocument());
        List<Path> files = new ArrayList<>();
        for (Camera camera : scene.rig().cameras()) {
            files.add(Files.write(job.workFolder().resolve(camera.name()), new byte[1024]));
        }
        device.lock();
        try {
            Thread.sleep(millis);
        } finally {
            device.unlock();
        }
        for (int i = 0; i < files.size(); i++) {
            sink.object(ObjectKind.RGB, scene.rig().cameras().get(i).name(), 0, "video/mp4", files.get(i));
        }
    }
}

static void serve(Path folder, int workers) throws Exception {
    StringBuilder endpoints = new StringBuilder();
    for (int millis : MILLIS) {
        EmbeddedTriton server = EmbeddedTriton.start(
                List.of(new Sleeper(millis, new ReentrantLock())),
                EmbeddedTriton.Settings.of(workers, folder.resolve("server" + workers + "-" + millis)));
        endpoints.append(server.endpoint()).append(' ');
    }
    System.out.println(endpoints.toString().strip());
    System.in.read();
    System.exit(0);
}

static ConformanceClip probe(Path folder) throws Exception {
    return ProbeClip.make(folder);
}

static GenerationRequest rgbOnly(GenerationRequest r, long seed) {
    return new GenerationRequest(
            r.clip(),
            r.attempt(),
            r.sceneDocument(),
            r.layoutDocument(),
            r.prompt(),
            List.of(),
            Set.of(ObjectKind.RGB),
            seed,
            r.guidance(),
            r.steps());
}

static Order order(GenerationRequest request, Path folder, String requester) {
    return new Order(
            request,
            folder,
            requester,
            Priority.NORMAL,
            Optional.empty(),
            Optional.empty(),
            fraction -> {},
            () -> false);
}

/** A folder of its own for each clip in flight, with the documents hard-linked. */
static Path folder(Path root, Path clip, GenerationRequest request, int i) throws Exception {
    Path folder = Files.createDirectories(root.resolve("clip" + i));
    for (ArtifactRef document : List.of(request.sceneDocument(), request.layoutDocument())) {
        Files.createLink(folder.resolve(document.key()), clip.resolve(document.key()));
    }
    return folder;
}

static void jobs(int count, List<String> endpoints) throws Exception {
    Path root = Files.createTempDirectory("dispatch-bench");
    ConformanceClip clip = probe(root.resolve("probe"));
    List<EndpointSettings> settings =
            endpoints.stream().map(each -> EndpointSettings.of(each, 1)).toList();
    try (BackendPool pool = BackendPool.open(PoolSettings.defaults(), settings)) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count + 40; i++) {
            GenerationRequest request = rgbOnly(clip.request(), i);
            orders.add(order(request, folder(root, clip.folder(), request, i), "r" + i % 4));
        }
        run(pool, orders.subList(count, count + 40));
        double before = cpuSeconds();
        long began = System.nanoTime();
        List<Delivery> made = run(pool, orders.subList(0, count));
        double took = (System.nanoTime() - began) * 1e-9;
        double cpu = cpuSeconds() - before;
        double perSecond = Arrays.stream(MILLIS).mapToDouble(millis -> 1000.0 / millis).sum();
        say(
                "%d clips in %.2f s; the servers could do them in %.2f s: %.1f %% of their capacity",
                count,
                took,
                count / perSecond,
                100 * count / perSecond / took);
        say("client's CPU %.2f ms a clip: documents read and hashed, gRPC, files written", 1000 * cpu / count);
        shares(endpoints, made);
    }
    latency(rgbOnly(clip.request(), 1), folder(root, clip.folder(), clip.request(), -1), endpoints.getFirst());
}

static void shares(List<String> endpoints, List<Delivery> made) {
    for (int i = 0; i < endpoints.size(); i++) {
        String endpoint = endpoints.get(i);
        long clips = made.stream().filter(each -> each.endpoints().contains(endpoint)).count();
        say("  %3d ms: %d clips, %.2f s of work", MILLIS[i], clips, clips * MILLIS[i] * 1e-3);
    }
}

/** What a clip takes beyond the model's own time where nothing else is under way, from the order to the clip on the disk. */
static void latency(GenerationRequest request, Path folder, String endpoint) {
    try (BackendPool pool = BackendPool.open(PoolSettings.defaults(), List.of(EndpointSettings.of(endpoint, 1)))) {
        double[] added = new double[200];
        for (int i = 0; i < added.length; i++) {
            long began = System.nanoTime();
            pool.generate(order(request, folder, "one"));
            added[i] = (System.nanoTime() - began) * 1e-6 - MILLIS[0];
        }
        Arrays.sort(added);
        say("one clip at a time takes beyond the model's time: p50 %.1f ms, p99 %.1f ms", added[100], added[198]);
    }
}

static List<Delivery> run(BackendPool pool, List<Order> orders) {
    List<Pending> pending = orders.stream().map(pool::submit).toList();
    return pending.stream().map(each -> each.result().join()).toList();
}

static void queued(int count, boolean print) throws Exception {
    Path root = Files.createTempDirectory("dispatch-bench");
    ConformanceClip clip = probe(root.resolve("probe"));
    GenerationRequest request = rgbOnly(clip.request(), 1);
    Gate gate = new Gate();
    List<EndpointSettings> settings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
        settings.add(EndpointSettings.of("grpc://127.0.0.1:" + (18100 + i), 1));
    }
    try (BackendPool pool = BackendPool.open(PoolSettings.defaults(), settings, each -> gate.backend(each.endpoint()))) {
        run(pool, List.of(order(request, clip.folder(), "warm")));
        gate.close();
        List<Pending> pending = new ArrayList<>(count);
        long heap = heapAfterGc();
        double cpu = cpuSeconds();
        for (int i = 0; i < count; i++) {
            pending.add(pool.submit(order(request, clip.folder(), "r" + i % 10)));
        }
        double entering = cpuSeconds() - cpu;
        long full = heapAfterGc();
        cpu = cpuSeconds();
        gate.open();
        pending.forEach(each -> each.result().join());
        double serving = cpuSeconds() - cpu;
        if (print) {
            say(
                    "%6d queued: %.1f us CPU a clip to enter, %.1f us to serve; %d bytes a waiting clip, heap %.1f MB after GC",
                    count,
                    1e6 * entering / count,
                    1e6 * serving / count,
                    (full - heap) / count,
                    full / 1e6);
        }
    }
}

/** Endpoints that answer at once, as soon as they are let. */
static final class Gate {
    private final java.util.concurrent.Semaphore doors = new java.util.concurrent.Semaphore(Integer.MAX_VALUE / 2);


    void close() {
        doors.drainPermits();
    }

    void open() {
        doors.release(Integer.MAX_VALUE / 2);
    }

    io.tailforge.generation.GenerationBackend backend(String endpoint) {
        EngineIdentity engine = new EngineIdentity("nothing", "1", EngineIdentity.NO_WEIGHTS, "cpu");
        var caps = new io.tailforge.generation.Capabilities(
                endpoint,
                List.of(new io.tailforge.generation.ModelCaps(
                        io.tailforge.generation.ContractModel.MULTIVIEW_VIDEO,
                        engine,
                        Set.of(ObjectKind.RGB),
                        io.tailforge.generation.ModelLimits.ANY_SCENE,
                        Set.of())));
        return new io.tailforge.generation.GenerationBackend() {
            @Override
            public io.tailforge.generation.Capabilities capabilities() {
                return caps;
            }

            @Override
            public GenerationResult generate(
                    GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
                doors.acquireUninterruptibly();
                return new GenerationResult(List.of(), List.of(), engine, request.seed(), Map.of(), List.of());
            }

            @Override
            public void close() {}
        };
    }
}

static double cpuSeconds() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() * 1e-9;
}

static long heapAfterGc() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
}

static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
}
