package io.tailforge.service.chat;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a model answers. It comes from the configuration alone, never from a request.
 *
 * @param endpoint of an OpenAI-compatible server the base with its version ({@code http://127.0.0.1:8000/v1}), of a Triton
 *     its HTTP address ({@code http://127.0.0.1:18000})
 * @param model the model's name there
 * @param keyFile file whose first line is the bearer token
 * @param timeout of a whole answer
 */
public record ChatSettings(Protocol protocol, URI endpoint, String model, Optional<Path> keyFile, Duration timeout) {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String ENDPOINT =
            "endpoint must be http://host:port[/path] or https://..., without a user name or a query";

    public enum Protocol {
        OPENAI,
        TRITON
    }

    /** @throws IllegalArgumentException which says what to set */
    public ChatSettings {
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(keyFile);
        require(
                ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                        && endpoint.getHost() != null
                        && endpoint.getUserInfo() == null
                        && endpoint.getQuery() == null
                        && endpoint.getFragment() == null,
                ENDPOINT);
        require(
                model.matches("[A-Za-z0-9][A-Za-z0-9._:/+@-]{0,199}") && !model.contains(".."),
                "model must be the model's name at the endpoint, not '" + model + "'");
        require(
                protocol == Protocol.OPENAI || !model.contains("/"),
                "model must be the name of a model of the Triton repository, not '" + model + "'");
        require(
                timeout.isPositive() && timeout.compareTo(LONGEST) <= 0,
                "timeout must be more than nothing and at most " + LONGEST.toMinutes() + " minutes");
        require(
                keyFile.isEmpty() || "https".equals(endpoint.getScheme()) || isLoopback(endpoint.getHost()),
                "a key is only sent by https or to this machine; use an https endpoint");
    }

    /** @throws IllegalArgumentException which says what to set */
    public static URI endpoint(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(ENDPOINT, e);
        }
    }

    /** Only literal addresses and {@code localhost}: no name is looked up. */
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
