package io.tailforge.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import io.tailforge.scene.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CpuPermitsTest {
    private static final int ALL = 10_000;

    private final CpuPermits permits = new CpuPermits();

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private String takeAll() {
        try (CpuPermits.Permit all = permits.take(ALL, () -> false)) {
            return "all were free";
        }
    }

    /** A judge that answers once another clip has had every processor. */
    private final class SlowJudge implements ChatModel {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public String answer(ChatQuestion question) {
            return elsewhere(CpuPermitsTest.this::takeAll);
        }
    }

    private boolean isBusy() {
        return elsewhere(() -> {
            try (CpuPermits.Permit any = permits.take(1, () -> true)) {
                return false;
            } catch (CancellationException e) {
                return true;
            }
        });
    }

    @Test
    void aClipThatWaitsForItsJudgeHoldsNoProcessor() {
        ChatModel judge = new UnhurriedModel(new SlowJudge(), permits);
        try (CpuPermits.Permit mine = permits.take(ALL, () -> false)) {
            assertThat(judge.answer(
                            new ChatQuestion("", "", List.of(), Json.object().build(), 1, 0, 1)))
                    .isEqualTo("all were free");
            assertThat(isBusy()).as("taken again").isTrue();
        }
        assertThat(isBusy()).isFalse();
    }

    @Test
    void whoHoldsNoneWaitsAsItIs() {
        assertThat(permits.lend(this::takeAll)).isEqualTo("all were free");
        assertThat(isBusy()).isFalse();
    }

    @Test
    void whoIsCancelledBeforeItHasThemAgainGivesNothingBackTwice() {
        boolean[] stop = new boolean[1];
        List<CpuPermits.Permit> theirs = new ArrayList<>();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> {
            try (CpuPermits.Permit mine = permits.take(ALL, () -> stop[0])) {
                permits.lend(() -> {
                    stop[0] = true;
                    return theirs.add(elsewhere(() -> permits.take(ALL, () -> false)));
                });
            }
        });
        assertThat(isBusy()).isTrue();
        theirs.getFirst().close();
        assertThat(takeAll()).isEqualTo("all were free");
    }
}
