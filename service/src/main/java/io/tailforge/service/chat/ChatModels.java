package io.tailforge.service.chat;

import io.tailforge.scene.chat.ChatModel;
import java.nio.file.Path;

/** Puts a model together: answers kept in a folder, a server that fails left alone for a while. */
public final class ChatModels {
    private ChatModels() {}

    public static ChatModel open(ChatSettings settings, Path answers) {
        ChatModel server = new RestingChatModel(new HttpChatModel(settings), System::nanoTime);
        return new CachedChatModel(server, answers);
    }
}
