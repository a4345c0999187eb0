package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.MapReader;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.conditioning.topology.Drivable;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a ClipGT clip: a folder of {@code {clip id}.{layer}.parquet}. */
public final class ClipGtReader implements MapReader {
    @Override
    public String id() {
        return "clipgt";
    }

    @Override
    public String describe() {
        return "ClipGT clip (NVIDIA Cosmos-Transfer2.5, AlpaSim): a folder of Parquet layers, map, ego, obstacles and cameras";
    }

    @Override
    public boolean accepts(Path layout) {
        return ClipGtFolder.isClip(layout);
    }

    @Override
    public LayoutReading read(Path layout, Findings findings) {
        ClipGtFolder clip = ClipGtFolder.open(layout);
        JsonPoints points = new JsonPoints();
        List<MapElement> elements = new ArrayList<>(ClipGtMap.read(clip, findings, points));
        List<Lane> lanes = ClipGtLanes.read(clip, findings, points);
        Optional<Recording> recording = ClipGtDrive.read(clip, findings);
        findings.throwIfRefused();
        Drivable.require(clip.sourceOf(ClipGtFolder.LANE), lanes);
        elements.addAll(lanes);
        HdMap map = new HdMap(clip.clipId(), id(), LaneLinks.drivingSide(lanes), Optional.empty(), elements);
        return new LayoutReading(map, recording, findings.warnings());
    }
}
