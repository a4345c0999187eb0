package io.tailforge.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.acceptance.fault.WireFault.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the generators and the wires do, each clip ends exactly once, and nothing false is published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final int CLIPS = 32;

    private FaultyBatch batch;

    @BeforeAll
    void shootOnce(@TempDir Path folder) throws Exception {
        batch = new FaultyBatch(folder, CLIPS, 40);
        try (FaultProxy clean = batch.endpoint(FaultPlan.none())) {
            FaultyBatch.Ended ended = batch.run(List.of(clean.endpoint()));
            assertThat(ended.published()).as(ended.toString()).isEqualTo(CLIPS);
            assertThat(ended.falseClips()).isEmpty();
            assertThat(batch.truth().size()).isEqualTo(CLIPS);
        }
    }

    @AfterAll
    void close() {
        batch.close();
    }

    /** Four endpoints, one that speaks no TLS where it should, one that is not there; each clip meets a fault of its own. */
    @Test
    void aClipThatMeetsAFaultIsMadeAgain() throws Exception {
        List<WireFault> faults = new ArrayList<>(WireFault.seen(Seen.BY_TRANSPORT, Seen.AS_SLOW));
        faults.addAll(WireFault.seen(Seen.BY_FILTER));
        FaultPlan plan = FaultPlan.onFirstVisit(faults);
        try (FaultProxy a = batch.endpoint(plan);
                FaultProxy b = batch.endpoint(plan);
                FaultProxy c = batch.endpoint(plan);
                FaultProxy d = batch.endpoint(plan)) {
            FaultyBatch.Ended ended = batch.run(List.of(
                    "grpc://127.0.0.1:1",
                    a.endpoint().replace("grpc:", "grpcs:"),
                    a.endpoint(),
                    b.endpoint(),
                    c.endpoint(),
                    d.endpoint()));
            assertThat(ended.failedTries().keySet())
                    .as("what the transport refused, and why")
                    .contains(
                            "TF-BUSY",
                            "TF-ENGINE-OOM",
                            "TF-ENGINE-SILENT",
                            "TF-ENGINE-STUB",
                            "TF-NETWORK-ABORTED",
                            "TF-PROTOCOL-ENGINE",
                            "TF-PROTOCOL-ID",
                            "TF-PROTOCOL-LENGTH",
                            "TF-PROTOCOL-SEED",
                            "TF-PROTOCOL-SEQ",
                            "TF-PROTOCOL-SHA256",
                            "TF-PROTOCOL-TRUNCATED");
            for (WireFault fault : faults) {
                assertThat(a.struck(fault) + b.struck(fault) + c.struck(fault) + d.struck(fault))
                        .as("%s done", fault)
                        .isEqualTo(1);
            }
            assertThat(ended.falseClips()).as("false clips published").isEmpty();
            assertThat(ended.failedByToken()).as("clips given up").isEmpty();
            assertThat(ended.published()).as(ended.toString()).isEqualTo(CLIPS);
            assertThat(ended.otherSeed())
                    .as("made again by the filter's wish")
                    .isEqualTo(WireFault.seen(Seen.BY_FILTER).size());
        }
    }
}
