package io.tailforge.service.cli;

import io.tailforge.conditioning.Chunking;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.sensor.Fit;
import io.tailforge.scene.sensor.FrameGrid;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** How {@code render} draws; every value that makes no sense is refused under its option's name. */
final class RenderOptions {
    private static final int MOST_PIXELS_ACROSS = 8192;

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "NAME",
            description = "Layers of the style to draw (default: all). An unknown name lists them.")
    List<String> layers = List.of();

    @Option(
            names = "--layer",
            paramLabel = "NAME=FOLDER",
            description = "Read this layer of an RDS-HQ clip from another folder, for example"
                    + " crosswalks=clip/synthetic-polygons. Repeatable.")
    Map<String, Path> layerFolders = new LinkedHashMap<>();

    @Option(names = "--cameras", split = ",", paramLabel = "NAME", description = "Cameras to draw (default: all).")
    List<String> cameras = List.of();

    @Option(names = "--camera-model", paramLabel = "MODEL", description = "ftheta or pinhole (default: ftheta).")
    Optional<String> cameraModel = Optional.empty();

    @Option(
            names = "--fit",
            paramLabel = "FIT",
            description = "How a camera of another aspect comes to the size: stretch or crop (default: stretch).")
    Optional<String> fit = Optional.empty();

    @Option(
            names = "--frames",
            split = ",",
            paramLabel = "N",
            description = "Frames to draw with --raw, by their index at 30 Hz (default: all).")
    List<Integer> frames = List.of();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Frames of the clip (default: all that was recorded; 121 where nothing was).")
    Optional<Integer> count = Optional.empty();

    @Option(names = "--size", paramLabel = "WxH", description = "Size (default: 1280x720, or the scene's).")
    Optional<String> size = Optional.empty();

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "Frames a second, frame k at k/N s (default: 30, or the scene's).")
    Optional<Integer> fps = Optional.empty();

    @Option(
            names = "--fix-warts",
            description = "Mend the faults of the style's model that its page lists; off, pictures are as generators"
                    + " were trained.")
    boolean fixWarts;

    @Option(names = "--chunk", paramLabel = "N", description = "Cut each video into <camera>_<chunk>.mp4 of N frames.")
    Optional<Integer> chunk = Optional.empty();

    @Option(
            names = "--overlap",
            paramLabel = "M",
            description = "Frames that a chunk shares with the one before (default: 0).")
    Optional<Integer> overlap = Optional.empty();

    DrawingOptions drawing() {
        return new DrawingOptions(new HashSet<>(layers), fixWarts);
    }

    Map<String, Path> layerFolders() {
        return layerFolders;
    }

    List<String> cameras() {
        return cameras;
    }

    Optional<String> cameraModel() {
        return cameraModel;
    }

    Fit fit() {
        return switch (fit.orElse("stretch").toLowerCase(Locale.ROOT)) {
            case "stretch" -> Fit.STRETCH;
            case "crop" -> Fit.CROP;
            default -> throw BadOption.of("--fit", "is stretch or crop, not " + fit.orElseThrow());
        };
    }

    Optional<ImageSize> size() {
        return size.map(RenderOptions::parseSize);
    }

    ImageSize sizeOr(ImageSize usual) {
        return size().orElse(usual);
    }

    static ImageSize parseSize(String text) {
        if (!text.matches("[0-9]{1,4}x[0-9]{1,4}")) {
            throw BadOption.of("--size", "must be WIDTHxHEIGHT, not " + text);
        }
        int x = text.indexOf('x');
        ImageSize parsed =
                new ImageSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
        if (isOdd(parsed.width()) || isOdd(parsed.height())) {
            throw BadOption.of("--size", "must be even and 16.." + MOST_PIXELS_ACROSS + " both ways, not " + text);
        }
        return parsed;
    }

    private static boolean isOdd(int pixels) {
        return pixels < 16 || pixels > MOST_PIXELS_ACROSS || pixels % 2 != 0;
    }

    OptionalInt fps() {
        return inRange("--fps", fps, 60);
    }

    OptionalInt count() {
        return inRange("--count", count, 100_000);
    }

    private static OptionalInt inRange(String option, Optional<Integer> value, int most) {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get() < 1 || value.get() > most) {
            throw BadOption.of(option, "must be 1.." + most + ", not " + value.get());
        }
        return OptionalInt.of(value.get());
    }

    FrameGrid grid(int wantedFrames, int wantedFps, ImageSize wanted) {
        try {
            return new FrameGrid(wantedFrames, wantedFps, wanted.width(), wanted.height());
        } catch (IllegalArgumentException e) {
            throw BadOption.of("--size, --count, --fps", String.valueOf(e.getMessage()));
        }
    }

    Chunking chunking() {
        if (chunk.isEmpty() && overlap.isPresent()) {
            throw BadOption.of("--overlap", "goes with --chunk");
        }
        try {
            return chunk.isEmpty() ? Chunking.WHOLE : new Chunking(chunk.get(), overlap.orElse(0));
        } catch (IllegalArgumentException e) {
            throw BadOption.of(overlap.isPresent() ? "--chunk, --overlap" : "--chunk", String.valueOf(e.getMessage()));
        }
    }

    /** Options that say something about the other kind of result are mistakes. */
    void requireFor(boolean video) {
        if (video && !frames.isEmpty()) {
            throw BadOption.of("--frames", "goes with --raw; a video has all frames, or chunks of them (--chunk)");
        }
        if (!video && (chunk.isPresent() || overlap.isPresent())) {
            throw BadOption.of(chunk.isPresent() ? "--chunk" : "--overlap", "goes with --video");
        }
        chunking();
        fit();
        size();
        fps();
        count();
    }

    TreeSet<Integer> frames() {
        return new TreeSet<>(frames);
    }
}
