package io.tailforge.service.capability;

import io.tailforge.generation.Capabilities;
import io.tailforge.service.dispatch.Dispatcher;
import io.tailforge.service.pipeline.Installed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CapabilitiesController {
    private final Dispatcher dispatcher;

    CapabilitiesController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** What is installed, and what the connected backend offers. */
    record Answer(Map<String, String> facts, Map<String, List<Installed.Plugin>> plugins, Capabilities backend) {}

    @GetMapping("/v1/capabilities")
    Answer capabilities() {
        return new Answer(
                Installed.facts(), Installed.plugins(), dispatcher.pool().offer(Optional.empty()));
    }
}
