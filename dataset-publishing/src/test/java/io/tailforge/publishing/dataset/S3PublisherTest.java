package io.tailforge.publishing.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.store.DirectoryObjectStore;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset in S3 is the dataset in a folder. */
class S3PublisherTest {
    @TempDir
    Path folder;

    @Test
    void theSameClipsGiveTheSameDatasetInS3AndInAFolder() throws IOException {
        Optional<String> endpoint = Optional.ofNullable(System.getenv("TAILFORGE_TEST_S3"));
        assumeTrue(endpoint.isPresent(), "TAILFORGE_TEST_S3 names no S3 server; .ci/start-s3.sh starts one");
        String bucket =
                Optional.ofNullable(System.getenv("TAILFORGE_TEST_S3_BUCKET")).orElse("tailforge-test");
        List<ClipBundle> clips = new SampleClips(folder.resolve("work")).clips(4);
        try (ObjectStore s3 = ObjectStores.open(
                        "s3://" + bucket + "/publish/" + UUID.randomUUID(), S3Settings.of(System.getenv()));
                ObjectStore local = new DirectoryObjectStore(folder.resolve("local"))) {
            PublishedDataset remote = publish(s3, clips);
            assertThat(remote.manifest()).isEqualTo(publish(local, clips).manifest());
            assertThat(s3.list("", "", 100)).isEqualTo(local.list("", "", 100));
            assertThat(publish(s3, clips).isNew()).isFalse();
            assertThat(publish(s3, clips.subList(0, 7)).version()).isEqualTo(2);
            assertThat(DatasetChecker.check(s3)).isEmpty();
        }
    }

    private PublishedDataset publish(ObjectStore store, List<ClipBundle> clips) throws IOException {
        return new Publisher(new WebDatasetWriter(), store, folder.resolve("scratch"))
                .publish(
                        SampleClips.request(),
                        clips.iterator(),
                        List.<RejectedClip>of().iterator());
    }
}
