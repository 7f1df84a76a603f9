package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A bar on standard error where that is a terminal, and the sum at the end in any case.
final class ImportProgress {
    private static final int WIDTH = 40;

    private final int total;
    private final boolean shown;
    private int done;

    ImportProgress(int total) {
        this.total = total;
        this.shown = errorIsTerminal();
    }

    /// [System#console()] tells it of standard input and output alone, and the lines often go into a file
    private static boolean errorIsTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.matches("/dev/(pts/[0-9]+|tty[A-Za-z]*[0-9]*|console)");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// takes the bar away, so that a line does not begin behind it
    void clear() {
        if (shown) System.err.print("\r\u001b[K");
    }

    void step() {
        done++;
        if (!shown) return;
        int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
        System.err.printf("\r[%s%s] %d of %d", "=".repeat(filled), " ".repeat(WIDTH - filled), done, total);
    }

    void end(String sum) {
        if (shown) System.err.println();
        System.err.println(sum);
    }
}
