package io.tailforge.service.cli;

/** Pixels. */
record ImageSize(int width, int height) {}
