package io.tailforge.variation.read;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonParser;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.RigDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The files that a spec on disk names: {@code ego: {file}}, {@code tracks: {file}} and {@code rig: {file}}, CSV or JSON, in the
 * spec's folder or below it. Their content takes the place of their name, so that a request holds all it needs.
 */
public final class SpecFiles {
    private static final long MOST_BYTES = 16L << 20;

    private final Path folder;
    private final FrameGrid grid;
    private long bytes;

    private SpecFiles(Path folder, FrameGrid grid) {
        this.folder = folder;
        this.grid = grid;
    }

    /**
     * The spec's text; where it names files, as JSON with their content inline.
     *
     * @throws BadInputException naming file, line and column of what is wrong in a file, or, where files are named, in the
     *     spec
     */
    public static String inlined(Path spec) throws IOException {
        byte[] utf8 = VariationSpecReader.bounded(spec);
        Json tree = VariationSpecReader.parse(spec.toString(), utf8);
        JsonView view = JsonView.of(spec.toString(), tree);
        Path folder = spec.toRealPath().getParent();
        if (!(tree instanceof Json.Obj root) || folder == null) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
        Json whole = new SpecFiles(folder, gridOf(view)).whole(root, view);
        if (whole.equals(tree)) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
        VariationSpecReader.read(JsonView.of(spec.toString(), whole));
        return JsonWriter.compact(whole);
    }

    /** What is wrong with it is said when the spec is read. */
    private static FrameGrid gridOf(JsonView view) {
        return new Complaints().read(VariationSpecReader.DEFAULT_GRID, () -> view.find("clip")
                .map(VariationSpecReader::grid)
                .orElse(VariationSpecReader.DEFAULT_GRID));
    }

    private Json whole(Json.Obj root, JsonView view) {
        Map<String, Json> fields = new LinkedHashMap<>(root.fields());
        fields.computeIfPresent("rig", (key, rig) -> rig(rig, view.field(key)));
        fields.computeIfPresent("scenes", (key, scenes) -> scenes(scenes, view.field(key)));
        return new Json.Obj(fields, root.line());
    }

    private Json scenes(Json scenes, JsonView view) {
        return scenes instanceof Json.Arr list
                ? new Json.Arr(view.items().stream().map(this::scene).toList(), list.line())
                : scenes;
    }

    private Json scene(JsonView view) {
        if (!(view.json() instanceof Json.Obj scene)) {
            return view.json();
        }
        Map<String, Json> fields = new LinkedHashMap<>(scene.fields());
        PathReader paths = new PathReader(grid);
        fields.computeIfPresent("ego", (key, ego) -> isFile(ego) ? ego(view.field(key), paths) : ego);
        fields.computeIfPresent("tracks", (key, tracks) -> isFile(tracks) ? tracks(view.field(key), paths) : tracks);
        return new Json.Obj(fields, scene.line());
    }

    private static boolean isFile(Json value) {
        return value instanceof Json.Obj object && object.fields().containsKey("file");
    }

    private Json ego(JsonView view, PathReader paths) {
        Content file = content(view.onlyKeys("file").field("file"));
        Json path = file.isCsv() ? CsvPaths.ego(file.name(), file.bytes()) : file.json();
        paths.ego(JsonView.of(file.name(), path));
        return path;
    }

    private Json tracks(JsonView view, PathReader paths) {
        Content file = content(view.onlyKeys("file").field("file"));
        Json tracks = file.isCsv() ? CsvPaths.tracks(file.name(), file.bytes()) : file.json();
        paths.tracks(JsonView.of(file.name(), tracks));
        return tracks;
    }

    private Json rig(Json rig, JsonView view) {
        if (!(rig instanceof Json.Obj object) || !isFile(rig)) {
            return rig;
        }
        view.find("inline").ifPresent(inline -> {
            throw inline.bad("RIG-UNCLEAR", "give file or inline, not both");
        });
        Content file = content(view.field("file"));
        RigDocument.read(JsonView.of(file.name(), file.json()));
        Map<String, Json> fields = new LinkedHashMap<>(object.fields());
        fields.remove("file");
        fields.put("inline", file.json());
        return new Json.Obj(fields, object.line());
    }

    private record Content(String name, byte[] bytes) {
        boolean isCsv() {
            return name.toLowerCase(Locale.ROOT).endsWith(".csv");
        }

        Json json() {
            if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                throw new BadInputException(
                        Problem.of("SPEC-FILE-KIND", name, "must end in .csv or .json (a rig's in .json)"));
            }
            return JsonParser.parse(name, bytes);
        }
    }

    private Content content(JsonView view) {
        String name = view.asString();
        Path real = inside(view, name);
        try {
            bytes += Files.size(real);
            if (bytes > MOST_BYTES) {
                throw view.bad("SPEC-FILE-TOO-LARGE", "takes the spec's files over " + (MOST_BYTES >> 20) + " MiB");
            }
            return new Content(name, Files.readAllBytes(real));
        } catch (IOException e) {
            throw view.bad("SPEC-FILE-UNREADABLE", "cannot be read: " + e.getMessage());
        }
    }

    private Path inside(JsonView view, String name) {
        try {
            Path named = folder.resolve(name).normalize();
            if (Path.of(name).isAbsolute() || !named.startsWith(folder)) {
                throw outside(view);
            }
            if (!Files.isRegularFile(named)) {
                throw view.bad("NO-SUCH-FILE", "there is no file '" + name + "' in the spec's folder");
            }
            Path real = named.toRealPath();
            if (!real.startsWith(folder)) {
                throw outside(view);
            }
            return real;
        } catch (InvalidPathException | IOException e) {
            throw view.bad("NO-SUCH-FILE", "there is no such file: " + e.getMessage());
        }
    }

    private static BadInputException outside(JsonView view) {
        return view.bad("SPEC-FILE-OUTSIDE", "must lie in the spec's own folder or below it");
    }
}
