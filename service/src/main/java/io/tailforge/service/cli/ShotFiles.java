package io.tailforge.service.cli;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.PngImage;
import io.tailforge.videogen.ViewFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One camera's pictures and their truth as single files; {@code docs/camera-shoot.md} states the formats. */
final class ShotFiles {
    private final Path folder;
    private final int[] palette = new int[256];

    ShotFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (SemanticClass semantic : SemanticClass.values()) {
            palette[semantic.id()] = semantic.rgb();
        }
    }

    void write(int frame, ViewFrame view) throws IOException {
        int width = view.width();
        int height = view.height();
        png(frame, "rgb", Frame.wrap(width, height, PixelFormat.RGB24, view.rgb()));
        png(frame, "instance", Frame.wrap(width, height, shorts(view.instance())));
        png(frame, "semantic", Frame.wrap(width, height, PixelFormat.GRAY8, view.semantic()));
        png(frame, "semantic-view", coloured(view));
        NpyFile.write(file(frame, "depth.npy"), view.depth(), height, width);
        NpyFile.write(file(frame, "normals.npy"), view.normals(), height, width, 3);
    }

    void writeFlow(int frame, ViewFrame view, float[] flow) throws IOException {
        FloFile.write(file(frame, "flow.flo"), flow, view.width(), view.height());
    }

    private void png(int frame, String layer, Frame picture) throws IOException {
        PngImage.write(file(frame, layer + ".png"), picture);
    }

    private Path file(int frame, String ending) {
        return folder.resolve(String.format("%06d.%s", frame, ending));
    }

    private static short[] shorts(char[] values) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) values[i];
        }
        return shorts;
    }

    private Frame coloured(ViewFrame view) {
        Frame picture = Frame.rgb24(view.width(), view.height());
        byte[] rgb = picture.bytes();
        for (int p = 0; p < view.semantic().length; p++) {
            int colour = palette[view.semantic()[p] & 255];
            rgb[3 * p] = (byte) (colour >> 16);
            rgb[3 * p + 1] = (byte) (colour >> 8);
            rgb[3 * p + 2] = (byte) colour;
        }
        return picture;
    }
}
