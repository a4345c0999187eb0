package io.tailforge.service.control;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.conditioning.ControlSequence;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.RangeImage;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.video.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One sequence of range images a LiDAR. */
final class RangeFrames implements ControlFrames {
    private final List<Lidar> lidars;
    private final List<LidarEngine> engines;
    private final LidarModel model;
    private final DrawingOptions options;

    /** @param engines one for each of {@code lidars} */
    RangeFrames(List<Lidar> lidars, List<LidarEngine> engines, LidarModel model, DrawingOptions options) {
        this.lidars = lidars;
        this.engines = engines;
        this.model = model;
        this.options = options;
    }

    @Override
    public ControlPainter painter(Camera camera) {
        throw new IllegalArgumentException("style " + LidarRangeStyle.ID + " draws LiDARs, not " + camera.name());
    }

    @Override
    public List<ControlSequence> sequences(Scene scene) {
        List<ControlSequence> sequences = new ArrayList<>();
        for (int i = 0; i < lidars.size(); i++) {
            LidarEngine engine = engines.get(i);
            String name = lidars.get(i).name();
            FrameGrid grid = new FrameGrid(
                    engine.sweepCount(),
                    (int) LidarRangeStyle.RATE_HZ,
                    model.columns(LidarRangeStyle.RATE_HZ),
                    model.beams().size());
            sequences.add(new ControlSequence(name, grid, () -> new Painter(name, engine)));
        }
        return sequences;
    }

    private final class Painter implements ControlPainter {
        private final String name;
        private final LidarEngine engine;
        private int drawn;
        private Optional<RangeImage> image = Optional.empty();

        Painter(String name, LidarEngine engine) {
            this.name = name;
            this.engine = engine;
        }

        @Override
        public void draw(int frame, Frame out) {
            RangeImage seen =
                    engine.rangeImage(frame).masked(options.draws(WorldStyle.STATIC), options.draws(WorldStyle.ACTORS));
            byte[] rgb = out.bytes();
            for (int p = 0; p < seen.range().length; p++) {
                byte grey = (byte) LidarRangeStyle.grey(seen.range()[p]);
                rgb[3 * p] = grey;
                rgb[3 * p + 1] = grey;
                rgb[3 * p + 2] = grey;
            }
            image = Optional.of(seen);
            drawn = frame;
        }

        @Override
        public void keepExact(Path folder) throws IOException {
            Path file = folder.resolve(name).resolve(String.format("%06d.npz", drawn));
            Files.createDirectories(file.getParent());
            image.orElseThrow().writeNpz(elevations(), file);
        }

        /** Of the rows, radians, the highest first. */
        private float[] elevations() {
            float[] elevations = new float[model.beams().size()];
            for (int row = 0; row < elevations.length; row++) {
                elevations[row] =
                        (float) model.beams().get(elevations.length - 1 - row).elevation();
            }
            return elevations;
        }
    }
}
