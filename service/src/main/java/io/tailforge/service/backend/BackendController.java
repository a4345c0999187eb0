package io.tailforge.service.backend;

import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.PoolStatus;
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

    BackendController(Dispatcher dispatcher, CostHistory history) {
        this.dispatcher = dispatcher;
        this.history = history;
    }

    /**
     * How the endpoints fare now.
     *
     * @param line the clips that wait for one of them
     * @param history what clips have cost here, engine by engine
     */
    record Shown(List<EndpointStatus> backends, PoolStatus line, List<CostHistory.Line> history) {}

    @GetMapping
    Shown list() {
        BackendPool pool = dispatcher.pool();
        return new Shown(pool.status(), pool.line(), history.summary());
    }
}
