package io.tailforge.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch for each fault: four endpoints, one of which answers every request with it. Run by {@code bench/faults.sh}; no test
 * of the build. {@code -Dtailforge.faults.clips=N} makes other batches than of 200, {@code -Dtailforge.faults=KILLED,HANG}
 * names some faults only.
 */
class FaultBench {
    private static final int CLIPS = Integer.getInteger("tailforge.faults.clips", 200);
    private static final int SERVICE_MILLIS = 100;

    @Test
    void eachFaultAtOneOfFourEndpoints(@TempDir Path folder) throws Exception {
        try (FaultyBatch batch = new FaultyBatch(folder, CLIPS, SERVICE_MILLIS)) {
            try (FaultProxy maker = batch.endpoint(FaultPlan.none())) {
                print("first made", batch.run(List.of(maker.endpoint())), 0, 0);
            }
            FaultyBatch.Ended clean = runWithFour(batch, FaultPlan.none());
            print("none", clean, 0, clean.seconds());
            for (WireFault fault : chosen()) {
                int struck;
                FaultyBatch.Ended ended;
                try (FaultProxy sick = batch.endpoint(FaultPlan.always(fault))) {
                    ended = runWithFour(batch, sick);
                    struck = sick.struck(fault);
                }
                print(fault.name().toLowerCase(Locale.ROOT), ended, struck, clean.seconds());
                assertThat(ended.published() + ended.rejected() + ended.failed())
                        .isEqualTo(ended.clips());
            }
        }
    }

    private static List<WireFault> chosen() {
        String names = System.getProperty("tailforge.faults", "");
        return names.isEmpty()
                ? List.of(WireFault.values())
                : Stream.of(names.split(",")).map(WireFault::valueOf).toList();
    }

    private static FaultyBatch.Ended runWithFour(FaultyBatch batch, FaultPlan plan) throws Exception {
        try (FaultProxy fourth = batch.endpoint(plan)) {
            return runWithFour(batch, fourth);
        }
    }

    private static FaultyBatch.Ended runWithFour(FaultyBatch batch, FaultProxy fourth) throws Exception {
        List<FaultProxy> sound = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                sound.add(batch.endpoint(FaultPlan.none()));
            }
            List<String> endpoints = new ArrayList<>(List.of(fourth.endpoint()));
            sound.forEach(proxy -> endpoints.add(proxy.endpoint()));
            return batch.run(endpoints);
        } finally {
            sound.forEach(FaultProxy::close);
        }
    }

    private static void print(String fault, FaultyBatch.Ended ended, int struck, double cleanSeconds) {
        System.out.printf(
                Locale.ROOT,
                "== %-20s struck %3d  published %3d  as asked %3d  other seed %3d  rejected %2d  failed %-24s  false %d"
                        + "  wall %6.1f s  lost %6.1f s  CPU %5.1f s  tries %s%n",
                fault,
                struck,
                ended.published(),
                ended.published() - ended.otherSeed() - ended.falseClips().size(),
                ended.otherSeed(),
                ended.rejected(),
                ended.failedByToken(),
                ended.falseClips().size(),
                ended.seconds(),
                ended.seconds() - cleanSeconds,
                ended.cpuSeconds(),
                ended.failedTries());
    }
}
