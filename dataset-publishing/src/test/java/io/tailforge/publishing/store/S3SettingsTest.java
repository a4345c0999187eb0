package io.tailforge.publishing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.problem.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SettingsTest {
    @Test
    void theSecretIsNeverPrinted() {
        S3Settings settings = S3Settings.of(Map.of(
                "TAILFORGE_S3_ENDPOINT", "http://127.0.0.1:7070",
                "TAILFORGE_S3_ACCESS_KEY", "key",
                "TAILFORGE_S3_SECRET_KEY", "hunter2"));
        assertThat(settings.toString()).contains("key").doesNotContain("hunter2");
        assertThat(settings.region()).isEqualTo("eu-central-1");
    }

    @Test
    void s3WithoutCredentialsOrBucketIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> ObjectStores.open("s3://bucket/x", S3Settings.none()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("TAILFORGE_S3_ACCESS_KEY");
        assertThatThrownBy(() -> ObjectStores.open("s3://", S3Settings.none())).isInstanceOf(BadInputException.class);
    }
}
