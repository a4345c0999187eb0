package io.tailforge.generation.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.triton.TritonSettings.ClientCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS, client certificates and the headers of a restricted protocol on a real tritonserver; what goes wrong says what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTritonSecurityTest {
    private static final String KEY_HEADER = "triton-grpc-protocol-infer-key";

    private Certificates certificates;
    private RealTriton server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        certificates = Certificates.in(folder.resolve("certificates"));
        server = RealTriton.start(
                folder,
                Path.of("src/test/resources/triton-texts").toAbsolutePath().toString(),
                "--model-control-mode=explicit",
                "--load-model=raising",
                "--grpc-use-ssl=true",
                "--grpc-use-ssl-mutual=true",
                "--grpc-server-cert=" + certificates.certificate("server"),
                "--grpc-server-key=" + certificates.key("server"),
                "--grpc-root-cert=" + certificates.certificate("authority"),
                "--grpc-restricted-protocol=inference:infer-key=secret");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private TritonSettings trusting(String authority) {
        return TritonSettings.defaults().withTrust(certificates.certificate(authority));
    }

    private TritonSettings asClient(String authority, String client) {
        return trusting(authority)
                .withClient(new ClientCertificate(certificates.certificate(client), certificates.key(client)));
    }

    private String secure(String host) {
        return "grpcs://" + host + ":" + server.grpcPort();
    }

    /** The server has no model of the contract; to be told so is to be let in. */
    private static GenerationException connect(String endpoint, TritonSettings settings) {
        return catchThrowableOfType(GenerationException.class, () -> TritonBackend.connect(endpoint, settings)
                .close());
    }

    @Test
    void aClientWithItsCertificateIsLetIn() {
        assertThat(connect(secure("localhost"), asClient("authority", "client")).token())
                .isEqualTo("TF-CAP-MODEL");
    }

    @Test
    void aServerThatNobodyTrustsIsRefused() {
        requireToken(connect(secure("localhost"), asClient("stranger", "client")), "TF-AUTH-TRUST", "--trust");
        TritonSettings usual = TritonSettings.defaults();
        requireToken(connect(secure("localhost"), usual), "TF-AUTH-TRUST", "--trust");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        requireToken(connect(secure("127.0.0.1"), asClient("authority", "client")), "TF-AUTH-NAME", "127.0.0.1");
    }

    @Test
    void aClientWithoutACertificateOrWithAStrangersIsTurnedAway() {
        requireClosed(connect(secure("localhost"), trusting("authority")), "--client-cert");
        requireClosed(connect(secure("localhost"), asClient("authority", "stranger")), "this client certificate");
    }

    @Test
    void aFileThatIsNoCertificateIsRefusedBeforeAnyConnection() {
        TritonSettings keyAsTrust = TritonSettings.defaults().withTrust(certificates.key("authority"));
        requireToken(connect(secure("localhost"), keyAsTrust), "TF-AUTH-FILES", "PEM");
        TritonSettings swapped = trusting("authority")
                .withClient(new ClientCertificate(certificates.key("client"), certificates.certificate("client")));
        requireToken(connect(secure("localhost"), swapped), "TF-AUTH-FILES", "PEM");
        TritonSettings missing = TritonSettings.defaults().withTrust(certificates.key("nobody"));
        requireToken(connect(secure("localhost"), missing), "TF-AUTH-FILES", "nobody.key");
    }

    @Test
    void tlsWhereTheServerSpeaksNoneIsRefused() {
        String plain = "grpcs://localhost:" + server.httpPort();
        requireToken(connect(plain, trusting("authority")), "TF-AUTH-PLAIN", "grpc://");
    }

    @Test
    void plainWhereTheServerSpeaksTlsIsTurnedAway() {
        requireClosed(connect(server.endpoint(), TritonSettings.defaults()), "grpcs://");
    }

    /** All that a Triton does is to close, as it also does when it ends: so it may be tried again. */
    private static void requireClosed(GenerationException failure, String advice) {
        assertThat(failure.token()).as(failure.toString()).isEqualTo("TF-NETWORK-CLOSED");
        assertThat(failure.retry()).isEqualTo(Retry.LATER);
        assertThat(failure).hasMessageContaining(advice);
    }

    @Test
    void aRestrictedProtocolWantsItsHeader() {
        TritonSettings client = asClient("authority", "client");
        assertThat(ask(client).token()).isEqualTo("TF-AUTH-RESTRICTED");
        assertThat(ask(client.withHeaders(Map.of(KEY_HEADER, "wrong"))).token()).isEqualTo("TF-AUTH-RESTRICTED");
        GenerationException reached = ask(client.withHeaders(Map.of(KEY_HEADER, "secret")));
        assertThat(reached.token()).as("the model's own answer").isEqualTo("TF-ENGINE-OBJECT");
    }

    private GenerationException ask(TritonSettings settings) {
        ManagedChannel channel = TritonChannel.open(TritonEndpoint.parse(secure("localhost")), settings);
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder()
                .setModelName("raising")
                .addRawInputContents(
                        BytesTensor.ofOne("INTERNAL TF-ENGINE-OBJECT: reached".getBytes(StandardCharsets.UTF_8)));
        request.addInputsBuilder().setName("IN").setDatatype("BYTES").addShape(1);
        try (InferCall call = InferCall.start(channel, settings, request.build(), () -> false)) {
            return catchThrowableOfType(GenerationException.class, call::next);
        } finally {
            channel.shutdownNow();
        }
    }

    private static void requireToken(GenerationException failure, String token, String advice) {
        assertThat(failure.token()).as(failure.toString()).isEqualTo(token);
        assertThat(failure.retry()).isEqualTo(Retry.NEVER);
        assertThat(failure).hasMessageContaining(advice);
    }
}
