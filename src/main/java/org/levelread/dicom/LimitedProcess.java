package org.levelread.dicom;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that decodes one file into another in a folder of its own, with limits on time, memory and output. It is
/// told nothing on the way and says nothing.
final class LimitedProcess {
    private static final int MOST_SECONDS = 60;
    /// in blocks of 512 bytes: the largest film and its header
    private static final int MOST_OUTPUT_BLOCKS = 300_000;

    private LimitedProcess() {}

    /// @param command the paths of input and output are added to it
    /// @param mostMemoryKb of address space; 0 where the program limits itself
    /// @return what it wrote
    /// @throws DicomRefusedException where it fails, exceeds a limit or writes nothing
    static byte[] run(List<String> command, int mostMemoryKb, byte[] input) {
        return run(command, mostMemoryKb, MOST_SECONDS, input);
    }

    /// @param mostSeconds by the clock and of the processor
    static byte[] run(List<String> command, int mostMemoryKb, int mostSeconds, byte[] input) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("levelread-decode-");
            Path in = folder.resolve("in.dcm");
            Path out = folder.resolve("out.dcm");
            Files.write(in, input);
            run(command, mostMemoryKb, mostSeconds, in, out);
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw PixelDecoder.damaged();
        } finally {
            if (folder != null) delete(folder);
        }
    }

    private static void run(List<String> command, int mostMemoryKb, int mostSeconds, Path in, Path out)
            throws IOException {
        String limits = "ulimit -t %d; ulimit -f %d; %sexec \"$@\""
                .formatted(mostSeconds, MOST_OUTPUT_BLOCKS, mostMemoryKb == 0 ? "" : "ulimit -v " + mostMemoryKb + "; ");
        List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", limits, "sh"));
        limited.addAll(command);
        limited.add(in.toString());
        limited.add(out.toString());
        Process process = new ProcessBuilder(limited)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(mostSeconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw PixelDecoder.damaged();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PixelDecoder.damaged();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException e) {
            // it lies in the folder for temporary files, which is emptied at the next start
        }
    }
}
