package io.tailforge.service.layout;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.site.SiteFinder;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.NoSuchThingException;
import io.tailforge.service.catalog.SiteCatalog;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.config.TailforgeProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps layouts: the files as they came, the map document made of them, and their row in the catalogue. */
@Component
public class LayoutRegistry {
    private static final int LOADED_AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LayoutRegistry.class);

    private final LayoutCatalog catalog;
    private final SiteCatalog sites;
    private final TransactionTemplate transaction;
    private final Path root;
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final Map<String, LoadedLayout> loaded = new LinkedHashMap<>(16, 0.75f, true);

    public LayoutRegistry(
            LayoutCatalog catalog, SiteCatalog sites, TransactionTemplate transaction, TailforgeProperties properties) {
        this.catalog = catalog;
        this.sites = sites;
        this.transaction = transaction;
        this.root = properties.home().resolve("layouts").toAbsolutePath();
    }

    /**
     * Checks a layout and keeps a copy of it.
     *
     * @param layout file or folder
     * @throws io.tailforge.scene.problem.BadInputException where no reader accepts it; nothing is kept then
     */
    public LoadedLayout register(Path layout) {
        LayoutReading reading = Layouts.read(layout);
        try {
            String id = contentHash(layout);
            Path kept = root.resolve(id);
            if (!Files.isDirectory(kept)) {
                keep(layout, reading, id);
            }
            LayoutRow row = describe(id, reading);
            enter(row, reading.map());
            LoadedLayout result = new LoadedLayout(
                    catalog.find(id).orElse(row), reading, LayoutRef.of(reading.map()), kept.resolve("layout.json"));
            remember(id, result);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its row and those of its sites, or none of them. */
    private void enter(LayoutRow row, HdMap map) {
        transaction.executeWithoutResult(status -> {
            catalog.add(row);
            if (sites.isStale(row.id(), SiteFinder.SCHEME)) {
                sites.replace(row.id(), SiteFinder.SCHEME, LayoutSites.of(row.id(), map));
            }
        });
    }

    /** Finds the sites of layouts that were kept before sites were, or when fewer were found; what cannot be read is tried once. */
    public void findMissingSites() {
        for (String id : sites.listStale(SiteFinder.SCHEME)) {
            if (!unreadable.contains(id)) {
                findSites(id);
            }
        }
    }

    private void findSites(String id) {
        try {
            List<SiteRow> rows = LayoutSites.of(id, load(id).map());
            transaction.executeWithoutResult(status -> sites.replace(id, SiteFinder.SCHEME, rows));
        } catch (BadInputException | IllegalStateException | UncheckedIOException e) {
            unreadable.add(id);
            LOG.warn("layout {} cannot be read any more, so it has no sites: {}", id, e.getMessage());
        }
    }

    /** A layout by id, read again where it is not at hand. */
    public LoadedLayout load(String id) {
        synchronized (loaded) {
            LoadedLayout known = loaded.get(id);
            if (known != null) {
                return known;
            }
        }
        LayoutRow row = catalog.find(id).orElseThrow(() -> new NoSuchThingException("layout", id));
        Path kept = root.resolve(id);
        LayoutReading reading = Layouts.read(sourceIn(kept));
        LoadedLayout result = new LoadedLayout(row, reading, LayoutRef.of(reading.map()), kept.resolve("layout.json"));
        remember(id, result);
        return result;
    }

    private void remember(String id, LoadedLayout layout) {
        synchronized (loaded) {
            loaded.put(id, layout);
            if (loaded.size() > LOADED_AT_ONCE) {
                loaded.remove(loaded.keySet().iterator().next());
            }
        }
    }

    private void keep(Path layout, LayoutReading reading, String id) throws IOException {
        Path incoming = root.resolve("." + id + "." + ProcessHandle.current().pid());
        Files.createDirectories(incoming);
        Path source = incoming.resolve("source")
                .resolve(layout.toAbsolutePath().normalize().getFileName());
        copyTree(layout, source);
        Files.write(
                incoming.resolve("layout.json"), MapDocument.write(reading.map().nameless()));
        Files.move(incoming, root.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path sourceIn(Path kept) {
        try (var children = Files.list(kept.resolve("source"))) {
            return children.findFirst()
                    .orElseThrow(() -> new IllegalStateException("layout " + kept + " lost its source"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Over names and contents of all files, in byte order of their relative names. */
    private static String contentHash(Path layout) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var files = Files.walk(layout)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.add(layout.relativize(file).toString().replace('\\', '/') + "\t" + Sha256.hex(file));
            }
        }
        lines.sort(null);
        MessageDigest digest = Sha256.digest();
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A layout's row, as it would be kept. */
    public static LayoutRow describe(Path layout, LayoutReading reading) throws IOException {
        return describe(contentHash(layout), reading);
    }

    private static LayoutRow describe(String id, LayoutReading reading) {
        HdMap map = reading.map();
        List<Lane> lanes = map.listElements(Lane.class);
        double metres = lanes.stream()
                .filter(lane -> lane.kind() == LaneKind.DRIVING)
                .mapToDouble(lane -> (lane.left().length() + lane.right().length()) / 2)
                .sum();
        LayoutRow.Box extent = LayoutExtent.of(map);
        return new LayoutRow(
                id,
                LayoutRef.of(map).sha256(),
                map.name(),
                map.format(),
                map.drivingSide(),
                lanes.size(),
                map.listElements(Junction.class).size(),
                metres,
                reading.recording().isPresent(),
                reading.warnings().size(),
                extent,
                map.geoReference().map(geo -> LayoutExtent.onEarth(extent, geo)),
                Instant.now());
    }
}
