package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.Fit;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.sensor.RigDocument;
import io.tailforge.scene.variation.RigRequest;
import java.util.List;
import java.util.Optional;

/** The sensors of a spec: the name of a rig, or an object that picks from one or brings its own. */
final class RigReader {
    static final RigRequest DEFAULT =
            new RigRequest("default", Optional.empty(), "ftheta", List.of(), Optional.empty());

    private RigReader() {}

    static RigRequest rig(JsonView view) {
        if (view.isString()) {
            return new RigRequest(name(view), Optional.empty(), "ftheta", List.of(), Optional.empty());
        }
        PathReader.refuseFile(view);
        view.onlyKeys("name", "inline", "camera_model", "cameras", "fit", "lidar");
        Complaints complaints = new Complaints();
        Optional<Rig> inline = complaints.read(Optional.empty(), () -> view.find("inline")
                .map(rig -> Complaints.valid(rig, () -> RigDocument.read(rig))));
        String name = complaints.read("default", () -> name(view, inline));
        String model = complaints.read(
                "ftheta",
                () -> view.find("camera_model").map(RigReader::cameraModel).orElse("ftheta"));
        List<String> cameras = complaints.read(
                List.of(), () -> view.find("cameras").map(RigReader::cameras).orElse(List.of()));
        Fit fit = complaints.read(
                Fit.STRETCH,
                () -> view.find("fit").map(text -> text.asEnum(Fit.class)).orElse(Fit.STRETCH));
        Optional<String> lidar =
                complaints.read(Optional.empty(), () -> view.find("lidar").map(JsonView::asString));
        complaints.throwIfAny();
        return new RigRequest(name, inline, model, cameras, fit, lidar);
    }

    private static String name(JsonView view, Optional<Rig> inline) {
        Optional<JsonView> given = view.find("name");
        if (inline.isPresent()) {
            given.ifPresent(name -> {
                throw name.bad("RIG-UNCLEAR", "an inline rig brings its own name; leave out 'name'");
            });
            return inline.get().name();
        }
        return given.map(RigReader::name).orElse("default");
    }

    private static String name(JsonView view) {
        String name = view.asString();
        if (!name.equals("default") && !name.equals("recorded")) {
            throw view.bad(
                    "UNKNOWN-RIG", "must be default or recorded (or bring a rig under 'inline'), not '" + name + "'");
        }
        return name;
    }

    private static String cameraModel(JsonView view) {
        String model = view.asString();
        if (!model.equals("ftheta") && !model.equals("pinhole")) {
            throw view.bad("UNKNOWN-VALUE", "must be ftheta or pinhole, not '" + model + "'");
        }
        return model;
    }

    private static List<String> cameras(JsonView view) {
        List<String> names = view.asStrings();
        if (names.isEmpty()) {
            throw view.bad("EMPTY-LIST", "needs at least one camera; leave the key out for all");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw view.bad("DUPLICATE-ID", "names a camera twice");
        }
        return names;
    }
}
