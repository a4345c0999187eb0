package io.tailforge.service.embedded;

import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.service.config.TailforgeProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The in-process Triton on loopback that serves the CPU engines; started when somebody first asks for its endpoint. */
@Component
public class EmbeddedServer implements DisposableBean {
    private final TailforgeProperties properties;
    private final Worlds worlds;
    private @Nullable EmbeddedTriton server;

    public EmbeddedServer(TailforgeProperties properties, Worlds worlds) {
        this.properties = properties;
        this.worlds = worlds;
    }

    /** {@code grpc://127.0.0.1:port}. */
    public synchronized String endpoint() {
        if (server == null) {
            Path work = properties.home().resolve("engine").toAbsolutePath();
            server = EmbeddedTriton.start(
                    ProceduralModels.of(
                            worlds,
                            properties.pipeline().preset(),
                            properties.pipeline().engineThreads()),
                    EmbeddedTriton.Settings.of(properties.pipeline().engineClips(), work));
        }
        return server.endpoint();
    }

    @Override
    public synchronized void destroy() {
        if (server != null) {
            server.close();
        }
    }
}
