package org.levelread.pipeline;

import java.nio.file.Path;
import java.util.Map;
import org.levelread.imaging.Radiograph;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.spine.LevelNumbering;
import org.levelread.spine.NumberingOptions;
import org.levelread.spine.SpineFindings;
import org.levelread.spine.SpineMaps;
import org.levelread.spine.VertebraBodies;

/// One film through the nets, the watershed and the numbering; the door of this room. May be used by several
/// threads at once.
public final class FilmPipeline implements AutoCloseable {
    private final Nets nets;
    private final NumberingOptions options;

    FilmPipeline(Nets nets, NumberingOptions options) {
        this.nets = nets;
        this.options = options;
    }

    /// @param models folder with the three nets
    /// @throws IllegalArgumentException in one sentence, where a net is missing or cannot be loaded
    public static FilmPipeline open(Path models) {
        return new FilmPipeline(SegmenterNets.open(models), NumberingOptions.USUAL);
    }

    /// name of each net to its version
    public Map<String, String> models() {
        return nets.models();
    }

    public FilmPrediction predict(Radiograph film) {
        return analyse(film, options, System.nanoTime(), 0).prediction();
    }

    /// Never fails because of what is in the file: what cannot be read is refused with a sentence.
    public FilmAnswer predict(Path file) {
        long start = System.nanoTime();
        Radiograph film;
        try {
            film = FilmReader.read(file);
        } catch (FilmRefusedException e) {
            return new FilmAnswer.Refused(String.valueOf(e.getMessage()));
        }
        return analyse(film, options, start, millisSince(start));
    }

    /// @return the prediction with the maps it was made from
    public FilmAnswer.Answered analyse(Radiograph film) {
        return analyse(film, options, System.nanoTime(), 0);
    }

    /// @param leastConfidence the study's threshold, in [0, 1]: a film whose names are right with a lower probability gets
    ///     none
    public FilmAnswer.Answered analyse(Radiograph film, double leastConfidence) {
        return analyse(film, options.withLeastConfidence(leastConfidence), System.nanoTime(), 0);
    }

    private FilmAnswer.Answered analyse(Radiograph film, NumberingOptions options, long start, double decodeMs) {
        Nets.Maps seen = nets.run(film);
        SpineMaps maps = seen.maps();
        long watershedStart = System.nanoTime();
        VertebraBodies split = LevelNumbering.split(maps, options);
        double watershedMs = millisSince(watershedStart);
        long levelsStart = System.nanoTime();
        SpineFindings findings = LevelNumbering.name(split, options);
        double levelsMs = millisSince(levelsStart);
        StageMillis millis = new StageMillis(
                decodeMs,
                seen.vertebraeMs(),
                seen.sacrumMs(),
                seen.instrumentationMs(),
                watershedMs,
                levelsMs,
                millisSince(start));
        return new FilmAnswer.Answered(
                new FilmPrediction(film.width(), film.height(), findings, nets.models(), millis), maps, seen.fine());
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() {
        nets.close();
    }
}
