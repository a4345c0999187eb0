package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlDialect;
import io.tailforge.conditioning.xml.XmlDocument;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads ASAM OpenDRIVE 1.4 to 1.8. Lane ids read {@code road.section.lane}; a left-hand map keeps its rails in the
 * direction of travel.
 */
public final class OpenDriveReader implements MapReader {
    private static final int SNIFF_BYTES = 8192;
    private static final XmlDialect DIALECT =
            new XmlDialect("XODR", Set.of("userData", "include", "dataQuality"), "geoReference"::equals);

    @Override
    public String id() {
        return "opendrive";
    }

    @Override
    public String describe() {
        return "ASAM OpenDRIVE 1.4 to 1.8: one .xodr file, right- and left-hand traffic";
    }

    @Override
    public boolean accepts(Path layout) {
        if (!Files.isRegularFile(layout)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(layout)) {
            // UTF-16 files have a zero beside each letter.
            String head = new String(in.readNBytes(SNIFF_BYTES), StandardCharsets.ISO_8859_1).replace("\0", "");
            return head.contains("<OpenDRIVE");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        return build(
                layout, findings, builder -> new LayoutReading(builder.build(), Optional.empty(), findings.warnings()));
    }

    @Override
    public List<SourceLane> listLanes(Path layout) {
        return build(layout, new Findings(), MapBuilder::listLanes);
    }

    private <T> T build(Path layout, Findings findings, Function<MapBuilder, T> answer) {
        XmlElement root = XmlDocument.read(layout, DIALECT);
        String file = String.valueOf(layout.getFileName());
        if (!root.name().equals("OpenDRIVE")) {
            throw root.bad("XODR-ROOT", "the root element is '" + root.name() + "', not 'OpenDRIVE'");
        }
        try {
            return answer.apply(new MapBuilder(root, file.replaceFirst("\\.(xodr|xml)$", ""), id(), findings));
        } catch (IllegalArgumentException e) {
            // The values of a scene refuse what is not finite or has no extent.
            throw new BadInputException(Problem.of("XODR-VALUE", file, String.valueOf(e.getMessage())));
        }
    }
}
