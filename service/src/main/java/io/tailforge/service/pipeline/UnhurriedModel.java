package io.tailforge.service.pipeline;

import io.tailforge.scene.chat.ChatModel;
import io.tailforge.scene.chat.ChatQuestion;

/** A chat model whose callers hold no processor while it thinks. */
record UnhurriedModel(ChatModel model, CpuPermits processors) implements ChatModel {
    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String answer(ChatQuestion question) {
        return processors.lend(() -> model.answer(question));
    }
}
