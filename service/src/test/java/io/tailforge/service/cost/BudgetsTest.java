package io.tailforge.service.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.service.cost.Budgets.Reservation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

@SuppressWarnings("NullAway.Init") // opened before each test
class BudgetsTest {
    private static final String REQUEST = "11111111-2222-3333-4444-555555555555";
    private static final Forecast TEN = new Forecast(new Range(6, 8, 10), Basis.MEASURED, 3, "measured");
    private static final ClipShape SHAPE = new ClipShape(1, 8, 160, 96, 0, 0, 1, 0);

    private EmbeddedDatabase database;
    private JdbcClient jdbc;
    private CostHistory history;
    private Budgets budgets;

    @BeforeEach
    void open() {
        database = new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .build();
        new ResourceDatabasePopulator(
                        migration("V2__catalog.sql"), migration("V6__request_terms.sql"), migration("V7__cost.sql"))
                .execute(database);
        jdbc = JdbcClient.create(database);
        jdbc.sql("INSERT INTO layout VALUES ('l', 'm', 'n', 'f', 'RIGHT', 1, 1, 1, FALSE, 0, CURRENT_TIMESTAMP)")
                .update();
        jdbc.sql("INSERT INTO generation_request (id, name, layout_id, spec, state, total, out_location, body_sha256,"
                        + " message, round, created_at, updated_at) VALUES ('" + REQUEST
                        + "', 'n', 'l', '', 'RUNNING', 9, 'o', 'b', '', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
                .update();
        history = new CostHistory(jdbc, new DataSourceTransactionManager(database));
        budgets = new Budgets(history);
    }

    private static ClassPathResource migration(String name) {
        return new ClassPathResource("db/migration/common/" + name);
    }

    @AfterEach
    void close() {
        database.shutdown();
    }

    private void budget(double seconds) {
        jdbc.sql("UPDATE generation_request SET budget_seconds = " + seconds).update();
    }

    private Reservation reserve(Forecast next) {
        return budgets.reserve(REQUEST, next, () -> false);
    }

    private static Generated made(double worked, double wasted) {
        return new Generated(1, worked, wasted, 2, List.of("a"), Map.of(), Map.of());
    }

    @Test
    void withoutABudgetNothingIsHeldBackButAllIsCounted() {
        reserve(TEN).settle(made(1000, 5));
        assertThat(history.spent(REQUEST)).isEqualTo(new CostHistory.Spent(1005, 5));
    }

    @Test
    void clipsAreMadeForAsLongAsTheNextOneFits() {
        budget(30);
        int clips = 0;
        for (boolean fits = true; fits; ) {
            try {
                reserve(TEN).settle(made(7, 0));
                clips++;
            } catch (OverBudgetException e) {
                fits = false;
                assertThat(e).hasMessageStartingWith("BUDGET: 21.0 s of 30.0 s").hasMessageContaining("9.0 s are left");
            }
        }
        assertThat(clips).isEqualTo(3);
        assertThat(history.spent(REQUEST).seconds()).isCloseTo(21, within(1e-9)).isLessThan(30);
    }

    @Test
    void aRaisedBudgetLetsItGoOn() {
        budget(9);
        assertThatThrownBy(() -> reserve(TEN)).isInstanceOf(OverBudgetException.class);
        budget(11);
        reserve(TEN).settle(made(7, 0));
    }

    @Test
    void failedTriesAreSpentToo() {
        budget(20);
        reserve(TEN).settle(made(0, 12));
        assertThatThrownBy(() -> reserve(TEN)).isInstanceOf(OverBudgetException.class);
    }

    @Test
    void aClipWaitsForThoseUnderWayWhichMayTakeLess() throws Exception {
        budget(15);
        Reservation first = reserve(TEN);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Reservation> second =
                CompletableFuture.supplyAsync(() -> budgets.reserve(REQUEST, TEN, () -> {
                    waits.countDown();
                    return false;
                }));
        assertThat(waits.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second).isNotDone();
        first.settle(made(4, 0));
        second.get(60, TimeUnit.SECONDS).settle(made(8, 0));
        assertThat(history.spent(REQUEST).seconds()).isCloseTo(12, within(1e-9));
    }

    @Test
    void aStoppedRequestDoesNotWait() {
        budget(15);
        Reservation first = reserve(TEN);
        assertThatThrownBy(() -> budgets.reserve(REQUEST, TEN, () -> true)).isInstanceOf(CancellationException.class);
        first.settle(made(4, 0));
    }

    @Test
    void aClipOfWhichNothingIsKnownGoesAloneWhileSomethingIsLeft() {
        budget(15);
        reserve(Forecast.UNKNOWN).settle(made(20, 0));
        assertThatThrownBy(() -> reserve(Forecast.UNKNOWN))
                .isInstanceOf(OverBudgetException.class)
                .hasMessageContaining("not known");
    }

    @Test
    void theHistoryGivesBackWhatItWasTold() {
        CostSample sample = new CostSample(REQUEST, 3, "engine", "1-draft", "cpu", SHAPE, 2.5, 0.5, 0.75, 123_456);
        history.add(sample);
        history.add(new CostSample(REQUEST, 4, "e".repeat(300), "v", "d", SHAPE, 1, 1, 1, 1));
        assertThat(history.listLatest("engine", 10)).containsExactly(sample);
        assertThat(history.summary()).anySatisfy(line -> assertThat(line)
                .isEqualTo(new CostHistory.Line("engine", "1-draft", "cpu", 1, 2.5, 2.5 / 8)));
        assertThat(history.listLatest("e".repeat(300), 10)).hasSize(1);
    }
}
