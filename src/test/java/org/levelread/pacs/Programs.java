package org.levelread.pacs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of Debian's packages, which judge what is written here.
final class Programs {
    private Programs() {}

    /// what it printed on both streams
    record Said(int status, String text) {
        List<String> linesWith(String word) {
            return text.lines().filter(line -> line.contains(word)).toList();
        }
    }

    static Said run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " does not end");
        }
        return new Said(process.exitValue(), text);
    }

    /// the errors that dicom3tools' validator finds, by the current standard
    static List<String> dciodvfyErrors(Path file) throws IOException, InterruptedException {
        Said said = run("dciodvfy", "-new", file.toString());
        return said.linesWith("Error");
    }

    /// with Debian's own Python, for which its packages are
    static Said python(String script, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 3];
        command[0] = "/usr/bin/python3";
        command[1] = "-c";
        command[2] = script;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return run(command);
    }
}
