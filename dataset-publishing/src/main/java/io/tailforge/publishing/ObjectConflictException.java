package io.tailforge.publishing;

import java.io.IOException;

/** A key is taken by other content; nothing was changed. */
public final class ObjectConflictException extends IOException {
    private static final long serialVersionUID = 1L;

    public ObjectConflictException(String key) {
        super("the key " + key + " is taken by other content; published objects never change");
    }
}
