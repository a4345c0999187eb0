package io.tailforge.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A setting that may lie elsewhere: {@code env:NAME} in the environment, {@code file:PATH} in a file; else it is what it is. */
final class SecretValue {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";
    private static final long MOST_BYTES = 64 << 10;

    private SecretValue() {}

    /** @throws IllegalArgumentException that names the key, never the value */
    static String of(String key, String setting) {
        if (setting.startsWith(ENVIRONMENT)) {
            String name = setting.substring(ENVIRONMENT.length());
            return Optional.ofNullable(System.getenv(name))
                    .orElseThrow(() -> new IllegalArgumentException(
                            key + " wants the environment variable " + name + ", which is not set"));
        }
        return setting.startsWith(FILE) ? read(key, Path.of(setting.substring(FILE.length()))) : setting;
    }

    private static String read(String key, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(key + " wants the file " + file + ", which is no secret's size");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(key + " wants a file that cannot be read: " + e.getMessage());
        }
    }
}
