package io.tailforge.acceptance.fault;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.tailforge.generation.contract.Event;
import java.util.Optional;

/** The client's end of one inference. */
final class Answer {
    private final ServerCall<byte[], byte[]> down;
    private final Runnable crash;
    private String id = "";
    private boolean open = true;
    private boolean begun;

    Answer(ServerCall<byte[], byte[]> down, Runnable crash) {
        this.down = down;
        this.crash = crash;
    }

    /** @param newId which request this is the answer to */
    synchronized void begin(String newId) {
        id = newId;
    }

    synchronized void say(Said said) {
        if (open) {
            begun();
            down.sendMessage(said.write(id).toByteArray());
        }
    }

    void say(Event event, ByteString piece) {
        say(new Said(event, Optional.of(piece)));
    }

    private void begun() {
        if (!begun) {
            down.sendHeaders(new Metadata());
            begun = true;
        }
    }

    synchronized void end(Status status) {
        if (open) {
            if (status.isOk()) {
                begun();
            }
            open = false;
            down.close(status, new Metadata());
        }
    }

    /** The whole server dies, with this answer and every other that it was giving. */
    void crash() {
        abandoned();
        Thread.ofVirtual().start(crash);
    }

    /** Whether somebody still listens. */
    synchronized boolean isOpen() {
        return open;
    }

    synchronized void abandoned() {
        open = false;
    }

    /** Keeps the client waiting, as long as there is one. */
    void waitMillis(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (isOpen() && System.nanoTime() < until) {
            try {
                Thread.sleep(Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
