package io.tailforge.service.filterbench;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a drive of the bench looks like; a row of a looks file, {@code docs/filter-bench.md}.
 *
 * @param weather as a variation spec has it, like {@code time}
 * @param speed metres a second that the ego wishes for; slower than walking: it stands
 * @param traffic whether others are on the road
 * @param leastTurn radians that the ego turns within the clips, where a seed with such a way is found
 */
public record BenchLook(String name, Json weather, Json time, double speed, boolean traffic, double leastTurn) {
    private static final String SCHEMA = "tailforge.bench-looks/1";
    private static final String BUILT_IN = "looks.json";
    private static final long MOST_BYTES = 1 << 20;
    private static final double MOST_SPEED = 60;

    /** The hard clean cases among them: standing, night, rain, snow, fog, low sun, a sharp turn, little texture. */
    public static List<BenchLook> builtIn() {
        try (InputStream in = BenchLook.class.getResourceAsStream(BUILT_IN)) {
            return read(BUILT_IN, Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BadInputException where it cannot be read or is none */
    public static List<BenchLook> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw bad(file, "must be a file of looks, at most " + MOST_BYTES + " bytes");
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw bad(file, String.valueOf(e.getMessage()));
        }
    }

    private static BadInputException bad(Path file, String detail) {
        return new BadInputException(Problem.of("UNREADABLE", file.toString(), detail));
    }

    static List<BenchLook> read(String source, byte[] document) {
        JsonView view = JsonView.parse(source, document);
        if (!view.field("schema").asString().equals(SCHEMA)) {
            throw view.field("schema").bad("SCHEMA-UNKNOWN", "must be " + SCHEMA);
        }
        List<BenchLook> looks =
                view.field("looks").items().stream().map(BenchLook::read).toList();
        if (looks.isEmpty()) {
            throw view.field("looks").bad("EMPTY", "needs at least one look");
        }
        Set<String> names = new HashSet<>();
        for (JsonView look : view.field("looks").items()) {
            if (!names.add(look.field("name").asString())) {
                throw look.field("name").bad("TWICE", "names a look that is there already");
            }
        }
        return looks;
    }

    private static BenchLook read(JsonView look) {
        look.onlyKeys("name", "weather", "time", "ego_speed_mps", "traffic", "least_turn_deg");
        JsonView name = look.field("name");
        if (!name.asString().matches("[a-z0-9]+(-[a-z0-9]+)*")
                || name.asString().length() > 32) {
            throw name.bad("NOT-A-SLUG", "lower-case letters, digits and single '-', 32 at most");
        }
        return new BenchLook(
                name.asString(),
                look.field("weather").json(),
                look.field("time").json(),
                look.field("ego_speed_mps").asDouble(0.1, MOST_SPEED),
                look.find("traffic").map(JsonView::asBoolean).orElse(true),
                StrictMath.toRadians(look.find("least_turn_deg")
                        .map(degrees -> degrees.asDouble(0, 180))
                        .orElse(0.0)));
    }
}
