package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.scene.json.JsonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed with requests of several people under way takes all of them up again. */
class KilledServiceTest {
    private static final Pattern ADDRESS = Pattern.compile("serving http://127\\.0\\.0\\.1:([0-9]+)/");
    private static final List<String> SPECS =
            List.of(Specs.glimpse(3, "Sunny", "Overcast", "Foggy"), Specs.glimpse(3, "Rainy", "Drizzle", "Snowy"));

    @TempDir
    private Path folder;

    private Optional<Cli.Running> running = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(service -> service.process().destroyForcibly());
    }

    private Rest serve() throws IOException {
        Cli.Running started = new Cli(folder)
                .quick()
                .environment("TAILFORGE_PIPELINE_CLIPS_IN_FLIGHT", "2")
                .start("serve", "--port", "0");
        running = Optional.of(started);
        GatedServer.await(
                () -> address(started.out()).isPresent() || !started.process().isAlive(), "the service");
        assertThat(address(started.out())).as(Files.readString(started.err())).isPresent();
        return new Rest(address(started.out()).orElseThrow());
    }

    private static Optional<Integer> address(Path out) {
        try {
            Matcher address = ADDRESS.matcher(Files.readString(out));
            return address.find() ? Optional.of(Integer.valueOf(address.group(1))) : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyRequestThatWasUnderWayGoesOn() throws Exception {
        Rest rest = serve();
        String layout = rest.upload(Repository.URBAN_JUNCTION)
                .expect(201)
                .json()
                .field("layout")
                .field("id")
                .asString();
        List<String> ids = SPECS.stream()
                .map(spec -> rest.request(layout, spec, "key of " + spec.hashCode()))
                .toList();
        ids.forEach(id -> rest.await(id, KilledServiceTest::hasClips));

        running.orElseThrow().process().destroyForcibly().waitFor();
        Rest again = serve();

        for (String id : ids) {
            JsonView ended = again.await(id, request -> Rest.state(request).equals("COMPLETED"));
            assertThat(ended.field("clips").field("ACCEPTED").asLong()).isEqualTo(3);
            JsonView version = ended.field("versions").items().getLast();
            assertThat(version.field("clips").asLong()).isEqualTo(3);
            assertThat(DatasetChecker.check(Path.of(version.field("location").asString())))
                    .isEmpty();
        }
    }

    private static boolean hasClips(JsonView request) {
        return !request.field("clips").fields().isEmpty();
    }
}
