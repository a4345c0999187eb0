package io.tailforge.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.generation.dispatch.EndpointSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class EndpointPropertiesTest {
    private static final String FIRST = "tailforge.backends.endpoints[0]";

    private static TailforgeProperties bind(Map<String, String> settings) {
        ApplicationConversionService conversion = new ApplicationConversionService();
        conversion.addConverter(new EndpointFromText());
        return new Binder(List.of(new MapConfigurationPropertySource(settings)), null, conversion)
                .bindOrCreate("tailforge", TailforgeProperties.class);
    }

    private static List<EndpointSettings> endpoints(Map<String, String> settings) {
        return bind(settings).backends().settings();
    }

    @Test
    void anAddressAloneIsAnEndpoint() {
        EndpointSettings one = endpoints(Map.of(FIRST, "grpc://gpu-1:8001")).getFirst();
        assertThat(one.endpoint()).isEqualTo("grpc://gpu-1:8001");
        assertThat(one.concurrency()).isEqualTo(1);
        assertThat(one.metrics()).isEmpty();
    }

    @Test
    void addressesMayBeListedInOneSetting() {
        assertThat(endpoints(Map.of("tailforge.backends.endpoints", "grpc://gpu-1:8001, grpcs://gpu-2:8001")))
                .extracting(EndpointSettings::endpoint)
                .containsExactly("grpc://gpu-1:8001", "grpcs://gpu-2:8001");
    }

    @Test
    void everythingOfAnEndpointCanBeSaid(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "open-sesame\n");
        Path pem = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
        EndpointSettings one = endpoints(Map.of(
                        FIRST + ".url", "grpcs://gpu-1:8001",
                        FIRST + ".concurrency", "4",
                        FIRST + ".metrics", "http://gpu-1:8002/metrics",
                        FIRST + ".deadline", "20m",
                        FIRST + ".silence", "30s",
                        FIRST + ".trust", pem.toString(),
                        FIRST + ".client-certificate", pem.toString(),
                        FIRST + ".client-key", key.toString(),
                        FIRST + ".headers.triton-grpc-protocol-infer-key", "file:" + key))
                .getFirst();
        assertThat(one.concurrency()).isEqualTo(4);
        assertThat(one.metrics()).contains(URI.create("http://gpu-1:8002/metrics"));
        assertThat(one.triton().deadline()).isEqualTo(Duration.ofMinutes(20));
        assertThat(one.triton().silence()).isEqualTo(Duration.ofSeconds(30));
        assertThat(one.triton().trust()).contains(pem);
        assertThat(one.triton().client().orElseThrow().key()).isEqualTo(key);
        assertThat(one.triton().headers()).isEqualTo(Map.of("triton-grpc-protocol-infer-key", "open-sesame"));
    }

    @Test
    void headerValuesAreNotShown() {
        TailforgeProperties properties = bind(Map.of(
                FIRST + ".url", "grpc://gpu-1:8001", FIRST + ".headers.triton-grpc-protocol-infer-key", "open-sesame"));
        assertThat(properties.toString())
                .contains("triton-grpc-protocol-infer-key")
                .doesNotContain("open-sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://gpu-1:8001",
        "url, gpu-1",
        "concurrency, 0",
        "concurrency, 1000",
        "deadline, 0s",
        "silence, -1s",
        "metrics, ftp://gpu-1",
        "trust, /no/such/file.pem",
        "client-key, /no/such/key.pem",
        "headers.key, env:NO_SUCH_VARIABLE_OF_TAILFORGE",
        "headers.key, file:/no/such/file"
    })
    void aWrongValueIsNamedWithItsKey(String key, String value) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(FIRST + ".url", "grpc://gpu-1:8001"));
        settings.put(FIRST + "." + key, value);
        assertThatThrownBy(() -> bind(settings))
                .satisfies(e -> assertThat(Throwables.getRootCause(e).toString())
                        .containsAnyOf(FIRST + "." + key, FIRST + ".client-certificate"));
    }

    @Test
    void anEndpointThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> endpoints(Map.of("tailforge.backends.endpoints", "grpc://a:1,grpc://a:1")))
                .satisfies(e -> assertThat(Throwables.getRootCause(e))
                        .hasMessageContaining("tailforge.backends.endpoints[1].url is there twice"));
    }

    @Test
    void keysOfEndpointsAreKnownToTheHints() {
        assertThat(TailforgeProperties.keys())
                .contains("tailforge.backends.endpoints[].client-certificate", "tailforge.backends.allow-changes");
    }
}
