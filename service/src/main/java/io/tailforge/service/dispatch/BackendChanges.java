package io.tailforge.service.dispatch;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.NoSuchThingException;
import io.tailforge.service.config.EndpointProperties;
import io.tailforge.service.config.TailforgeProperties;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints that come and go while the service runs; what is changed here is forgotten at the next start. Only where
 * {@code tailforge.backends.allow-changes} is set, and with a token.
 */
@RestController
@RequestMapping("/v1/backends")
class BackendChanges {
    private static final int MOST_CLIPS = 256;

    private final Dispatcher dispatcher;
    private final TailforgeProperties properties;

    BackendChanges(Dispatcher dispatcher, TailforgeProperties properties) {
        this.dispatcher = dispatcher;
        this.properties = properties;
    }

    /**
     * What to post.
     *
     * @param endpoint {@code grpc://HOST:PORT} or {@code grpcs://HOST:PORT}
     * @param concurrency clips it works on at a time; 1 where left out
     */
    record Wanted(String endpoint, int concurrency) {}

    /** An endpoint that was changed; {@code GET /v1/backends} tells how it fares. @param id HOST:PORT */
    record Changed(String id, String endpoint, EndpointStatus.State state) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Changed> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Wanted.class)))
                    @RequestBody
                    byte[] body) {
        requireAllowed();
        JsonView view = JsonView.parse("body", body).onlyKeys("endpoint", "concurrency");
        JsonView endpoint = view.field("endpoint");
        int concurrency = view.find("concurrency")
                .map(clips -> clips.asInt(1, MOST_CLIPS))
                .orElse(1);
        String name = address(endpoint).toString();
        if (dispatcher.pool().status().stream()
                .anyMatch(status -> status.endpoint().equals(name))) {
            throw endpoint.bad("BACKEND-THERE", "is in the pool already; remove it first to change it");
        }
        dispatcher
                .pool()
                .add(EndpointProperties.of(name).withConcurrency(concurrency).settings("endpoint"));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/backends/" + id(name)))
                .body(new Changed(id(name), name, EndpointStatus.State.CONNECTING));
    }

    private static TritonEndpoint address(JsonView view) {
        try {
            return TritonEndpoint.parse(view.asString());
        } catch (BadInputException e) {
            throw view.bad("TRITON-ENDPOINT", e.problems().getFirst().detail());
        }
    }

    /** Lets it finish what it has; it takes no more. */
    @PostMapping("/{id}:drain")
    Changed drain(@PathVariable String id) {
        requireAllowed();
        String endpoint = named(id);
        dispatcher.pool().drain(endpoint);
        return new Changed(id, endpoint, EndpointStatus.State.DRAINING);
    }

    /** Lets it finish what it has, then closes and forgets it. */
    @DeleteMapping("/{id}")
    Changed remove(@PathVariable String id) {
        requireAllowed();
        String endpoint = named(id);
        dispatcher.pool().remove(endpoint);
        return new Changed(id, endpoint, EndpointStatus.State.GONE);
    }

    private String named(String id) {
        return dispatcher.pool().status().stream()
                .map(EndpointStatus::endpoint)
                .filter(endpoint -> id(endpoint).equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchThingException("backend", id));
    }

    private static String id(String endpoint) {
        return endpoint.substring(endpoint.indexOf("://") + "://".length());
    }

    private void requireAllowed() {
        boolean token = !properties.security().token().isEmpty();
        if (!properties.backends().allowChanges() || !token) {
            throw new BadInputException(Problem.of(
                    "BACKEND-CHANGES-OFF",
                    "tailforge.backends.allow-changes",
                    token
                            ? "is off; whoever may add an endpoint makes this service send maps to an address of their"
                                    + " choice, so it has to be switched on by its operator"
                            : "needs a token as well; set TAILFORGE_SECURITY_TOKEN"));
        }
    }
}
