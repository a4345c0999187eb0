package io.tailforge.generation.dispatch;

import io.tailforge.generation.triton.RequestWriter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shapes of clips, read from their scene documents; the last ones are remembered, as a clip is often asked again. */
final class ClipShapes {
    private static final int REMEMBERED = 256;

    private final Map<Key, ClipShape> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ClipShape> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(String sceneSha256, Set<ObjectKind> want) {}

    /** @throws io.tailforge.generation.GenerationException {@code TF-INPUT-FILE} where the scene is not there */
    ClipShape of(Order order) {
        ArtifactRef document = order.request().sceneDocument();
        Key key = new Key(document.sha256(), order.request().want());
        return find(key).orElseGet(() -> {
            Scene scene = SceneDocument.read(document.key(), RequestWriter.readFile(order.folder(), document));
            return remember(key, ClipShape.of(order.request(), scene));
        });
    }

    private synchronized Optional<ClipShape> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized ClipShape remember(Key key, ClipShape shape) {
        known.put(key, shape);
        return shape;
    }
}
