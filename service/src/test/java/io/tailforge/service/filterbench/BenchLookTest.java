package io.tailforge.service.filterbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.Scene;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchLookTest {
    private static final Path JUNCTION = Path.of("..", "examples", "layouts", "urban-junction.xodr");

    @TempDir
    Path folder;

    @Test
    void theHardCleanCasesAreAmongTheLooks() {
        List<BenchLook> looks = BenchLook.builtIn();
        assertThat(looks.stream().map(BenchLook::name))
                .contains("standing", "night", "rain", "snow", "fog", "turn", "bare");
        assertThat(looks.stream().anyMatch(look -> look.speed() < 1)).isTrue();
        assertThat(looks.stream().anyMatch(look -> !look.traffic())).isTrue();
    }

    @Test
    void aDriveOfALookThatTurnsDoesTurn() {
        BenchLook turn = look("turn");
        BenchClips.Order order = order(turn);
        LayoutReading junction = Layouts.read(JUNCTION);
        Scene drive = BenchClips.drive(order, 0, junction);
        assertThat(BenchClips.turn(order, drive)).isGreaterThan(turn.leastTurn());
        assertThat(drive.name()).isEqualTo("urban-junction-000-turn");
    }

    @Test
    void weatherAndTrafficOfALookComeFromItsFile() throws IOException {
        Path file = folder.resolve("looks.json");
        Files.writeString(file, """
                {"schema": "tailforge.bench-looks/1", "looks": [
                  {"name": "murk", "weather": {"fog_visibility_m": 60}, "time": "Dawn", "ego_speed_mps": 5, "traffic": false}]}
                """);
        Scene drive = BenchClips.drive(order(BenchLook.read(file).getFirst()), 0, Layouts.read(JUNCTION));
        assertThat(drive.variation().weather().fogVisibilityMetres()).isEqualTo(60);
        assertThat(drive.actors()).isEmpty();
    }

    @Test
    void aWrongLookIsRefusedWithItsPlace() {
        assertWrong("{\"schema\": \"tailforge.bench-looks/1\", \"looks\": []}", "/looks");
        assertWrong(
                "{\"schema\": \"tailforge.bench-looks/1\", \"looks\": [{\"name\": \"A b\", \"weather\": \"Sunny\", \"time\": \"Noon\", \"ego_speed_mps\": 5}]}",
                "/looks/0/name");
        assertWrong(
                "{\"schema\": \"tailforge.bench-looks/1\", \"looks\": [{\"name\": \"a\", \"weather\": \"Sunny\", \"time\": \"Noon\", \"ego_speed_mps\": 500}]}",
                "/looks/0/ego_speed_mps");
        assertWrong(
                "{\"schema\": \"tailforge.bench-looks/1\", \"looks\": [{\"name\": \"a\", \"weather\": \"Sunny\", \"time\": \"Noon\", \"ego_speed_mps\": 5, \"speed\": 1}]}",
                "/looks/0/speed");
    }

    private static void assertWrong(String document, String pointer) {
        assertThatThrownBy(() -> BenchLook.read("looks", document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(BadInputException.class, wrong -> assertThat(
                                wrong.problems().getFirst().pointer())
                        .isEqualTo(pointer));
    }

    private static BenchLook look(String name) {
        return BenchLook.builtIn().stream()
                .filter(look -> look.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BenchClips.Order order(BenchLook look) {
        return new BenchClips.Order(List.of(JUNCTION), 1, 4, 48, 640, 352, 1, RenderPreset.DRAFT, List.of(look));
    }
}
