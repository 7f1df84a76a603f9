package org.levelread.commands;

import java.io.PrintWriter;
import java.util.Locale;

/// A bar with the time left: one that grows on a terminal, a line for each twentieth in a log.
final class Progress {
    private final PrintWriter err;
    private final int count;
    private final long start = System.nanoTime();
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private final int every;

    Progress(PrintWriter err, int count) {
        this.err = err;
        this.count = count;
        every = Math.max(1, count / (terminal ? 1000 : 20));
    }

    /// @param done films so far
    void done(int done) {
        if (done % every != 0 && done != count) return;
        double seconds = (System.nanoTime() - start) / 1e9;
        long left = Math.round(seconds / done * (count - done));
        int full = (int) (20L * done / count);
        err.printf(
                Locale.ROOT,
                "[%s%s] %d of %d films, %.1f a second, %d:%02d left",
                "#".repeat(full),
                ".".repeat(20 - full),
                done,
                count,
                done / seconds,
                left / 60,
                left % 60);
        err.print(terminal && done != count ? "   \r" : System.lineSeparator());
        err.flush();
    }
}
