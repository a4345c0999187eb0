package io.tailforge.quality;

/** A place in a picture of the working size, integers in pixel centres, u to the right, v down. */
public record Pixel(double u, double v) {}
