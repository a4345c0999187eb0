package io.tailforge.generation.contract;

/** Sizes that both ends keep to; {@code docs/contract-v1.md} says why. */
public final class Limits {
    /** One piece of an object, bytes: gRPC is fastest between 1 and 4 MiB and both ends stay flat in memory. */
    public static final int PIECE_BYTES = 4 << 20;

    /** A whole request, bytes: a Triton needs about five times the payload in memory. */
    public static final int REQUEST_BYTES = 64 << 20;

    /** A whole response message, bytes: one piece and its event. */
    public static final int RESPONSE_BYTES = 8 << 20;

    /** HTTP/2 flow-control window, bytes. */
    public static final int FLOW_WINDOW_BYTES = 32 << 20;

    /** A server stays silent for no longer than this while it works on a request. */
    public static final int HEARTBEAT_SECONDS = 15;

    private Limits() {}
}
