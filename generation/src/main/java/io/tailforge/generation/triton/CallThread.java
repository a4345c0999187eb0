package io.tailforge.generation.triton;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs a call's callbacks in the thread that reads the call: messages are parsed there, and nothing is handed from thread to
 * thread on the way.
 */
final class CallThread implements Executor {
    private final BlockingQueue<Runnable> callbacks = new LinkedBlockingQueue<>();
    private volatile boolean left;

    @Override
    public void execute(Runnable callback) {
        callbacks.add(callback);
        if (left) {
            runWaiting();
        }
    }

    /** Runs one callback, or waits for it. */
    void runNext(long longestMillis) throws InterruptedException {
        Runnable callback = callbacks.poll(longestMillis, TimeUnit.MILLISECONDS);
        if (callback != null) {
            callback.run();
        }
    }

    /** Nobody reads any more: what still comes runs where it comes. */
    void leave() {
        left = true;
        runWaiting();
    }

    private void runWaiting() {
        for (Runnable callback = callbacks.poll(); callback != null; callback = callbacks.poll()) {
            callback.run();
        }
    }
}
