package io.tailforge.scene.map;

/** The side of the road on which traffic keeps. */
public enum DrivingSide {
    RIGHT,
    LEFT
}
