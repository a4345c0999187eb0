package io.tailforge.service.layout;

import io.tailforge.conditioning.view.MapView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.NoSuchThingException;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.web.Problems;
import io.tailforge.video.PngImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/v1/layouts")
class LayoutController {
    private static final int LISTED = 1000;
    private static final int VIEW_WIDTH = 1280;
    private static final int VIEW_HEIGHT = 960;

    private final LayoutRegistry registry;
    private final LayoutCatalog catalog;
    private final Path uploads;

    LayoutController(LayoutRegistry registry, LayoutCatalog catalog, TailforgeProperties properties) {
        this.registry = registry;
        this.catalog = catalog;
        this.uploads = properties.home().resolve("uploads").toAbsolutePath();
    }

    /** A checked layout, with what was odd about it. */
    record Checked(LayoutRow layout, List<Problem> warnings) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Checked> upload(@RequestPart("file") MultipartFile file) throws IOException {
        Files.createDirectories(uploads);
        Path folder = Files.createTempDirectory(uploads, "layout");
        try (InputStream content = file.getInputStream()) {
            String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
            LoadedLayout layout = registry.register(LayoutUpload.unpack(name, content, folder));
            return ResponseEntity.created(
                            URI.create("/v1/layouts/" + layout.row().id()))
                    .body(new Checked(layout.row(), nameless(layout.reading().warnings(), folder)));
        } catch (BadInputException e) {
            throw new BadInputException(nameless(e.problems(), folder));
        } finally {
            delete(folder);
        }
    }

    /** Problems by the names that the client sent, without the folder where its files lay for a moment. */
    private static List<Problem> nameless(List<Problem> problems, Path folder) {
        String prefix = folder + "/";
        return problems.stream()
                .map(problem -> new Problem(
                        problem.code(),
                        problem.source().replace(prefix, ""),
                        problem.pointer(),
                        problem.line(),
                        problem.detail().replace(prefix, "")))
                .toList();
    }

    /** @param bbox west,south,east,north in degrees; only georeferenced layouts are found by it */
    @GetMapping
    List<LayoutRow> list(@RequestParam(name = "bbox", defaultValue = "") String bbox) {
        return bbox.isEmpty() ? catalog.list(LISTED) : catalog.listWithin(box(bbox), LISTED);
    }

    @GetMapping("/{id}")
    LayoutRow get(@PathVariable String id) {
        return catalog.find(id).orElseThrow(() -> new NoSuchThingException("layout", id));
    }

    /** The map document. */
    @GetMapping(value = "/{id}/map", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource map(@PathVariable String id) {
        return new FileSystemResource(registry.load(id).document());
    }

    /** The layout from above, as {@code tailforge layout view} draws it. */
    @GetMapping(value = "/{id}/view.png", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] view(@PathVariable String id) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PngImage.write(
                png,
                MapView.ofAll(registry.load(id).reading(), VIEW_WIDTH, VIEW_HEIGHT)
                        .draw());
        return png.toByteArray();
    }

    private static LayoutRow.Box box(String text) {
        double[] n;
        try {
            n = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw Problems.parameter("bbox", "must be four numbers: west,south,east,north");
        }
        boolean valid = n.length == 4
                && Arrays.stream(n).allMatch(Double::isFinite)
                && Math.abs(n[0]) <= 180
                && Math.abs(n[2]) <= 180
                && Math.abs(n[1]) <= 90
                && Math.abs(n[3]) <= 90
                && n[1] <= n[3];
        if (!valid) {
            throw Problems.parameter("bbox", "must be west,south,east,north in degrees, south not above north");
        }
        return new LayoutRow.Box(Math.min(n[0], n[2]), n[1], Math.max(n[0], n[2]), n[3]);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
