package org.levelread.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.DicomFilm;
import org.levelread.dicom.DicomRefusedException;
import org.levelread.dicom.Tag;

/// What came of one file.
///
/// @param reason the rest of a sentence that begins with the file, without a value of an attribute; empty for a film
/// that was
///     simply accepted
/// @param sha256 over the stored values of the first frame
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"file", "status", "reason", "rows", "columns", "frames", "transferSyntax", "sha256"})
record ImportLine(
        String file,
        String status,
        String reason,
        @Nullable Integer rows,
        @Nullable Integer columns,
        @Nullable Integer frames,
        @Nullable String transferSyntax,
        @Nullable String sha256) {

    /// How an import answers a file.
    enum Status {
        ACCEPTED,
        QUARANTINED,
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ImportLine of(String file, Status status, String reason, DicomFilm film, String sha256) {
        return new ImportLine(
                file,
                status.word(),
                reason,
                film.stored().rows(),
                film.stored().columns(),
                film.frames(),
                film.transferSyntax(),
                sha256);
    }

    /// with what can be told of it all the same
    static ImportLine refused(String file, String reason, byte[] bytes) {
        String refused = Status.REFUSED.word();
        try {
            DicomFile dicom = DicomFile.read(bytes);
            DataSet dataSet = dicom.dataSet();
            return new ImportLine(
                    file,
                    refused,
                    reason,
                    number(dataSet, Tag.ROWS),
                    number(dataSet, Tag.COLUMNS),
                    number(dataSet, Tag.NUMBER_OF_FRAMES),
                    dicom.transferSyntax(),
                    null);
        } catch (DicomRefusedException e) {
            return new ImportLine(file, refused, reason, null, null, null, null, null);
        }
    }

    private static @Nullable Integer number(DataSet dataSet, int tag) {
        OptionalInt number = dataSet.integer(tag);
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }

    ImportLine at(String path) {
        return new ImportLine(path, status, reason, rows, columns, frames, transferSyntax, sha256);
    }

    String inWords() {
        return file + ": " + status + (reason.isEmpty() ? "" : ": " + reason);
    }
}
