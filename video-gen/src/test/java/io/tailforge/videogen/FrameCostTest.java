package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tailforge.scene.Scene;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FrameCostTest {
    /** The film's small pictures, painters' scratch; a boxed vector a ray would be tens of megabytes. */
    private static final long MOST_BYTES = 10_000_000;

    @Test
    void aWarmFrameLeavesLittleGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Weather storm = new Weather(1, 10, 0, 300, 1, 0);
        Scene scene = TestStreet.scene(storm, TestStreet.NIGHT, 160, 96);
        SceneMesh mesh = TestStreet.mesh();
        CameraEngine engine =
                new CameraEngine(scene, mesh, WorldBvh.of(mesh), 7, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame frame = engine.newFrame();
        long least = Long.MAX_VALUE;
        for (int shot = 0; shot < 60 && least > MOST_BYTES; shot++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            engine.shoot(0, 1, frame);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(MOST_BYTES);
    }
}
