package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.convert.LayoutWriter;
import io.tailforge.conditioning.convert.LayoutWriters;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes a layout as an RDS-HQ clip: a folder with one tar per layer. Coordinates stay as they are. A recorded drive is
 * sampled at 30 Hz, its labels at 10 Hz.
 */
public final class RdsHqWriter implements LayoutWriter {
    private static final Pattern CLIP_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_[0-9]+_[0-9]+");

    @Override
    public String id() {
        return "rds-hq";
    }

    @Override
    public String describe() {
        return "an RDS-HQ clip (NVIDIA Cosmos-Drive-Dreams): a folder of layer tars; with the drive where there is one";
    }

    @Override
    public List<Problem> write(LayoutReading layout, Path target) {
        LayoutWriters.requireNew(target);
        String clipId = clipId(layout);
        List<Problem> leftOut = new ArrayList<>();
        ClipFiles files = new ClipFiles(clipId);
        LabelWriter labels = new LabelWriter(clipId, layout.map());
        labels.writeTo(files, leftOut);
        if (layout.recording().isPresent()) {
            Recording drive = layout.recording().get();
            new DriveWriter(drive, files, leftOut).write();
            LightStatesWriter.write(drive, labels.ids(), layout.map().listElements(TrafficLight.class), files);
        }
        files.write(target);
        return leftOut;
    }

    /** That of the clip the layout came from; else one made from the map alone, so that the same map has the same name. */
    private static String clipId(LayoutReading layout) {
        HdMap map = layout.map();
        if (CLIP_ID.matcher(map.name()).matches()) {
            return map.name();
        }
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(MapDocument.write(map.nameless())));
        long end = layout.recording().map(drive -> drive.ego().endMicros()).orElse(0L);
        return new UUID(hash.getLong(), hash.getLong()) + "_0_" + end;
    }
}
