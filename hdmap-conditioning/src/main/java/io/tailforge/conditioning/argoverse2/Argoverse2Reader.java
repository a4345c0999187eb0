package io.tailforge.conditioning.argoverse2;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.SourceFile;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads an Argoverse 2 vector map: {@code log_map_archive_*.json}, or the {@code map} folder of a log that holds one.
 * City metres as they are. All its cities keep to the right.
 */
public final class Argoverse2Reader implements MapReader {
    private static final int MAX_BYTES = 16 << 20;
    private static final int HEAD = 4096;
    private static final Pattern FIRST_KEY =
            Pattern.compile("\\s*\\{\\s*\"(lane_segments|pedestrian_crossings|drivable_areas)\"(?s:.*)");

    @Override
    public String id() {
        return "argoverse2";
    }

    @Override
    public String describe() {
        return "Argoverse 2 vector map: log_map_archive_*.json, or the map folder of a log";
    }

    @Override
    public boolean accepts(Path layout) {
        return findArchive(layout).isPresent();
    }

    private static Optional<Path> findArchive(Path layout) {
        if (!Files.isDirectory(layout)) {
            return Optional.of(layout).filter(Argoverse2Reader::isArchive);
        }
        try (Stream<Path> files = Files.list(layout)) {
            return files.limit(1000)
                    .filter(file -> SourceFile.nameOf(file).startsWith("log_map_archive_"))
                    .sorted()
                    .filter(Argoverse2Reader::isArchive)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isArchive(Path file) {
        return SourceFile.nameOf(file).endsWith(".json")
                && FIRST_KEY.matcher(SourceFile.head(file, HEAD)).matches();
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        Path archive = findArchive(layout).orElse(layout);
        if (!archive.equals(layout)) {
            archive = SourceFile.requireInside(layout, archive);
        }
        String source = SourceFile.nameOf(archive);
        JsonView document = JsonView.parse(source, SourceFile.read(archive, MAX_BYTES));
        return read(source, document, findings);
    }

    private LayoutReading read(String source, JsonView document, Findings findings) {
        MapArchive archive = new MapArchive(findings);
        List<LaneSegment> segments = archive.laneSegments(document);
        List<Crosswalk> crossings = archive.crossings(document);
        List<DrivableArea> areas = archive.drivableAreas(document);
        findings.throwIfRefused();
        List<Junction> junctions = Intersections.of(segments);
        List<Lane> lanes = new SegmentLinks(segments, findings).lanes(junctions);
        Drivable.require(source, lanes);
        List<MapElement> elements = new ArrayList<>(PaintedEdges.of(segments));
        elements.addAll(AreaEdges.of(areas, lanes));
        elements.addAll(crossings);
        elements.addAll(areas);
        elements.addAll(lanes);
        elements.addAll(junctions);
        HdMap map = new HdMap(source, id(), DrivingSide.RIGHT, City.of(source).map(City::origin), elements);
        return new LayoutReading(map, Optional.empty(), findings.warnings());
    }
}
