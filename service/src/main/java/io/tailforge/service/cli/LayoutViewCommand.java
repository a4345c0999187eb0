package io.tailforge.service.cli;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.view.MapView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.video.PngImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "view",
        description = "Draws a layout from above as a PNG, with the drive that was recorded on it.",
        mixinStandardHelpOptions = true)
final class LayoutViewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path path = Path.of("");

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.png",
            description = "The picture to write.")
    Path out = Path.of("");

    @Option(
            names = "--size",
            defaultValue = "1600x1200",
            paramLabel = "WxH",
            converter = PictureSize.Converter.class,
            description = "Pixels (default: ${DEFAULT-VALUE}).")
    PictureSize size = new PictureSize(1600, 1200);

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "METRES",
            description = "x,y,radius: only what lies around a place, in the layout's metres (default: all of it).")
    List<Double> at = List.of();

    @Override
    public Integer call() throws IOException {
        LayoutReading reading = Layouts.read(path);
        MapView view = view(reading);
        PngImage.write(out, view.draw());
        System.out.printf("%s: the bar is %.0f m long%n", out, view.barMetres());
        return 0;
    }

    private MapView view(LayoutReading reading) {
        if (at.isEmpty()) {
            return MapView.ofAll(reading, size.width(), size.height());
        }
        if (at.size() != 3 || !(at.get(2) > 0)) {
            throw new BadInputException(Problem.of(
                    "BAD-OPTION", "--at", "must be x,y,radius with a radius above zero, for example 120,-40,60"));
        }
        return MapView.around(reading, at.get(0), at.get(1), at.get(2), size.width(), size.height());
    }
}
