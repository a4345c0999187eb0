package io.tailforge.lidargen;

import io.tailforge.scene.variation.Weather;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Bird's-eye pictures of one street's sweeps in each weather, coloured by height, to look at. A program, not a test. */
final class WeatherPictures {
    private static final int PIXELS = 900;

    private WeatherPictures() {}

    /** Arguments: the folder to write to. */
    public static void main(String[] args) throws IOException {
        double clear = Double.POSITIVE_INFINITY;
        draw(args[0], "clear", new Weather(0, 0, 0, clear, 0, 0));
        draw(args[0], "fog-60m", new Weather(1, 0, 0, 60, 0, 0));
        draw(args[0], "fog-150m", new Weather(1, 0, 0, 150, 0, 0));
        draw(args[0], "rain-10", new Weather(1, 10, 0, clear, 0, 0));
        draw(args[0], "rain-50", new Weather(1, 50, 0, clear, 1, 0));
        draw(args[0], "snow-1", new Weather(1, 0, 1, clear, 0, 0.5));
        draw(args[0], "snow-5", new Weather(1, 0, 5, clear, 0, 1));
        draw(args[0], "wet", new Weather(1, 0, 0, clear, 1, 0));
    }

    private static void draw(String folder, String name, Weather weather) throws IOException {
        Street street = Street.usual().car(8, -3, 24, 0).car(18, 0, 24, 0).car(-18, 3, 24, 0);
        SweepPoints points = street.driving(24, 0)
                .sensor("os1-128", 10)
                .weather(weather)
                .engine()
                .sweep(1);
        ImageIO.write(picture(points), "png", new File(folder, name + ".png"));
        System.out.println(name + ": " + points.size() + " points");
    }

    private static BufferedImage picture(SweepPoints points) {
        BufferedImage image = new BufferedImage(2 * PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < points.size(); i++) {
            double x = points.xyz()[3 * i];
            double y = points.xyz()[3 * i + 1];
            double z = points.xyz()[3 * i + 2];
            int colour = Color.HSBtoRGB((float) (0.7 - 0.1 * Math.clamp(z + 2, 0, 6)), 1, 1);
            plot(image, 0, PIXELS / 2.0 - y * PIXELS / 60, PIXELS / 2.0 - x * PIXELS / 60, colour);
            if (Math.abs(y) < 5) {
                plot(image, PIXELS, PIXELS / 2.0 + x * PIXELS / 60, PIXELS / 2.0 - z * PIXELS / 60, colour);
            }
        }
        return image;
    }

    private static void plot(BufferedImage image, int left, double x, double y, int colour) {
        if (x >= 0 && y >= 0 && x < PIXELS && y < PIXELS) {
            image.setRGB(left + (int) x, (int) y, colour);
        }
    }
}
