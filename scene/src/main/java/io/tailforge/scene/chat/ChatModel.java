package io.tailforge.scene.chat;

/** A language or vision model somewhere. Its answers are untrusted: who asks checks them. Safe for use by many threads. */
public interface ChatModel {
    /** Who answers, for provenance, for example {@code openai/qwen3-14b}; never holds a secret. */
    String name();

    /**
     * The answer's text, at most {@link #MOST_CHARACTERS} long. The call takes no longer than the model's own limit.
     *
     * @throws ChatException where there is no answer
     */
    String answer(ChatQuestion question);

    int MOST_CHARACTERS = 65_536;
}
