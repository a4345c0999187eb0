package io.tailforge.generation;

import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.generation.triton.TritonSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract over loopback gRPC against the server in this process; video objects of two pieces. */
class EmbeddedTritonContractTest extends GenerationBackendContract {
    private EmbeddedTriton server;
    private TritonBackend backend;

    @BeforeEach
    void start() {
        server = EmbeddedTriton.start(
                List.of(PatternModel.video((5 << 20) + 5), PatternModel.lidar(3000)),
                EmbeddedTriton.Settings.of(2, temp.resolve("server")));
        backend = TritonBackend.connect(server.endpoint(), TritonSettings.defaults());
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @Override
    protected GenerationBackend backend() {
        return backend;
    }
}
