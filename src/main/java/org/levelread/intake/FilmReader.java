package org.levelread.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.levelread.dicom.Concerns;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.DicomFilm;
import org.levelread.dicom.DicomReader;
import org.levelread.dicom.DicomRefusedException;
import org.levelread.imaging.Percentiles;
import org.levelread.imaging.Radiograph;

/// Reads a film from a file of any accepted kind: PNG or JPEG in grey, or DICOM.
///
/// The kind is told by the content, not by the name. Sizes are checked from the header, before memory for pixels is
/// taken. Values of eight bits are widened to 16 by x 257.
public final class FilmReader {
    public static final long MOST_BYTES = 100_000_000;

    /// a picture with fewer grey values than these, its darkest and brightest 0.5 % left out, shows nothing
    private static final int LEAST_GREY_VALUES = 8;

    private static final String NO_PICTURE =
            "holds no picture: nearly all of its pixels have the same grey. Choose the film itself.";

    private static final String TOO_LONG =
            "has more than %d MB, the most that a film file may have: crop the film or save it as PNG."
                    .formatted(MOST_BYTES / 1_000_000);

    private FilmReader() {}

    /// @throws FilmRefusedException where there is no film to be read, with the sentence for the user
    public static Radiograph read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.exists(file)) throw refused(name, "does not exist: check the path.");
        if (Files.isDirectory(file)) throw refused(name, "is a folder: choose the film's file in it.");
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > MOST_BYTES) throw refused(name, TOO_LONG);
            return read(in, name);
        } catch (IOException e) {
            throw refused(name, "cannot be read: check that it may be opened.");
        }
    }

    /// reads to the end of the stream, or up to the limit, and leaves it open
    ///
    /// @param name of the file, for the sentence of a refusal
    public static Radiograph read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
        return read(bytes, name);
    }

    /// @throws FilmRefusedException where there is no film in the bytes, with the sentence for the user
    public static Radiograph read(byte[] bytes, String name) {
        try {
            Radiograph film = decode(bytes);
            requirePicture(film);
            return film;
        } catch (Refusal | DicomRefusedException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    /// whether the bytes are those of a DICOM file, by their beginning
    public static boolean isDicom(byte[] bytes) {
        return FileKind.of(bytes) == FileKind.DICOM;
    }

    /// @param frame of the file, from 0
    /// @throws FilmRefusedException where there is no such film in the bytes, with the sentence for the user
    public static IncomingFilm readDicom(byte[] bytes, int frame, String name) {
        return frame(dicom(bytes, name), frame, name).orElseThrow(() -> refused(name, NO_PICTURE));
    }

    /// the file alone, so that several of its frames can be read
    ///
    /// @throws FilmRefusedException where the bytes are no DICOM file, with the sentence for the user
    public static DicomFile dicom(byte[] bytes, String name) {
        try {
            requireSize(bytes);
            if (!isDicom(bytes)) throw new Refusal("is " + FileKind.of(bytes).words() + ", not a DICOM file.");
            return DicomFile.read(bytes);
        } catch (Refusal | DicomRefusedException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    /// one of a file's frames; empty where it shows nothing
    ///
    /// @param frame from 0
    /// @throws FilmRefusedException where there is no such frame or it cannot be decoded, with the sentence for the user
    public static Optional<IncomingFilm> frame(DicomFile file, int frame, String name) {
        try {
            DicomFilm film = DicomReader.read(file, frame);
            if (!showsSomething(film.film())) return Optional.empty();
            return Optional.of(new IncomingFilm(file, film, Concerns.of(file.dataSet(), film)));
        } catch (DicomRefusedException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    private static void requireSize(byte[] bytes) throws Refusal {
        if (bytes.length == 0) throw new Refusal("is empty: copy or export it again.");
        if (bytes.length > MOST_BYTES) throw new Refusal(TOO_LONG);
    }

    private static Radiograph decode(byte[] bytes) throws Refusal {
        requireSize(bytes);
        FileKind kind = FileKind.of(bytes);
        return switch (kind) {
            case PNG -> PictureDecoder.png(bytes);
            case JPEG -> PictureDecoder.jpeg(bytes);
            case DICOM -> DicomReader.read(bytes).film();
            case PDF, TIFF, GIF, BMP, WEBP, JPEG_2000, NRRD, ZIP, GZIP, TEXT, UNKNOWN ->
                throw new Refusal("is " + kind.words() + ": a film is a PNG, a JPEG or a DICOM file.");
        };
    }

    private static void requirePicture(Radiograph film) throws Refusal {
        if (!showsSomething(film)) throw new Refusal(NO_PICTURE);
    }

    private static boolean showsSomething(Radiograph film) {
        double[] range = Percentiles.of(film, 0.5, 99.5);
        boolean[] found = new boolean[65536];
        int count = 0;
        for (short value : film.values()) {
            int grey = value & 0xffff;
            if (grey < range[0] || grey > range[1] || found[grey]) continue;
            found[grey] = true;
            if (++count >= LEAST_GREY_VALUES) return true;
        }
        return false;
    }

    /// a name for a sentence: without folders and control characters, and not longer than a line
    private static FilmRefusedException refused(String name, String reason) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String printable = last.replaceAll("\\p{Cntrl}", "").strip();
        String shown = printable.isEmpty() ? "The file" : printable;
        return new FilmRefusedException(shown.length() <= 100 ? shown : shown.substring(0, 99) + "…", reason);
    }
}
