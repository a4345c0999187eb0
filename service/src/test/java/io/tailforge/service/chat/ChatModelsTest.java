package io.tailforge.service.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatException.Reason;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.service.chat.ChatSettings.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatModelsTest {
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    private Path answers;

    @Test
    void anEqualQuestionHasAnEqualAnswerAfterARestart() {
        assertThat(new CachedChatModel(counting("m"), answers).answer(question("a", 1)))
                .isEqualTo("answer 1");
        assertThat(new CachedChatModel(counting("m"), answers).answer(question("a", 1)))
                .isEqualTo("answer 1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void anotherTextSeedOrModelIsAnotherQuestion() {
        new CachedChatModel(counting("m"), answers).answer(question("a", 1));
        assertThat(new CachedChatModel(counting("m"), answers).answer(question("b", 1)))
                .isEqualTo("answer 2");
        assertThat(new CachedChatModel(counting("m"), answers).answer(question("a", 2)))
                .isEqualTo("answer 3");
        assertThat(new CachedChatModel(counting("n"), answers).answer(question("a", 1)))
                .isEqualTo("answer 4");
    }

    @Test
    void whatWasNoAnswerIsAskedAgain() {
        ChatModel model = new CachedChatModel(failingTimes(1), answers);
        assertThatThrownBy(() -> model.answer(question("a", 1))).isInstanceOf(ChatException.class);
        assertThat(model.answer(question("a", 1))).isEqualTo("answer 2");
    }

    @Test
    void aDamagedKeptAnswerIsAskedForAgain() throws IOException {
        new CachedChatModel(counting("m"), answers).answer(question("a", 1));
        try (Stream<Path> files = Files.walk(answers)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "{\"answer\": 4");
            }
        }
        assertThat(new CachedChatModel(counting("m"), answers).answer(question("a", 1)))
                .isEqualTo("answer 2");
        assertThat(new CachedChatModel(counting("m"), answers).answer(question("a", 1)))
                .isEqualTo("answer 2");
    }

    @Test
    void clipsThatAskTheSameAtOnceAskOnce() throws Exception {
        ChatModel model = new CachedChatModel(counting("m"), answers);
        List<Callable<String>> clips = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            clips.add(() -> model.answer(question("a", 1)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(clips)) {
                assertThat(answer.get()).isEqualTo("answer 1");
            }
        }
    }

    @Test
    void aServerThatFailsThreeTimesIsLeftAloneForAMinute() {
        AtomicLong clock = new AtomicLong(-5);
        ChatModel model = new RestingChatModel(failingTimes(4), clock::get);
        for (int i = 0; i < 3; i++) {
            assertReason(model, Reason.UNREACHABLE);
        }
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        assertReason(model, Reason.RESTING);
        assertThat(asked).hasValue(3);
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertReason(model, Reason.UNREACHABLE);
        assertReason(model, Reason.RESTING);
        clock.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(model.answer(question("a", 1))).isEqualTo("answer 5");
        assertThatCode(() -> model.answer(question("a", 1))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:8000",
                "file:///etc/passwd",
                "ftp://host/",
                "http:///v1",
                "http://user:secret@host/v1",
                "http://host/v1?key=secret",
                "http://host/#a"
            })
    void anEndpointIsAPlainHttpAddress(String endpoint) {
        assertThatThrownBy(() -> settings(endpoint, "m", Optional.empty())).hasMessageContaining("endpoint must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../v2/repository", "a b", "m?x=1", "-m", "m\r\nHost: x"})
    void aModelsNameCannotLeaveItsPlace(String model) {
        assertThatThrownBy(() -> settings("http://127.0.0.1/v1", model, Optional.empty()))
                .hasMessageContaining("model must be");
    }

    @Test
    void aKeyIsNotSentInTheClearToAnotherMachine() throws IOException {
        Path key = Files.writeString(answers.resolve("key"), "sk-1");
        assertThatThrownBy(() -> settings("http://models.example/v1", "m", Optional.of(key)))
                .hasMessageContaining("https");
        assertThatCode(() -> settings("http://127.0.0.1:8000/v1", "m", Optional.of(key)))
                .doesNotThrowAnyException();
        assertThatCode(() -> settings("http://[::1]:8000/v1", "m", Optional.of(key)))
                .doesNotThrowAnyException();
        assertThatCode(() -> settings("https://models.example/v1", "m", Optional.of(key)))
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyFileWithoutAKeyStopsTheStart() throws IOException {
        Path empty = Files.writeString(answers.resolve("key"), "\n");
        ChatSettings settings = settings("http://127.0.0.1:8000/v1", "m", Optional.of(empty));
        assertThatThrownBy(() -> new HttpChatModel(settings)).hasMessageContaining("first line");
    }

    private void assertReason(ChatModel model, Reason reason) {
        assertThatThrownBy(() -> model.answer(question("a", 1)))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static ChatSettings settings(String endpoint, String model, Optional<Path> key) {
        return new ChatSettings(Protocol.OPENAI, ChatSettings.endpoint(endpoint), model, key, Duration.ofSeconds(5));
    }

    private static ChatQuestion question(String text, long seed) {
        ChatQuestion plain = HttpChatModelTest.question();
        return new ChatQuestion(plain.system(), text, List.of(), plain.answerSchema(), 9, 0, seed);
    }

    private ChatModel counting(String name) {
        return model(name, 0);
    }

    private ChatModel failingTimes(int failures) {
        return model("m", failures);
    }

    private ChatModel model(String name, int failures) {
        return new ChatModel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String answer(ChatQuestion question) {
                int call = asked.incrementAndGet();
                if (call <= failures) {
                    throw new ChatException(Reason.UNREACHABLE, "away");
                }
                return "answer " + call;
            }
        };
    }
}
