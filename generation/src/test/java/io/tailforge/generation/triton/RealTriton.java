package io.tailforge.generation.triton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real tritonserver on loopback, started by {@code triton-models/start.sh}; the test is aborted where CI installed none. Where
 * it ends unasked it is started again at its ports, as by the supervisor that whoever runs one has (systemd, Kubernetes): Triton
 * 2.51 sometimes dies with a model's process.
 */
public final class RealTriton implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More of them is no accident, and the test is to fail. */
    private static final int MOST_RESTARTS = 8;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ProcessBuilder starter;
    private final int port;
    private final Path log;
    private final Path copy;
    private final Map<String, Integer> heard = new HashMap<>();
    private volatile Process process;
    private volatile int restarts;
    private boolean closed;
    private int hearFrom;

    private RealTriton(ProcessBuilder starter, int port, Path log, Path copy) throws IOException {
        this.starter = starter;
        this.process = starter.start();
        this.port = port;
        this.log = log;
        this.copy = copy;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param folder for its log and, for the models of {@link PatternEngine}, for their command
     * @param repository as {@code start.sh} takes it
     */
    public static RealTriton start(Path folder, String repository, String... options) {
        String home = System.getenv("TAILFORGE_TEST_TRITON_HOME");
        Assumptions.assumeTrue(home != null, "needs TAILFORGE_TEST_TRITON_HOME: triton-models/start.sh installs one");
        try {
            int port = freePorts();
            List<String> command = new ArrayList<>(List.of(startScript().toString(), repository));
            command.addAll(List.of(options));
            Path log = Files.createTempFile(Files.createDirectories(folder), "triton", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "TRITON_HOME",
                            home,
                            "TRITON_PORT",
                            Integer.toString(port),
                            "TAILFORGE_ENGINE",
                            PatternEngine.command(folder) + " serve"));
            RealTriton server = new RealTriton(builder, port, log, Path.of(home).resolve("repository-" + port));
            server.awaitReady();
            server.supervise();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path startScript() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("triton-models/start.sh"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder.resolve("triton-models/start.sh");
    }

    /** The first of three that are free. */
    private static int freePorts() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port) && isFree(port + 1) && isFree(port + 2)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitReady() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new IllegalStateException("tritonserver did not start:\n" + log());
            }
        }
    }

    private void supervise() {
        process.onExit().thenRun(this::startAgain);
    }

    /** Not before the processes that the last one left are gone: they may hold its ports. */
    private synchronized void startAgain() {
        if (closed || restarts == MOST_RESTARTS) {
            return;
        }
        killLeft();
        restarts++;
        try {
            process = starter.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        supervise();
    }

    /** Stubs whose server is dead. */
    private void killLeft() {
        ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains(copy + "/"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** How often it ended unasked and was started again. */
    public int restarts() {
        return restarts;
    }

    /** Waits until it was started again more often than that, and is ready. */
    public void awaitRestart(int before) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (restarts <= before || !isReady()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("tritonserver did not come back:\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isReady() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            return get("/v2/health/ready", port).statusCode() == 200;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public String endpoint() {
        return "grpc://127.0.0.1:" + grpcPort();
    }

    /** Where its metrics stand. */
    public URI metrics() {
        return url("/metrics", port + 2);
    }

    int httpPort() {
        return port;
    }

    int grpcPort() {
        return port + 1;
    }

    private String log() throws IOException {
        return Files.readString(log);
    }

    /** Forgets what the log has said so far. */
    void hearFromNow() throws IOException {
        hearFrom = log().length();
        heard.clear();
    }

    /** Waits until the log says something that it has not said when this was last asked. */
    public void awaitLog(String text) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        int from = heard.getOrDefault(text, hearFrom);
        int at = log().indexOf(text, from);
        while (at < 0) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("never in the log: " + text + "\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(20);
            at = log().indexOf(text, from);
        }
        heard.put(text, at + text.length());
    }

    /** Requests that wait at a model, as the metrics say. */
    int waitingAt(String model) {
        String line = "nv_inference_pending_request_count{model=\"" + model + "\"";
        return get("/metrics", port + 2)
                .body()
                .lines()
                .filter(metric -> metric.startsWith(line))
                .mapToInt(metric -> (int) Double.parseDouble(metric.substring(metric.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Unloads a model and loads it again, which starts its stub anew. */
    public void reload(String model) {
        unload(model);
        load(model);
    }

    void unload(String model) {
        post("/v2/repository/models/" + model + "/unload");
    }

    void load(String model) {
        post("/v2/repository/models/" + model + "/load");
    }

    private void post(String path) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(url(path, port)).POST(HttpRequest.BodyPublishers.ofString("{}")));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    private HttpResponse<String> get(String path, int at) {
        return send(HttpRequest.newBuilder(url(path, at)).GET());
    }

    private static URI url(String path, int at) {
        return URI.create("http://127.0.0.1:" + at + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process that runs a model's Python. */
    public ProcessHandle stubOf(String model) {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("/" + model + "/1/model.py"))
                .filter(child -> child.info().command().orElse("").endsWith("triton_python_backend_stub"))
                .findFirst()
                .orElseThrow();
    }

    /** Sends all its processes a signal, as {@code kill} names it. */
    void signal(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes().forEach(each -> command.add(Long.toString(each.pid())));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    /** Kills it at once, and what it started. */
    void killAll() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /** Stops it and all that it started. */
    @Override
    public synchronized void close() {
        closed = true;
        List<ProcessHandle> all = processes();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
            killLeft();
            deleteCopy();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteCopy() throws IOException {
        if (Files.isDirectory(copy)) {
            try (var files = Files.walk(copy)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
