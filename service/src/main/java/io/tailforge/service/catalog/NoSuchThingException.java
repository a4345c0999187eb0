package io.tailforge.service.catalog;

/** Something was asked for by an id that nothing has. */
public final class NoSuchThingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchThingException(String kind, String id) {
        super("there is no " + kind + " " + id);
    }
}
