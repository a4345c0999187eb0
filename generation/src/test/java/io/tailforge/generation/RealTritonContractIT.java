package io.tailforge.generation;

import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.generation.triton.TritonSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** The contract against a tritonserver that somebody else started: {@code TAILFORGE_TRITON=grpc://HOST:PORT}; run by name. */
class RealTritonContractIT extends GenerationBackendContract {
    private @Nullable TritonBackend backend;

    @BeforeEach
    void connect() {
        String endpoint = System.getenv("TAILFORGE_TRITON");
        Assumptions.assumeTrue(endpoint != null, "no tritonserver: TAILFORGE_TRITON is not set");
        backend = TritonBackend.connect(endpoint, TritonSettings.defaults());
    }

    @AfterEach
    void disconnect() {
        if (backend != null) {
            backend.close();
        }
    }

    @Override
    protected GenerationBackend backend() {
        return java.util.Objects.requireNonNull(backend);
    }
}
