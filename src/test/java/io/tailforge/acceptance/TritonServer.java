package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A real tritonserver that serves the CPU engines, as {@code triton-models/start.sh procedural} starts it. */
public final class TritonServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More of them is no accident, and the test is to fail. */
    private static final int MOST_RESTARTS = 8;

    private final ProcessBuilder starter;
    private final int port;
    private final Path copy;
    private volatile Process process;
    private volatile int restarts;
    private boolean closed;

    private TritonServer(ProcessBuilder starter, int port, Path copy) throws IOException {
        this.starter = starter;
        this.port = port;
        this.copy = copy;
        this.process = starter.start();
    }

    /**
     * Starts one that is started again at its ports where it ends unasked, as by the supervisor that whoever runs one has (systemd,
     * Kubernetes).
     */
    public static TritonServer supervised(Path folder, String engine, String... options)
            throws IOException, InterruptedException {
        TritonServer server = start(folder, engine, options);
        server.supervise();
        return server;
    }

    /** Starts one and waits until it is ready. @param engine the command line that serves the engines @param options of tritonserver */
    public static TritonServer start(Path folder, String engine, String... options)
            throws IOException, InterruptedException {
        String home = Repository.assumeVariable(
                "TAILFORGE_TEST_TRITON_HOME", "a Python environment made by triton-models/start.sh --install");
        int port = freePorts();
        Path log = Files.createDirectories(folder).resolve("triton.log");
        List<String> command = new ArrayList<>(List.of(
                Repository.ROOT.resolve("triton-models/start.sh").toString(),
                "procedural",
                "--backend-config=python,shm-region-prefix-name=" + regions(port)));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of("TRITON_HOME", home, "TRITON_PORT", Integer.toString(port), "TAILFORGE_ENGINE", engine));
        TritonServer server = new TritonServer(builder, port, Path.of(home).resolve("repository-" + port));
        Instant end = Instant.now().plus(PATIENCE);
        while (!server.isReady()) {
            if (!server.process.isAlive() || Instant.now().isAfter(end)) {
                server.close();
                throw new IllegalStateException("tritonserver did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return server;
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

    /** The first of three that are free. */
    private static int freePorts() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(30_000, 32_000);
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

    private boolean isReady() {
        try {
            URI ready = URI.create("http://127.0.0.1:" + port + "/v2/health/ready");
            return ((HttpURLConnection) ready.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public String endpoint() {
        return "grpc://127.0.0.1:" + (port + 1);
    }

    /** Names of its shared memory, which it leaves behind where it is killed. */
    private static String regions(int port) {
        return "tailforge-test-" + port + "-";
    }

    /** Kills it at once; its stubs are left to themselves. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Kills the process that runs a model's Python; the server lives on. */
    public void killStub(String model) {
        List<ProcessHandle> stubs = process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("/" + model + "/"))
                .filter(child -> child.info().command().orElse("").endsWith("stub"))
                .toList();
        assertThat(stubs).as("stubs of %s", model).hasSize(1);
        stubs.getFirst().destroyForcibly();
    }

    /** Stops it and whatever it started. */
    @Override
    public synchronized void close() {
        closed = true;
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            children.forEach(ProcessHandle::destroyForcibly);
            killLeft();
            sweep();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its shared memory and its copy of the models. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(Path.of("/dev/shm"), regions(port) + "*")) {
            for (Path region : left) {
                Files.deleteIfExists(region);
            }
        }
        FileSystemUtils.deleteRecursively(copy);
    }
}
