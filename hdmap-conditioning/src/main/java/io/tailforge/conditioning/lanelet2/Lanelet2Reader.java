package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.SourceFile;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a Lanelet2 map, Autoware's dialect too. Lane ids are those of the lanelets. */
public final class Lanelet2Reader implements MapReader {
    private static final int SNIFF_BYTES = 8192;

    @Override
    public String id() {
        return "lanelet2";
    }

    @Override
    public String describe() {
        return "Lanelet2: one .osm file with lanelets, Autoware's dialect too";
    }

    @Override
    public boolean accepts(Path layout) {
        // UTF-16 files have a zero beside each letter.
        return SourceFile.head(layout, SNIFF_BYTES).replace("\0", "").contains("<osm");
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        HdMap map = build(builder(layout, findings), layout);
        return new LayoutReading(map, Optional.empty(), findings.warnings());
    }

    private static MapBuilder builder(Path layout, Findings findings) {
        return new MapBuilder(OsmDocument.read(layout, findings), SourceFile.nameOf(layout), findings);
    }

    @Override
    public List<SourceLane> listLanes(Path layout) {
        MapBuilder builder = builder(layout, new Findings());
        return builder.listLanes(build(builder, layout));
    }

    private HdMap build(MapBuilder builder, Path layout) {
        String file = SourceFile.nameOf(layout);
        try {
            return builder.build(file.replaceFirst("\\.(osm|xml)$", ""), id());
        } catch (IllegalArgumentException e) {
            // The values of a scene refuse what is not finite or has no extent.
            throw new BadInputException(Problem.of("LANELET2-VALUE", file, String.valueOf(e.getMessage())));
        }
    }
}
