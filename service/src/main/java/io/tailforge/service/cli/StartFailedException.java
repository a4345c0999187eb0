package io.tailforge.service.cli;

import io.tailforge.scene.json.JsonView;
import io.tailforge.service.config.TailforgeProperties;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;

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
        return cause instanceof UnboundConfigurationPropertiesException unbound ? unknownKeys(unbound) : message;
    }

    private static String unknownKeys(UnboundConfigurationPropertiesException unbound) {
        String[] known = TailforgeProperties.keys().toArray(String[]::new);
        return unbound.getUnboundProperties().stream()
                .map(property -> "unknown setting '" + property.getName() + "'"
                        + JsonView.hint(property.getName().toString(), known))
                .collect(Collectors.joining("; "));
    }
}
