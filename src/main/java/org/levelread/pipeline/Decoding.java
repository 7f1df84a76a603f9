package org.levelread.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.levelread.imaging.Radiograph;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;

/// What reading a file gave.
sealed interface Decoding {
    record Film(Radiograph radiograph) implements Decoding {}

    record NoFilm(String reason) implements Decoding {}

    static Decoding decode(Path file) {
        try {
            return new Film(FilmReader.read(file));
        } catch (FilmRefusedException e) {
            return new NoFilm(e.getMessage());
        } catch (NoSuchFileException e) {
            return new NoFilm(file + " does not exist.");
        } catch (IOException e) {
            String why = Files.isReadable(file) ? "it could not be read to its end" : "it may not be read by this user";
            return new NoFilm(file + " cannot be opened: " + why + ".");
        }
    }
}
