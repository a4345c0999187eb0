package io.tailforge.scene.artifact;

/** What a generation backend can make. Truth layers are lossless; {@code docs/contract-v1.md} states their encodings. */
public enum ObjectKind {
    /** H.264 MP4, one per view. */
    RGB,
    /** FFV1 Matroska, gray16le: z-depth along the optical axis in 1/256 m, 0 where nothing is hit within 255 m. */
    DEPTH,
    /** FFV1 Matroska, gray16le: actor index + 1, 0 elsewhere. */
    INSTANCE,
    /** FFV1 Matroska, gray8: {@link SemanticClass#id()}. */
    SEMANTIC,
    /** Forward optical flow. */
    FLOW,
    /** One range image a sweep. */
    RANGE_IMAGE,
    /** One npz a sweep. */
    POINTS
}
