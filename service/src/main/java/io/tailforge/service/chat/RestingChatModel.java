package io.tailforge.service.chat;

import io.tailforge.scene.chat.ChatException;
import io.tailforge.scene.chat.ChatException.Reason;
import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Leaves a model alone for a while once it has failed several times in a row, so that a batch does not wait for it clip by clip. */
final class RestingChatModel implements ChatModel {
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(60);

    private final ChatModel model;
    private final LongSupplier nanos;
    private int failures;
    private long restsUntil;

    /** @param nanos a clock as {@link System#nanoTime} */
    RestingChatModel(ChatModel model, LongSupplier nanos) {
        this.model = model;
        this.nanos = nanos;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String answer(ChatQuestion question) {
        requireAwake();
        try {
            String answer = model.answer(question);
            count(false);
            return answer;
        } catch (ChatException e) {
            count(true);
            throw e;
        }
    }

    private synchronized void requireAwake() {
        if (failures >= FAILURES && nanos.getAsLong() - restsUntil < 0) {
            throw new ChatException(
                    Reason.RESTING, "it failed " + FAILURES + " times in a row and is asked again within a minute");
        }
    }

    private synchronized void count(boolean failed) {
        failures = failed ? failures + 1 : 0;
        restsUntil = nanos.getAsLong() + REST.toNanos();
    }
}
