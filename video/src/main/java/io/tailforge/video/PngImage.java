package io.tailforge.video;

import io.tailforge.scene.problem.BadInputException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Frames as PNG files, 8-bit RGB, 8-bit grey or 16-bit grey. */
public final class PngImage {
    private static final int MAX_SIDE = 16_384;
    private static final int[] RED_GREEN_BLUE = {0, 1, 2};
    private static final int[] GREY = {0};

    private PngImage() {}

    public static void write(Path file, Frame frame) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, frame);
        }
    }

    public static void write(OutputStream out, Frame frame) throws IOException {
        if (!ImageIO.write(image(frame), "png", out)) {
            throw new IOException("this JDK has no PNG writer");
        }
    }

    static BufferedImage image(Frame frame) {
        int samples = frame.format().samples();
        int[] offsets = samples == 3 ? RED_GREEN_BLUE : GREY;
        DataBuffer data = frame.format() == PixelFormat.GRAY16
                ? new DataBufferUShort(frame.shorts(), frame.shorts().length)
                : new DataBufferByte(frame.bytes(), frame.bytes().length);
        WritableRaster raster = Raster.createInterleavedRaster(
                data, frame.width(), frame.height(), frame.width() * samples, samples, offsets, null);
        int colours = samples == 3 ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY;
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(colours), false, false, ComponentColorModel.OPAQUE, data.getDataType());
        return new BufferedImage(model, raster, false, null);
    }

    /**
     * Reads a PNG: one channel of 16 bits as GRAY16, one of 8 as GRAY8, everything else as RGB24 (alpha dropped).
     *
     * @throws BadInputException PNG-UNREADABLE or PNG-SIZE
     */
    public static Frame read(Path file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            if (in == null || !readers.hasNext()) {
                throw Ffmpeg.refuse("PNG-UNREADABLE", file, "there is no readable file here");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                requireSaneSize(file, reader);
                return frame(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw Ffmpeg.refuse("PNG-UNREADABLE", file, "this is not a whole PNG: " + e.getMessage());
        }
    }

    private static void requireSaneSize(Path file, ImageReader reader) throws IOException {
        if (reader.getWidth(0) > MAX_SIDE || reader.getHeight(0) > MAX_SIDE) {
            throw Ffmpeg.refuse("PNG-SIZE", file, reader.getWidth(0) + "x" + reader.getHeight(0) + " is too large");
        }
    }

    private static Frame frame(BufferedImage image) {
        Raster raster = image.getRaster();
        if (raster.getNumBands() == 1 && image.getColorModel() instanceof ComponentColorModel) {
            return raster.getTransferType() == DataBuffer.TYPE_USHORT ? gray16(raster) : gray8(raster);
        }
        return rgb(image);
    }

    private static Frame gray16(Raster raster) {
        short[] values = (short[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
        return Frame.wrap(raster.getWidth(), raster.getHeight(), values);
    }

    private static Frame gray8(Raster raster) {
        byte[] values = (byte[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
        return Frame.wrap(raster.getWidth(), raster.getHeight(), PixelFormat.GRAY8, values);
    }

    private static Frame rgb(BufferedImage image) {
        Frame frame = Frame.rgb24(image.getWidth(), image.getHeight());
        int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] bytes = frame.bytes();
        for (int i = 0; i < argb.length; i++) {
            bytes[3 * i] = (byte) (argb[i] >> 16);
            bytes[3 * i + 1] = (byte) (argb[i] >> 8);
            bytes[3 * i + 2] = (byte) argb[i];
        }
        return frame;
    }
}
