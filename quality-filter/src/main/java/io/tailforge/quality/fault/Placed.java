package io.tailforge.quality.fault;

/** A fault at its place in one clip. */
public record Placed(Fault fault, Place place) {}
