package io.tailforge.service.security;

import io.tailforge.service.config.TailforgeProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guards the whole API. A browser page of another origin must not reach a service on loopback, so Host and Origin have to be
 * ours; and a service that listens elsewhere than on loopback does not start without a token.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessFilter extends OncePerRequestFilter {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "[::1]");

    private static final byte[] NOTHING = {};

    private final TailforgeProperties.Security security;

    AccessFilter(TailforgeProperties properties, @Value("${server.address}") InetAddress address) {
        this.security = properties.security();
        if (!address.isLoopbackAddress() && security.token().isEmpty()) {
            throw new IllegalStateException("tailforge: " + address.getHostAddress()
                    + " can be reached from outside; set TAILFORGE_SECURITY_TOKEN or listen on 127.0.0.1");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'");
        if (!isOurHost(Optional.ofNullable(request.getHeader("Host")).orElse(""))) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "HOST-FORBIDDEN", "this host name is not served here");
        } else if (!isOurOrigin(request)) {
            refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "ORIGIN-FORBIDDEN",
                    "pages of another origin may not call");
        } else if (!hasToken(request)) {
            response.addHeader("WWW-Authenticate", "Bearer");
            response.addHeader("WWW-Authenticate", "Basic realm=\"Tailforge: any name, the token as password\"");
            refuse(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "TOKEN-MISSING",
                    "needs the header Authorization: Bearer TOKEN; a browser asks for any name and the token as password");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOurHost(String host) {
        String name = host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        return LOCAL.contains(name) || security.allowedHosts().contains(name);
    }

    private boolean isOurOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            String authority =
                    Optional.ofNullable(URI.create(origin).getAuthority()).orElse("");
            return authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean hasToken(HttpServletRequest request) {
        if (security.token().isEmpty() || request.getRequestURI().startsWith("/actuator/health")) {
            return true;
        }
        return MessageDigest.isEqual(given(request), security.token().getBytes(StandardCharsets.UTF_8));
    }

    /** The token of a bearer, or the password a browser asked its user for: pages, videos and event streams carry it by themselves. */
    private static byte[] given(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length()).getBytes(StandardCharsets.UTF_8);
        }
        return header.startsWith("Basic ") ? password(header.substring("Basic ".length())) : NOTHING;
    }

    private static byte[] password(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials.strip()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return NOTHING;
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter()
                .write("{\"type\":\"urn:tailforge:problem:" + code.toLowerCase(Locale.ROOT) + "\",\"status\":" + status
                        + ",\"code\":\"" + code + "\",\"detail\":\"" + detail + "\"}");
    }
}
