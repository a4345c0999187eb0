package io.tailforge.publishing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.publishing.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    @Override
    ObjectStore open() throws IOException {
        return ObjectStores.open(folder.resolve("made/on/demand").toString(), S3Settings.none());
    }

    @Test
    void aTornPutIsNeitherListedNorLeftBehindByThePutItself() throws IOException {
        try (ObjectStore store = new DirectoryObjectStore(folder)) {
            Files.writeString(folder.resolve(DirectoryObjectStore.TEMPORARY + "left-by-a-crash"), "half");
            store.put("x.txt", Files.writeString(folder.resolve(".source"), "whole"), "text/plain");
            assertThat(store.list("", "", 10)).containsExactly("x.txt");
            try (var files = Files.list(folder)) {
                assertThat(files.filter(f -> f.getFileName().toString().startsWith(DirectoryObjectStore.TEMPORARY)))
                        .hasSize(1);
            }
        }
    }

    @Test
    void whatAKilledWriterLeftIsSweptAfterADay() throws IOException {
        Path old = Files.writeString(folder.resolve(DirectoryObjectStore.TEMPORARY + "old"), "half");
        Path fresh = Files.writeString(folder.resolve(DirectoryObjectStore.TEMPORARY + "fresh"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        try (ObjectStore store = new DirectoryObjectStore(folder)) {
            store.put("x.txt", Files.writeString(scratch.resolve("x"), "x"), "text/plain");
        }
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void aLinkThatLeadsOutIsNoObject() throws IOException {
        Path secret = Files.writeString(scratch.resolve("secret"), "s");
        try (ObjectStore store = new DirectoryObjectStore(folder)) {
            Files.createSymbolicLink(folder.resolve("link.txt"), secret);
            assertThat(store.find("link.txt")).isEmpty();
            assertThat(store.list("", "", 10)).isEmpty();
            assertThatThrownBy(() -> store.open("link.txt")).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void lookingIntoAFolderThatIsNotThereDoesNotMakeIt() throws IOException {
        try (ObjectStore store = new DirectoryObjectStore(folder.resolve("typo"))) {
            assertThat(store.list("", "", 10)).isEmpty();
            assertThat(store.find("x.txt")).isEmpty();
        }
        assertThat(folder.resolve("typo")).doesNotExist();
    }

    @Test
    void aFileUrlIsAFolder() throws IOException {
        try (ObjectStore store = ObjectStores.open(folder.toUri().toString(), S3Settings.none())) {
            assertThat(store.location()).startsWith("file:");
        }
    }
}
