import com.google.protobuf.ByteString;
import com.sun.management.OperatingSystemMXBean;
import io.grpc.ManagedChannel;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelInferResponse;
import io.tailforge.generation.triton.InferCall;
import io.tailforge.generation.triton.TritonChannel;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * Our client beside tritonclient on one identity model of one real tritonserver, in alternating rounds: {@code HOST:PORT PAIRS
 * PEER...}, where PEER is the command that runs {@code bench/peer/loopback.py}.
 */
final class LoopbackBench {
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long WARM_NANOS = 10_000_000_000L;
    private static final List<Task> TASKS = List.of(
            new Task("unary", 64, 1000, 1),
            new Task("unary", 1 << 20, 60, 1),
            new Task("unary", 4 << 20, 24, 12),
            new Task("stream", 64, 1000, 1),
            new Task("stream", 1 << 20, 60, 1),
            new Task("stream", 4 << 20, 24, 12));

    private final ManagedChannel channel;
    private final ExecutorService threads = Executors.newFixedThreadPool(12);

    private LoopbackBench(ManagedChannel channel) {
        this.channel = channel;
    }

    /** @param atOnce requests under way at a time */
    private record Task(String mode, int bytes, int requests, int atOnce) {
        String name() {
            String size = bytes < 1 << 20 ? bytes + " B" : (bytes >> 20) + " MiB";
            return "%-6s %s".formatted(mode, atOnce == 1 ? size : atOnce + " x " + size);
        }
    }

    /** One round. */
    private record Round(double seconds, double cpu, double[] micros) {
        double quantile(double q) {
            double[] sorted = micros.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
        }

        double p50() {
            return quantile(0.5);
        }

        double p99() {
            return quantile(0.99);
        }

        double perSecond() {
            return micros.length / seconds;
        }

        double cpuMicros() {
            return cpu * 1e6 / micros.length;
        }
    }

    @FunctionalInterface
    private interface Client {
        Round run(Task task) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int pairs = Integer.parseInt(arguments[1]);
        ManagedChannel channel =
                TritonChannel.open(TritonEndpoint.parse("grpc://" + arguments[0]), TritonSettings.defaults());
        Process process = new ProcessBuilder(Arrays.asList(arguments).subList(2, arguments.length))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        LoopbackBench bench = new LoopbackBench(channel);
        try (PrintStream ask = new PrintStream(process.getOutputStream(), true);
                BufferedReader answers = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            Client peer = task -> peerRound(task, ask, answers);
            System.out.printf("%-18s %-13s %10s %10s %12s %14s%n", "", "", "p50 ms", "p99 ms", "requests/s", "CPU us/request");
            for (Task task : TASKS) {
                report(task, pairs, bench::ourRound, peer);
            }
        } finally {
            bench.threads.shutdownNow();
            channel.shutdownNow();
            process.destroy();
        }
    }

    private static void report(Task task, int pairs, Client ours, Client peer) throws Exception {
        warm(ours, task);
        warm(peer, task);
        List<Round> our = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            if (i % 2 == 0) {
                our.add(ours.run(task));
                theirs.add(peer.run(task));
            } else {
                theirs.add(peer.run(task));
                our.add(ours.run(task));
            }
        }
        print(task.name(), "ours", our);
        print("", "tritonclient", theirs);
        System.out.printf(
                Locale.ROOT,
                "%-18s %-13s %10.2f %10.2f %12.2f %14.2f   median of %d pairs%n",
                "",
                "ours / theirs",
                ratio(our, theirs, Round::p50),
                ratio(our, theirs, Round::p99),
                ratio(our, theirs, Round::perSecond),
                ratio(our, theirs, Round::cpuMicros),
                pairs);
    }

    /** Services run for long: what is compiled on the way is compiled before. */
    private static void warm(Client client, Task task) throws Exception {
        long end = System.nanoTime() + WARM_NANOS;
        while (System.nanoTime() < end) {
            client.run(task);
        }
    }

    private static void print(String task, String who, List<Round> rounds) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %-13s %10.3f %10.3f %12.1f %14.0f%n",
                task,
                who,
                median(rounds, Round::p50) / 1000,
                median(rounds, Round::p99) / 1000,
                median(rounds, Round::perSecond),
                median(rounds, Round::cpuMicros));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return middle(rounds.stream().mapToDouble(of).toArray());
    }

    private static double ratio(List<Round> our, List<Round> theirs, ToDoubleFunction<Round> of) {
        double[] ratios = new double[our.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of.applyAsDouble(our.get(i)) / of.applyAsDouble(theirs.get(i));
        }
        return middle(ratios);
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Round peerRound(Task task, PrintStream ask, BufferedReader answers) throws IOException {
        ask.println(task.mode + " " + task.bytes + " " + task.requests + " " + task.atOnce);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the peer ended");
        }
        double[] figures =
                Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Round(figures[0], figures[1], Arrays.copyOfRange(figures, 2, figures.length));
    }

    private Round ourRound(Task task) throws Exception {
        byte[] payload = new byte[task.bytes];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i % 251);
        }
        ByteBuffer expected = ByteBuffer.wrap(payload);
        long cpu = OS.getProcessCpuTime();
        long began = System.nanoTime();
        double[] micros = task.atOnce == 1 ? oneByOne(task, payload, expected) : atOnce(task, payload, expected);
        return new Round((System.nanoTime() - began) * 1e-9, (OS.getProcessCpuTime() - cpu) * 1e-9, micros);
    }

    private double[] oneByOne(Task task, byte[] payload, ByteBuffer expected) {
        double[] micros = new double[task.requests];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = ask(task, i, payload, expected);
        }
        return micros;
    }

    private double[] atOnce(Task task, byte[] payload, ByteBuffer expected) throws Exception {
        List<Callable<Double>> work = new ArrayList<>();
        for (int i = 0; i < task.requests; i++) {
            int id = i;
            work.add(() -> ask(task, id, payload, expected));
        }
        List<Future<Double>> done = threads.invokeAll(work);
        double[] micros = new double[task.requests];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = done.get(i).get();
        }
        return micros;
    }

    private double ask(Task task, int id, byte[] payload, ByteBuffer expected) {
        long began = System.nanoTime();
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder()
                .setModelName(task.mode.equals("unary") ? "identity" : "identity_stream")
                .setId(Integer.toString(id))
                .addRawInputContents(BytesTensor.ofOne(payload));
        request.addInputsBuilder().setName("IN").setDatatype("BYTES").addShape(1);
        if (task.mode.equals("unary")) {
            requireEcho(GRPCInferenceServiceGrpc.newBlockingStub(channel).modelInfer(request.build()), expected);
        } else {
            streamed(request.build(), expected);
        }
        return (System.nanoTime() - began) * 1e-3;
    }

    private static void requireEcho(ModelInferResponse answer, ByteBuffer expected) {
        ByteString came = BytesTensor.decode("OUT", answer.getRawOutputContents(0), 1, ErrorFamily.PROTOCOL)
                .getFirst();
        int at = 0;
        for (ByteBuffer part : came.asReadOnlyByteBufferList()) {
            if (!part.equals(expected.slice(at, part.remaining()))) {
                throw new IllegalStateException("another payload came back");
            }
            at += part.remaining();
        }
    }

    /** One stream a request, read to its end, as {@code TritonBackend} does. */
    private void streamed(ModelInferRequest request, ByteBuffer expected) {
        try (InferCall call = InferCall.start(channel, TritonSettings.defaults(), request, () -> false)) {
            requireEcho(call.next().orElseThrow(), expected);
            while (call.next().isPresent()) {}
        }
    }
}
