package io.tailforge.publishing.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class WebDatasetWriterTest extends DatasetWriterContract {
    @Override
    DatasetWriter writer() {
        return new WebDatasetWriter();
    }

    @Test
    void membersAreSortedWithinTheirClipAndCarryNothingThatVaries() throws IOException {
        ShardEntry shard = write(samples.clips(1), store).shards().getFirst();
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(store.open(shard.tar().key()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                assertThat(entry.getLastModifiedDate().getTime()).isZero();
                assertThat(entry.getLongUserId()).isZero();
                assertThat(entry.getUserName()).isEmpty();
            }
        }
        assertThat(names).hasSize(21).allMatch(name -> name.matches("[0-9a-f-]{36}\\.[a-z].*"));
        assertThat(names.subList(0, 7)).isSorted();
    }

    @Test
    void theIndexLeadsToEachMembersBytes() throws IOException {
        ShardEntry shard = write(samples.clips(1), store).shards().getFirst();
        String index;
        try (InputStream in = store.open(shard.index().key())) {
            index = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(index.lines()).hasSize(3);
        for (String line : index.lines().toList()) {
            for (JsonView file : JsonView.parse("index", line.getBytes(StandardCharsets.UTF_8))
                    .field("files")
                    .items()) {
                MemberEntry member = MemberEntry.read(file);
                try (InputStream in = store.open(shard.tar().key(), member.offset(), member.bytes())) {
                    assertThat(Sha256.hex(in.readAllBytes())).isEqualTo(member.sha256());
                }
            }
        }
    }

    @Test
    void itIsFoundAsAService() {
        assertThat(ServiceLoader.load(DatasetWriter.class))
                .extracting(DatasetWriter::id)
                .contains("webdataset");
    }
}
