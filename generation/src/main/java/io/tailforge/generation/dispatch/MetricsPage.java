package io.tailforge.generation.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Triton's metrics page, in Prometheus' text format. */
final class MetricsPage {
    private static final Pattern PENDING = Pattern.compile(
            "^nv_inference_pending_request_count\\{[^}\\n]*model=\"(?:multiview_video|lidar_sweep)\"[^}\\n]*}\\s+(\\d{1,9})",
            Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 4 << 20;

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private MetricsPage() {}

    /** Requests of anybody that wait for our models; empty where the page does not say. */
    static OptionalInt pending(URI page) {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return parse(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    static OptionalInt parse(String text) {
        Matcher line = PENDING.matcher(text);
        int sum = 0;
        boolean found = false;
        while (line.find()) {
            sum += Integer.parseInt(line.group(1));
            found = true;
        }
        return found ? OptionalInt.of(sum) : OptionalInt.empty();
    }
}
