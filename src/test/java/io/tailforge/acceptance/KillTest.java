package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.ClipEntry;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.dataset.DatasetManifest;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.dataset.ShardEntry;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch that is killed at random moments and started again makes what an undisturbed one makes. {@code -Dtailforge.kills=20}
 * kills more often, {@code -Dtailforge.kill.seed=N} repeats the moments of an earlier run.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("tailforge.kills", 5);
    private static final long SEED = Long.getLong("tailforge.kill.seed", System.nanoTime());
    private static final String SPEC = Specs.glimpse(3, "Sunny", "Overcast", "Foggy", "Rainy", "Snowy", "Drizzle")
            + "styles: [hdmap-v1, depth, lidar-range]\n";
    private static final int CLIPS = 6;

    @TempDir
    private Path folder;

    @Test
    void whatIsKilledAndStartedAgainEndsAsIfNothingHadHappened() throws Exception {
        System.out.println("kill seed " + SEED + ", " + KILLS + " kills");
        SplittableRandom random = new SplittableRandom(SEED);
        Path out = folder.resolve("out");
        Cli.Ended undisturbed = start(0).await().expect(0);
        Path reference = Files.move(out, folder.resolve("reference"));
        int kills = 0;
        for (int batch = 1; kills < KILLS; batch++) {
            try (Reader reader = new Reader(out)) {
                kills += runWithKills(batch, KILLS - kills, random, undisturbed.seconds());
                reader.requireNothingHalf();
            }
            assertThat(manifest(out)).usingRecursiveComparison().isEqualTo(manifest(reference));
            assertThat(ordinals(out)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(DatasetChecker.check(out)).isEmpty();
            assertThat(shardHashes(out)).isEqualTo(shardHashes(reference)).isNotEmpty();
            Files.move(out, folder.resolve("batch" + batch));
        }
    }

    private Cli.Running start(int batch) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);
        return new Cli(folder.resolve("home" + batch))
                .quick()
                .environment("TAILFORGE_PIPELINE_SHARD_CLIPS", "2")
                .environment("TAILFORGE_PIPELINE_CLIPS_IN_FLIGHT", "3")
                .start(
                        "generate",
                        "--layout",
                        Repository.URBAN_JUNCTION.toString(),
                        "--spec",
                        spec.toString(),
                        "--out",
                        folder.resolve("out").toString());
    }

    /** @return how often it was killed before it had ended */
    private int runWithKills(int batch, int most, SplittableRandom random, double seconds) throws Exception {
        int kills = 0;
        while (kills < most) {
            Cli.Running running = start(batch);
            boolean whilePublishing = random.nextInt(3) == 0;
            long delay = (long) (random.nextDouble() * seconds * 1000);
            boolean due = whilePublishing
                    ? waitUntil(running, 600_000, () -> Files.exists(folder.resolve("out/shards")))
                    : !running.process().waitFor(delay, TimeUnit.MILLISECONDS);
            if (!due) {
                running.await().expect(0);
                return kills;
            }
            running.process().destroyForcibly().waitFor();
            System.out.println(
                    "killed batch " + batch + (whilePublishing ? " while publishing" : " after " + delay + " ms"));
            kills++;
            if (whilePublishing && most - kills > 0 && random.nextBoolean()) {
                break;
            }
        }
        start(batch).await().expect(0);
        return kills;
    }

    /** @return false where the process ended first */
    private static boolean waitUntil(Cli.Running running, long mostMillis, BooleanSupplier wish) throws Exception {
        long deadline = System.nanoTime() + mostMillis * 1_000_000;
        while (running.process().isAlive() && System.nanoTime() < deadline) {
            if (wish.getAsBoolean()) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }

    private static ObjectStore open(Path dataset) throws IOException {
        return ObjectStores.open(dataset.toString(), S3Settings.of(Map.of()));
    }

    private static DatasetManifest manifest(Path dataset) throws IOException {
        try (ObjectStore store = open(dataset)) {
            DatasetVersions versions = new DatasetVersions(store);
            assertThat(versions.listVersions()).containsExactly(1);
            return versions.getManifest(1);
        }
    }

    private static List<Long> ordinals(Path dataset) throws IOException {
        List<ClipEntry> clips = manifest(dataset).clips();
        assertThat(clips.stream().map(ClipEntry::id).distinct()).hasSize(CLIPS);
        return clips.stream().map(ClipEntry::ordinal).sorted().toList();
    }

    /**
     * Measured on the files, not read from the manifest. What a killed writer had begun keeps a temporary name, is no object
     * of the store, and is swept after a day, since it may be another writer's.
     */
    private static Map<String, String> shardHashes(Path dataset) throws IOException {
        Map<String, String> hashes = ResultFiles.hashes(dataset.resolve("shards"), key -> !key.contains("/.tmp-"));
        for (ShardEntry shard : manifest(dataset).shards()) {
            assertThat(hashes.get(shard.tar().key().substring("shards/".length())))
                    .isEqualTo(shard.tar().sha256());
        }
        return hashes;
    }

    /** Reads the dataset over and over while others write it. */
    private static final class Reader implements AutoCloseable {
        private final Path dataset;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<String> fault = new AtomicReference<>("");
        private final Thread thread = Thread.ofPlatform().name("reader").unstarted(this::read);
        private volatile int rounds;
        private volatile int versionsSeen;

        Reader(Path dataset) {
            this.dataset = dataset;
            thread.start();
        }

        private void read() {
            while (!stopped.get() && fault.get().isEmpty()) {
                try {
                    if (Files.isDirectory(dataset)) {
                        look();
                    }
                    rounds++;
                    Thread.sleep(2);
                } catch (Exception e) {
                    fault.set(e.toString());
                }
            }
        }

        private void look() throws IOException {
            try (ObjectStore store = open(dataset)) {
                if (!new DatasetVersions(store).listVersions().isEmpty()) {
                    List<?> problems = DatasetChecker.check(store);
                    versionsSeen++;
                    if (!problems.isEmpty()) {
                        fault.set(problems.toString());
                    }
                }
            }
        }

        void requireNothingHalf() throws InterruptedException {
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (versionsSeen == 0 && fault.get().isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(fault.get()).as("what a reader met").isEmpty();
            assertThat(rounds).isGreaterThan(10);
            assertThat(versionsSeen).as("whole versions seen").isPositive();
        }

        @Override
        public void close() throws InterruptedException {
            stopped.set(true);
            thread.join();
        }
    }
}
