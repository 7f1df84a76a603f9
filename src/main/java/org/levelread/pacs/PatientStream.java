package org.levelread.pacs;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A body that is given up when nothing more of it comes: Java's client waits for it for ever.
final class PatientStream extends FilterInputStream {
    private static final ScheduledExecutorService WATCH =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("archive-watch").factory());

    private final ScheduledFuture<?> watch;
    private volatile long progressAt = System.nanoTime();
    private volatile boolean gaveUp;

    PatientStream(InputStream in, Duration patience) {
        super(in);
        long nanos = patience.toNanos();
        watch = WATCH.scheduleWithFixedDelay(() -> giveUpAfter(nanos), nanos / 4, nanos / 4, TimeUnit.NANOSECONDS);
    }

    private void giveUpAfter(long nanos) {
        if (System.nanoTime() - progressAt < nanos || gaveUp) return;
        gaveUp = true;
        try {
            // the thread that reads is woken with an exception
            in.close();
        } catch (IOException e) {
            // it is given up anyway
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            int n = super.read(to, offset, length);
            progressAt = System.nanoTime();
            if (n < 0 && gaveUp) throw new EOFException("given up");
            return n;
        } catch (IOException e) {
            if (gaveUp) throw new EOFException("no progress");
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        super.close();
    }
}
