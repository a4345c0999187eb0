package io.tailforge.publishing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailforge.publishing.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Against a real S3 server: {@code eval "$(.ci/start-s3.sh DIR)"} starts one and sets the variables. */
class S3ObjectStoreTest extends ObjectStoreContract {
    private static final Optional<String> ENDPOINT = Optional.ofNullable(System.getenv("TAILFORGE_TEST_S3"));

    @Override
    ObjectStore open() throws IOException {
        assumeTrue(ENDPOINT.isPresent(), "TAILFORGE_TEST_S3 names no S3 server; .ci/start-s3.sh starts one");
        return ObjectStores.open("s3://" + bucket() + "/contract/" + UUID.randomUUID(), settings(key("SECRET_KEY")));
    }

    @Test
    void aWrongSecretIsRefusedAtOnceWithoutSayingIt() throws IOException {
        try (ObjectStore store = ObjectStores.open("s3://" + bucket() + "/x", settings("not-the-secret"))) {
            var file = Files.writeString(scratch.resolve("f"), "x");
            assertThatThrownBy(() -> store.put("x.txt", file, "text/plain"))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("not-the-secret");
        }
    }

    @Test
    void aMissingBucketIsSaidToBeMissing() throws IOException {
        try (ObjectStore store = ObjectStores.open("s3://no-such-bucket-here/x", settings(key("SECRET_KEY")))) {
            var file = Files.writeString(scratch.resolve("f"), "x");
            assertThatThrownBy(() -> store.put("x.txt", file, "text/plain"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bucket");
        }
    }

    @Test
    void theLocationHoldsNoSecret() throws IOException {
        try (ObjectStore store = open()) {
            assertThat(store.location())
                    .startsWith("s3://" + bucket() + "/contract/")
                    .doesNotContain(key("SECRET_KEY"));
        }
    }

    private static S3Settings settings(String secret) {
        return new S3Settings(ENDPOINT, Optional.of(key("ACCESS_KEY")), Optional.of(secret), S3Settings.DEFAULT_REGION);
    }

    private static String key(String name) {
        return Optional.ofNullable(System.getenv("TAILFORGE_S3_" + name)).orElse("tailforge-test");
    }

    private static String bucket() {
        return Optional.ofNullable(System.getenv("TAILFORGE_TEST_S3_BUCKET")).orElse("tailforge-test");
    }
}
