package io.tailforge.conditioning.worldscenario;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.rdshq.RdsHqReader;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Objects;

/** CPU milliseconds a frame of every camera of an RDS-HQ clip (the argument) at 1280x720, in rounds: the last one is warm. */
final class WorldScenarioBench {
    private static final int ROUNDS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private WorldScenarioBench() {}

    public static void main(String[] args) {
        LayoutReading clip = new RdsHqReader().read(Path.of(args[0]));
        Recording recording = clip.recording().orElseThrow();
        Rig rig = Objects.requireNonNull(recording.rigs().get("ftheta"));
        FrameGrid grid = new FrameGrid(121, 30, 1280, 720);
        Scene scene = Scenes.of(rig, recording.ego(), recording.actors(), recording.lights(), grid);
        try (ControlFrames frames = new WorldScenarioV3Renderer().open(scene, clip.map(), DrawingOptions.EXACT)) {
            for (int round = 0; round < ROUNDS; round++) {
                double sum = 0;
                for (Camera camera : rig.cameras()) {
                    double millis = millisAFrame(frames.painter(camera), grid);
                    System.out.printf("round %d  %-28s %6.2f ms%n", round, camera.name(), millis);
                    sum += millis;
                }
                System.out.printf(
                        "round %d  %-28s %6.2f ms%n",
                        round, "mean", sum / rig.cameras().size());
            }
        }
    }

    private static double millisAFrame(ControlPainter painter, FrameGrid grid) {
        Frame frame = Frame.rgb24(grid.width(), grid.height());
        long start = THREADS.getCurrentThreadCpuTime();
        for (int k = 0; k < grid.frames(); k++) {
            painter.draw(k, frame);
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / grid.frames();
    }
}
