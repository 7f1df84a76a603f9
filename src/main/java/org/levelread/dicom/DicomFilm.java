package org.levelread.dicom;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Radiograph;

/// A film out of a DICOM file with the few attributes that do not tell who the patient is.
///
/// @param film as it is to be seen: [GreyValues] tells how its values come from the stored ones
/// @param stored the frame's values as they were decoded
/// @param shown the part of the film's values, 0 to 65535, that the file says is worth showing; null where it does not
/// @param transferSyntax UID
/// @param frames how many the file has
/// @param frame which of them this is, from 0
/// @param modality (0008,0060), as DX or CR
/// @param viewPosition (0018,5101), as LL or LATERAL
/// @param patientOrientation (0020,0020), where rows and columns point to, as A\F
/// @param burnedInAnnotation (0028,0301), YES or NO
public record DicomFilm(
        Radiograph film,
        StoredPixels stored,
        @Nullable Shown shown,
        String transferSyntax,
        int frames,
        int frame,
        @Nullable String modality,
        @Nullable String viewPosition,
        @Nullable String patientOrientation,
        @Nullable String burnedInAnnotation) {

    /// What is black and what is white, in the film's values; either may lie beyond 0 to 65535.
    public record Shown(double low, double high) {}

    public Optional<Shown> window() {
        return Optional.ofNullable(shown);
    }

    /// whether rows and columns of the film are those of the file; not so where its pixels were not square
    public boolean onFileGrid() {
        return film.width() == stored.columns() && film.height() == stored.rows();
    }
}
