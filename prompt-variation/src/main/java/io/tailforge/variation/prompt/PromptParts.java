package io.tailforge.variation.prompt;

import io.tailforge.scene.artifact.Prompt;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A prompt before it is joined: the description is the same for all cameras, and the only part that a model may rewrite.
 *
 * @param facing a sentence a camera: how it is mounted
 * @param actors a sentence a camera: who it sees; {@code everyone} the same over all cameras
 */
record PromptParts(
        String description, Map<String, String> facing, Map<String, String> actors, String everyone, String negative) {
    Prompt join(String described, String writer, Optional<String> warning) {
        Map<String, String> byCamera = new TreeMap<>();
        facing.forEach((camera, sentence) ->
                byCamera.put(camera, String.join(" ", sentence, described, actors.getOrDefault(camera, everyone))));
        return new Prompt(described + " " + everyone, byCamera, negative, writer, warning);
    }
}
