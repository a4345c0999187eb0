package io.tailforge.service.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.db.NullValueDataType;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.rtree.MVRTreeMap;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.MetaType;
import org.h2.value.CompareMode;
import org.h2.value.Value;
import org.h2.value.VersionedValue;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Rolls back what a killed process left unfinished in the embedded database, before H2 opens it. H2 (2.4.240) opens a
 * spatial index that such a transaction wrote to as an ordinary map, and then refuses the whole file with a
 * ClassCastException. Here the spatial indexes are opened as what they are, and then H2's own transaction store does the work.
 */
@Component
class KilledCatalog implements BeanFactoryPostProcessor, EnvironmentAware {
    private static final Pattern FILE = Pattern.compile("jdbc:h2:file:([^;]+).*");

    private String url = "";

    @Override
    public void setEnvironment(Environment environment) {
        url = environment.getProperty("spring.datasource.url", "");
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Matcher file = FILE.matcher(url);
        if (file.matches()) {
            rollBack(Path.of(file.group(1) + ".mv.db"));
        }
    }

    /** Does nothing where there is no such file, where another process has it open, or where all transactions had ended. */
    static void rollBack(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open()) {
            int unfinished = rollBack(store);
            if (unfinished > 0) {
                LoggerFactory.getLogger(KilledCatalog.class)
                        .info("{} unfinished transactions of a killed process are rolled back", unfinished);
            }
        } catch (MVStoreException e) {
            if (e.getErrorCode() != DataUtils.ERROR_FILE_LOCKED) {
                throw e;
            }
        }
    }

    private static int rollBack(MVStore store) {
        store.getMapNames().stream().filter(name -> isSpatial(store, name)).forEach(name -> openSpatial(store, name));
        TransactionStore transactions = new TransactionStore(
                store, new MetaType<>(null, store.backgroundExceptionHandler), values(), Integer.MAX_VALUE);
        transactions.init();
        List<Transaction> unfinished = transactions.getOpenTransactions();
        if (!unfinished.isEmpty()) {
            openTables(store, transactions);
            transactions.endLeftoverTransactions();
            store.commit();
        }
        return unfinished.size();
    }

    private static ValueDataType values() {
        return new ValueDataType(null, CompareMode.getInstance(null, 0), null, null);
    }

    private static void openSpatial(MVStore store, String name) {
        store.openMap(
                name,
                new MVRTreeMap.Builder<VersionedValue<Value>>()
                        .valueType(new VersionedValueType<>(NullValueDataType.INSTANCE)));
    }

    /** So that they are there, with the types they were made with, when their entries are rolled back. */
    private static void openTables(MVStore store, TransactionStore transactions) {
        Transaction opening = transactions.begin();
        store.getMapNames().stream()
                .filter(name -> configuration(store, name).contains("val:"))
                .filter(name -> name.startsWith("table.") || name.startsWith("index."))
                .forEach(opening::openMap);
        opening.rollback();
    }

    private static boolean isSpatial(MVStore store, String name) {
        return configuration(store, name).contains("type:rtree");
    }

    private static String configuration(MVStore store, String name) {
        var meta = store.getMetaMap();
        return Optional.ofNullable(meta.get("name." + name))
                .map(id -> meta.get("map." + id))
                .orElse("");
    }
}
