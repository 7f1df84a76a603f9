package org.levelread.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.readers.SignedIn;
import org.springframework.stereotype.Service;

/// Takes files that people send. A file lies in a temporary file until it is known to be a film; of a refused one
/// nothing stays.
@Service
public class Uploads {
    /// two films are decoded at a time, so that many large ones sent together do not exhaust the memory
    private final Semaphore decoding = new Semaphore(2);

    private final Films films;
    private final FilmArrivals arrivals;
    private final DeidentificationKey key;

    Uploads(Films films, FilmArrivals arrivals, DeidentificationKey key) {
        this.films = films;
        this.arrivals = arrivals;
        this.key = key;
    }

    /// reads the stream up to the limit and, where it holds a film, stores that
    ///
    /// @param name of the file as the sender has it: only sentences for the sender hold it, and a pseudonym is stored
    /// @throws IOException where the sender stopped in the middle
    public UploadOutcome take(UUID studyId, InputStream content, String name, SignedIn sender) throws IOException {
        String shown = withoutFolders(name);
        Path file = Files.createTempFile("levelread-upload-", ".part");
        try {
            if (!copied(content, file)) return new UploadOutcome.Refused(tooLong(shown));
            return read(studyId, file, shown, sender);
        } catch (FilmRefusedException e) {
            return new UploadOutcome.Refused(String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// "x.png has more than 100 MB: …"
    public static String tooLong(String name) {
        return withoutFolders(name) + " has more than " + FilmReader.MOST_BYTES / 1_000_000
                + " MB, the most that a film file may have: crop the film or save it as PNG.";
    }

    private UploadOutcome read(UUID studyId, Path file, String name, SignedIn sender) {
        decoding.acquireUninterruptibly();
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (FilmReader.isDicom(bytes)) {
                return outcome(arrivals.take(studyId, bytes, name, sender.accountId()), name);
            }
            // people put patients' names into those of files
            String called = key.pseudonyms().fileName(name);
            return switch (films.add(studyId, FilmReader.read(bytes, name), called, sender.accountId())) {
                case FilmAddition.Added added -> new UploadOutcome.Stored(added.film());
                case FilmAddition.Duplicate duplicate -> same(name, duplicate.existing());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            decoding.release();
        }
    }

    private static UploadOutcome outcome(Arrival arrival, String name) {
        return switch (arrival) {
            case Arrival.Added(Film film) -> new UploadOutcome.Stored(film);
            case Arrival.Duplicate(Film existing, int frame) -> same(name, existing);
            case Arrival.Quarantined quarantined -> new UploadOutcome.Quarantined(name + " " + quarantined.reason());
            case Arrival.Refused(String reason) -> new UploadOutcome.Refused(name + " " + reason);
        };
    }

    private static UploadOutcome same(String name, Film existing) {
        return new UploadOutcome.Refused(
                name + " is the same film as " + existing.title() + ", pixel for pixel: it was not stored again.");
    }

    /// @return whether all of it came within the limit
    private static boolean copied(InputStream content, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                total += n;
                if (total > FilmReader.MOST_BYTES) return false;
                out.write(buffer, 0, n);
            }
        }
        return true;
    }

    private static String withoutFolders(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String printable = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        if (printable.isEmpty()) return "The file";
        return printable.length() <= 100 ? printable : printable.substring(0, 99) + "…";
    }
}
