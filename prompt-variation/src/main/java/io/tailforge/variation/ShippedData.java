package io.tailforge.variation;

import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Data files beside the classes of this package. */
final class ShippedData {
    private ShippedData() {}

    static JsonView read(String name) {
        try (InputStream in = Objects.requireNonNull(ShippedData.class.getResourceAsStream(name), name)) {
            return JsonView.parse(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
