package io.tailforge.service.cli;

/** The application could not start; the message is the cause at the bottom, and what to do where that is known. */
final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(Throwable thrown) {
        super(explain(deepest(thrown)), thrown);
    }

    private static Throwable deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String explain(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("may be already in use") || message.contains("The file is locked")) {
            return "another tailforge uses this home; stop it, send the request to it by REST, or give another --home";
        }
        return message;
    }
}
