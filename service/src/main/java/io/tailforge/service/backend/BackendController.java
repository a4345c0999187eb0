package io.tailforge.service.backend;

import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.PoolStatus;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.cost.CostHistory;
import io.tailforge.service.dispatch.Dispatcher;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/backends")
class BackendController {
    private final Dispatcher dispatcher;
    private final CostHistory history;
    private final boolean changeable;

    BackendController(Dispatcher dispatcher, CostHistory history, TailforgeProperties properties) {
        this.dispatcher = dispatcher;
        this.history = history;
        this.changeable = properties.backends().allowChanges()
                && !properties.security().token().isEmpty();
    }

    /**
     * How the endpoints fare now.
     *
     * @param line the clips that wait for one of them
     * @param changeable whether endpoints may be added, drained and removed by REST
     * @param history what clips have cost here, engine by engine
     */
    record Shown(List<ShownBackend> backends, PoolStatus line, boolean changeable, List<CostHistory.Line> history) {}

    @GetMapping
    Shown list() {
        BackendPool pool = dispatcher.pool();
        return new Shown(
                pool.status().stream().map(ShownBackend::of).toList(), pool.line(), changeable, history.summary());
    }
}
