package org.levelread.commands;

import java.io.Console;

/// A bar on standard error where that is a terminal, and the sum at the end in any case.
final class ImportProgress {
    private static final int WIDTH = 40;
    private static final long EVERY_NANOS = 200_000_000;

    private final int total;
    private final boolean shown;
    private int done;
    private long last;

    ImportProgress(int total) {
        this.total = total;
        Console console = System.console();
        this.shown = console != null && console.isTerminal();
    }

    void step() {
        done++;
        long now = System.nanoTime();
        if (!shown || now - last < EVERY_NANOS && done < total) return;
        last = now;
        int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
        System.err.printf("\r[%s%s] %d of %d", "=".repeat(filled), " ".repeat(WIDTH - filled), done, total);
    }

    void end(String sum) {
        if (shown) System.err.println();
        System.err.println(sum);
    }
}
