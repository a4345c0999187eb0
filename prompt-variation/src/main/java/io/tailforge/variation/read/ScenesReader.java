package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.variation.SiteScenes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scenes of a spec: those it names, and those at sites that a query finds. */
final class ScenesReader {
    static final Scenes NONE = new Scenes(List.of(), List.of());

    private final SceneReader reader;

    ScenesReader(FrameGrid grid) {
        reader = new SceneReader(grid);
    }

    record Scenes(List<SceneRequest> own, List<SiteScenes> atSites) {}

    Scenes scenes(JsonView spec) {
        JsonView list = spec.field("scenes");
        if (list.items().isEmpty()) {
            throw list.bad("EMPTY-LIST", "needs at least one scene");
        }
        List<SceneRequest> own = new ArrayList<>();
        List<SiteScenes> atSites = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        Complaints complaints = new Complaints();
        for (JsonView item : list.items()) {
            complaints.tryRead(() -> add(item, own, atSites, names));
        }
        complaints.throwIfAny();
        return new Scenes(own, atSites);
    }

    private boolean add(JsonView view, List<SceneRequest> own, List<SiteScenes> atSites, Set<String> names) {
        SceneRequest scene = reader.scene(view);
        if (!names.add(scene.name())) {
            throw view.bad("DUPLICATE-ID", "two scenes are called '" + scene.name() + "'");
        }
        if (view.find("site").isEmpty()) {
            return own.add(scene);
        }
        int position = own.size();
        return atSites.add(Complaints.valid(
                view, () -> new SiteScenes(position, scene, SiteQueryReader.readInSpec(view.field("site")))));
    }
}
