package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.dataset.DatasetManifest;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Embedded or elsewhere: the generator and the object store make no difference to what is made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackendsTest {
    private static final String SPEC = Specs.glimpse(3, "Sunny");
    private static final Optional<String> ID = Optional.of(UUID.randomUUID().toString());

    private Path folder;
    private Product.Outcome embedded;

    @BeforeAll
    void makeEmbedded(@TempDir Path temporary) {
        folder = temporary;
        try (Product product = Product.start(temporary.resolve("embedded"))) {
            embedded = generate(product, temporary.resolve("dataset").toString());
        }
    }

    private static Product.Outcome generate(Product product, String out) {
        Product.Outcome outcome = product.generate(Repository.URBAN_JUNCTION, SPEC, out, ID);
        assertThat(outcome.request().state()).as(outcome.request().message()).isEqualTo(RequestState.COMPLETED);
        return outcome;
    }

    @Test
    void aServerElsewhereMakesTheSameClip() throws Exception {
        try (Product server = Product.start(folder.resolve("server"));
                Product client = Product.start(
                        folder.resolve("client"),
                        "--tailforge.backends.endpoints[0]="
                                + server.bean(EmbeddedServer.class).endpoint())) {
            Path made = generate(client, folder.resolve("remote").toString())
                    .folders()
                    .getFirst();
            assertThat(folder.resolve("client/engine")).as("its own engine").doesNotExist();
            assertThat(ResultFiles.hashes(made))
                    .isEqualTo(ResultFiles.hashes(embedded.folders().getFirst()));
        }
    }

    @Test
    void aBucketHoldsTheSameDatasetAsADirectory() throws Exception {
        Repository.assumeVariable("TAILFORGE_TEST_S3", "an S3 server; .ci/start-s3.sh starts one");
        String bucket = Repository.assumeVariable("TAILFORGE_TEST_S3_BUCKET", "a bucket on that server");
        String location = "s3://" + bucket + "/" + UUID.randomUUID();
        try (Product product = Product.start(folder.resolve("s3"))) {
            generate(product, location);
        }
        try (ObjectStore there = ObjectStores.open(location, S3Settings.of(System.getenv()));
                ObjectStore here = ObjectStores.open(embedded.out(), S3Settings.of(System.getenv()))) {
            assertThat(DatasetChecker.check(there)).isEmpty();
            DatasetManifest manifest = new DatasetVersions(there).getManifest(1);
            DatasetManifest local = new DatasetVersions(here).getManifest(1);
            assertThat(manifest.shards()).isEqualTo(local.shards()).isNotEmpty();
            assertThat(manifest.contentSha256()).isEqualTo(local.contentSha256());
        }
        new Cli(folder.resolve("check"))
                .quick()
                .run("dataset", "check", location)
                .expect(0);
    }
}
