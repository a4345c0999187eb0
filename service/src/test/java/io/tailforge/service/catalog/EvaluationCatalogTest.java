package io.tailforge.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.service.catalog.EvaluationRow.State;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

@SuppressWarnings("NullAway.Init") // opened before each test
class EvaluationCatalogTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private EmbeddedDatabase database;
    private EvaluationCatalog catalog;

    @BeforeEach
    void open() {
        database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .build();
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/V8__evaluation.sql"))
                .execute(database);
        catalog = new EvaluationCatalog(JdbcClient.create(database));
    }

    @AfterEach
    void close() {
        database.shutdown();
    }

    private EvaluationRow add(String id, String home, State state, int seconds) {
        EvaluationRow row = new EvaluationRow(id, home, state, "/clips/" + id, "", NOON.plusSeconds(seconds));
        catalog.add(row);
        return row;
    }

    @Test
    void whatCameOfItIsKept() {
        EvaluationRow queued = add("a", "/home", State.QUEUED, 0);
        assertThat(catalog.get("a")).isEqualTo(queued);
        EvaluationRow done = queued.now(State.DONE, "{\"decision\": \"accept\"}");
        catalog.update(done);
        assertThat(catalog.get("a")).isEqualTo(done);
        catalog.remove("a");
        assertThatThrownBy(() -> catalog.get("a")).isInstanceOf(NoSuchThingException.class);
    }

    @Test
    void theOldestThatEndedAreForgotten() {
        add("waits", "/home", State.QUEUED, 0);
        add("first", "/home", State.DONE, 1);
        add("second", "/home", State.FAILED, 2);
        add("third", "/home", State.DONE, 3);
        catalog.forget(2);
        assertThatThrownBy(() -> catalog.get("first")).isInstanceOf(NoSuchThingException.class);
        assertThat(catalog.get("waits").state()).isEqualTo(State.QUEUED);
        assertThat(catalog.get("second").state()).isEqualTo(State.FAILED);
        assertThat(catalog.get("third").state()).isEqualTo(State.DONE);
    }

    @Test
    void onlyItsOwnUnendedOnesFailWithAService() {
        add("queued", "/home", State.QUEUED, 0);
        add("running", "/home", State.RUNNING, 1);
        EvaluationRow ended = add("ended", "/home", State.DONE, 2);
        EvaluationRow other = add("other", "/elsewhere", State.RUNNING, 3);
        catalog.failUnended("/home", "[]");
        assertThat(catalog.get("queued").state()).isEqualTo(State.FAILED);
        assertThat(catalog.get("running").outcome()).isEqualTo("[]");
        assertThat(catalog.get("ended")).isEqualTo(ended);
        assertThat(catalog.get("other")).isEqualTo(other);
    }
}
