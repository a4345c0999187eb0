package io.tailforge.service.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Width and height of a picture in pixels, written {@code WxH}. */
record PictureSize(int width, int height) {
    private static final int LEAST = 16;
    private static final int MOST = 8192;

    PictureSize {
        if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
            throw new IllegalArgumentException(width + "x" + height + " is not within 16x16 and 8192x8192");
        }
    }

    static final class Converter implements ITypeConverter<PictureSize> {
        @Override
        public PictureSize convert(String text) {
            if (!text.matches("[0-9]{1,5}x[0-9]{1,5}")) {
                throw new TypeConversionException("must be WIDTHxHEIGHT, for example 1280x720, not '" + text + "'");
            }
            int x = text.indexOf('x');
            try {
                return new PictureSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
