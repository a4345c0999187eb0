package io.tailforge.publishing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.publishing.ObjectConflictException;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store does. */
abstract class ObjectStoreContract {
    @TempDir
    Path scratch;

    private ObjectStore store;

    /** An empty store. */
    abstract ObjectStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    void closeStore() throws IOException {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void whatWasPutIsFoundAndRead() throws IOException {
        ArtifactRef put = store.put("a/b.json", file("hello"), "application/json");
        assertThat(put.sha256()).isEqualTo(Sha256.hex("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(put.bytes()).isEqualTo(5);
        assertThat(store.find("a/b.json")).contains(put);
        assertThat(read("a/b.json")).isEqualTo("hello");
    }

    @Test
    void theSameContentMayBePutAgain() throws IOException {
        ArtifactRef first = store.put("same.txt", file("one"), "text/plain");
        assertThat(store.put("same.txt", file("one"), "text/plain")).isEqualTo(first);
    }

    @Test
    void otherContentUnderATakenKeyIsRefusedAndChangesNothing() throws IOException {
        store.put("taken.txt", file("one"), "text/plain");
        assertThatThrownBy(() -> store.put("taken.txt", file("two"), "text/plain"))
                .isInstanceOf(ObjectConflictException.class);
        assertThat(read("taken.txt")).isEqualTo("one");
    }

    @Test
    void ofManyWhoPutAtOnceOneWins() throws Exception {
        List<Callable<Boolean>> puts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path file = file("writer " + i);
            puts.add(() -> {
                try {
                    store.put("race.txt", file, "text/plain");
                    return true;
                } catch (ObjectConflictException e) {
                    return false;
                }
            });
        }
        int winners = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> put : pool.invokeAll(puts)) {
                winners += put.get() ? 1 : 0;
            }
        }
        assertThat(winners).isOne();
        assertThat(read("race.txt")).startsWith("writer ");
    }

    @Test
    void aPartIsReadFromItsOffset() throws IOException {
        store.put("part.bin", file("0123456789"), "application/octet-stream");
        assertThat(read("part.bin", 3, 4)).isEqualTo("3456");
        assertThat(read("part.bin", 8, 100)).isEqualTo("89");
        assertThat(read("part.bin", 10, 5)).isEmpty();
        assertThat(read("part.bin", 2, 0)).isEmpty();
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        store.put("empty.txt", file(""), "text/plain");
        assertThat(store.find("empty.txt").orElseThrow().bytes()).isZero();
        assertThat(read("empty.txt")).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidSo() throws IOException {
        assertThat(store.find("no/such.txt")).isEmpty();
        assertThatThrownBy(() -> read("no/such.txt")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> read("no/such.txt", 0, 1)).isInstanceOf(NoSuchFileException.class);
        store.delete("no/such.txt");
    }

    @Test
    void keysAreListedInByteOrderOfTheWholeKey() throws IOException {
        List<String> keys = List.of("a-b/x", "a.txt", "a/b/c", "a/b/d", "a/b0", "a0/z", "b");
        for (String key : keys.reversed()) {
            store.put(key, file(key), "application/octet-stream");
        }
        assertThat(store.list("", "", 100)).containsExactlyElementsOf(keys);
        assertThat(store.list("a/", "", 100)).containsExactly("a/b/c", "a/b/d", "a/b0");
        assertThat(store.list("a/b", "", 100)).containsExactly("a/b/c", "a/b/d", "a/b0");
        assertThat(store.list("", "", 2)).containsExactly("a-b/x", "a.txt");
        assertThat(store.list("", "a/b/c", 2)).containsExactly("a/b/d", "a/b0");
        assertThat(store.list("", "b", 5)).isEmpty();
        assertThat(store.list("nothing", "", 5)).isEmpty();
    }

    @Test
    void pagesPutTogetherAreTheWhole() throws IOException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String key = String.format("p/%02d/%s", i / 5, (char) ('a' + i % 5));
            store.put(key, file(key), "application/octet-stream");
            keys.add(key);
        }
        List<String> paged = new ArrayList<>();
        for (List<String> page = store.list("p/", "", 4);
                !page.isEmpty();
                page = store.list("p/", paged.getLast(), 4)) {
            paged.addAll(page);
        }
        assertThat(paged).isEqualTo(keys);
    }

    @Test
    void whatIsDeletedIsGone() throws IOException {
        store.put("gone.txt", file("x"), "text/plain");
        store.delete("gone.txt");
        assertThat(store.find("gone.txt")).isEmpty();
        assertThat(store.list("", "", 10)).isEmpty();
    }

    @Test
    void aKeyThatLeavesTheStoreIsRefused() {
        for (String key :
                new String[] {"../x", "/etc/passwd", "a/../../b", "a//b", "A", "", "a/", ".hidden", "a/.b", "a b"}) {
            assertThatThrownBy(() -> store.find(key)).as(key).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.put(key, file("x"), "text/plain"))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anObjectOfSeveralMegabytesKeepsItsHash() throws IOException {
        byte[] bytes = new byte[7 << 20];
        new java.util.SplittableRandom(1).nextBytes(bytes);
        Path big = Files.write(scratch.resolve("big"), bytes);
        ArtifactRef put = store.put("big.tar", big, "application/x-tar");
        assertThat(store.find("big.tar")).contains(put);
        try (InputStream in = store.open("big.tar")) {
            assertThat(Sha256.hex(in.readAllBytes())).isEqualTo(put.sha256());
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(scratch, "put", ""), content);
    }

    private String read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String read(String key, long offset, long length) throws IOException {
        try (InputStream in = store.open(key, offset, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
