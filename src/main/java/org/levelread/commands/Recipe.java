package org.levelread.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/// Commands that make models from nothing, one a line; empty lines and those that begin with # say nothing.
///
/// `${anatomy}`, `${out}`, `${threads}` and `${version}` stand for what was asked. A line that was carried out is written to
/// `done.txt` in the folder and not done again, so that a recipe goes on where it was stopped; rendering and training go on
/// within their line by themselves.
final class Recipe {
    private static final String SHIPPED = "recipe.txt";
    private static final String DONE = "done.txt";

    private final List<String> lines;
    private final Map<String, String> places;

    private Recipe(List<String> lines, Map<String, String> places) {
        this.lines = lines.stream()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .toList();
        this.places = Map.copyOf(places);
        for (String line : this.lines) command(line.split("\\s+")[0]);
    }

    static Recipe shipped(Map<String, String> places) {
        try (InputStream in = Recipe.class.getResourceAsStream(SHIPPED)) {
            if (in == null) throw new IllegalStateException("LevelRead was built without " + SHIPPED);
            return new Recipe(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException where a line begins with no command that a recipe may have
    static Recipe read(Path file, Map<String, String> places) throws IOException {
        return new Recipe(Files.readAllLines(file), places);
    }

    /// the lines as they are written, without comments
    List<String> lines() {
        return lines;
    }

    /// @return the exit status of the first command that failed, else 0
    int run(Path out, PrintWriter err) throws IOException {
        Files.createDirectories(out);
        Path file = out.resolve(DONE);
        Set<String> done = new HashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n);
            String which = "[" + (n + 1) + " of " + lines.size() + "] ";
            if (done.contains(line)) {
                err.println(which + "done before: " + line);
                continue;
            }
            err.println(which + line);
            err.flush();
            long start = System.nanoTime();
            List<String> words = words(line);
            CommandLine command = command(words.getFirst());
            command.setErr(err);
            command.setCaseInsensitiveEnumValuesAllowed(true);
            int status = command.execute(words.subList(1, words.size()).toArray(String[]::new));
            if (status != 0) {
                err.println(which + "ended with status " + status + "; the same command goes on from here");
                return status;
            }
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            err.println(which + "took " + words(Duration.ofNanos(System.nanoTime() - start)));
        }
        return 0;
    }

    /// the places are filled in after the line is cut, so that a folder's name may have spaces
    List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("\\s+")) {
            String filled = word;
            for (var place : places.entrySet()) filled = filled.replace("${" + place.getKey() + "}", place.getValue());
            words.add(filled);
        }
        return words;
    }

    private static String words(Duration time) {
        return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    private static CommandLine command(String name) {
        return new CommandLine(
                switch (name) {
                    case "simulate" -> new SimulateCommand();
                    case "train" -> new TrainCommand();
                    case "calibrate" -> new CalibrateCommand();
                    case "evaluate" -> new EvaluateCommand();
                    default ->
                        throw new IllegalArgumentException("a recipe's line begins with simulate, train, calibrate or"
                                + " evaluate, not with " + name);
                });
    }
}
