package io.tailforge.generation.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.triton.InferCall;
import io.tailforge.generation.triton.RealTriton;
import io.tailforge.generation.triton.TritonChannel;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPageTest {
    private static final String MODEL = "multiview_video";

    @Test
    void ourModelsAreSummedAndOthersLeftOut() {
        String page = """
                # TYPE nv_inference_pending_request_count gauge
                nv_inference_pending_request_count{model="lidar_sweep",version="1"} 2
                nv_inference_pending_request_count{model="resnet",version="1"} 40
                nv_inference_pending_request_count{model="multiview_video",version="1"} 3
                nv_inference_queue_duration_us{model="multiview_video",version="1"} 99
                """;
        assertThat(MetricsPage.parse(page)).hasValue(5);
        assertThat(MetricsPage.parse("nothing of it")).isEmpty();
    }

    @Test
    void aPageThatIsNotThereSaysNothing() {
        assertThat(MetricsPage.pending(URI.create("http://127.0.0.1:1/metrics")))
                .isEmpty();
    }

    /** One instance that holds the first request: the other two wait. */
    @Test
    void theQueueOfARealTritonIsRead(@TempDir Path folder) throws InterruptedException {
        String repository =
                Path.of("src/test/resources/triton-queue").toAbsolutePath().toString();
        try (RealTriton server = RealTriton.start(folder, repository)) {
            ManagedChannel channel =
                    TritonChannel.open(TritonEndpoint.parse(server.endpoint()), TritonSettings.defaults());
            try (InferCall running = ask(channel)) {
                assertThat(running.next()).isPresent();
                assertThat(MetricsPage.pending(server.metrics())).hasValue(0);
                try (InferCall second = ask(channel);
                        InferCall third = ask(channel)) {
                    assertThat(awaitPending(server.metrics(), 2)).isTrue();
                }
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static boolean awaitPending(URI page, int waiting) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (MetricsPage.pending(page).orElse(-1) != waiting) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }

    private static InferCall ask(ManagedChannel channel) {
        ByteString hello = BytesTensor.ofOne("hello".getBytes(StandardCharsets.UTF_8));
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(MODEL);
        request.addInputsBuilder().setName("IN").setDatatype("BYTES").addShape(1);
        return InferCall.start(
                channel,
                TritonSettings.defaults(),
                request.addRawInputContents(hello).build(),
                () -> false);
    }
}
