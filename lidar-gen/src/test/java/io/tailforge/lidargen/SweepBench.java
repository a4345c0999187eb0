package io.tailforge.lidargen;

import com.sun.management.OperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** CPU seconds of a sweep through the tests' street, and a bird's-eye picture of one. Run as a program; not a test. */
final class SweepBench {
    private static final int PIXELS = 1000;
    private static final double METRES = 80;

    private SweepBench() {}

    public static void main(String[] args) throws IOException {
        for (String sensor : new String[] {"hdl-32e", "os1-128", "reference-128x3600"}) {
            double rate = sensor.equals("hdl-32e") ? 20 : 10;
            LidarEngine engine =
                    Street.usual().driving(10, 0.05).sensor(sensor, rate).engine();
            measure(sensor, engine);
        }
        if (args.length > 0) {
            picture(Street.usual().driving(10, 0.05).engine().sweep(2), new File(args[0]));
            SweepNpz.write(Street.usual().driving(10, 0.05).engine().sweep(2), Path.of(args[0] + ".npz"));
        }
    }

    static void measure(String name, LidarEngine engine) {
        double best = Double.MAX_VALUE;
        SweepPoints points = engine.sweep(0);
        for (int i = 0; i < 12; i++) {
            long before = cpu();
            points = engine.sweep(i % engine.sweepCount());
            best = Math.min(best, (cpu() - before) * 1e-9);
        }
        System.out.printf(Locale.ROOT, "%-20s %7d points  %.3f CPU s a sweep%n", name, points.size(), best);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** North is the sensor's x axis; brightness is intensity, actors are coloured. */
    static void picture(SweepPoints points, File file) throws IOException {
        BufferedImage image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < points.size(); i++) {
            int x = (int) (PIXELS / 2.0 - points.xyz()[3 * i + 1] * PIXELS / METRES);
            int y = (int) (PIXELS / 2.0 - points.xyz()[3 * i] * PIXELS / METRES);
            if (x >= 0 && y >= 0 && x < PIXELS && y < PIXELS) {
                int level = Math.min(255, 60 + 3 * (points.intensity()[i] & 255));
                int actor = points.instance()[i];
                image.setRGB(x, y, actor == 0 ? level * 0x010101 : java.awt.Color.HSBtoRGB(actor * 0.381f, 1, 1));
            }
        }
        ImageIO.write(image, "png", file);
    }
}
