package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.SourceFile;
import io.tailforge.conditioning.xml.XmlDocument;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads a CommonRoad scenario, 2018b or 2020a. Lane ids are those of the lanelets. */
public final class CommonRoadReader implements MapReader {
    private static final int SNIFF_BYTES = 8192;

    @Override
    public String id() {
        return "commonroad";
    }

    @Override
    public String describe() {
        return "CommonRoad 2018b and 2020a: one .xml scenario, map, obstacles and light cycles";
    }

    @Override
    public boolean accepts(Path layout) {
        // UTF-16 files have a zero beside each letter.
        return SourceFile.head(layout, SNIFF_BYTES).replace("\0", "").contains("<commonRoad");
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        String name = SourceFile.nameOf(layout).replaceFirst("\\.(xml|cr)$", "");
        return from(layout, findings, builder -> builder.build(name, id()));
    }

    @Override
    public List<SourceLane> listLanes(Path layout) {
        return from(layout, new Findings(), MapBuilder::listLanes);
    }

    private static <T> T from(Path layout, Findings findings, Function<MapBuilder, T> make) {
        String file = SourceFile.nameOf(layout);
        XmlElement root = XmlDocument.read(layout, ScenarioXml.DIALECT);
        if (!root.name().equals("commonRoad")) {
            throw root.bad("COMMONROAD-ROOT", "the root element is '" + root.name() + "', not 'commonRoad'");
        }
        try {
            return make.apply(new MapBuilder(root, file, findings));
        } catch (IllegalArgumentException e) {
            // The values of a scene refuse what is not finite or has no extent, and two of one id.
            throw new BadInputException(Problem.of("COMMONROAD-VALUE", file, String.valueOf(e.getMessage())));
        }
    }
}
