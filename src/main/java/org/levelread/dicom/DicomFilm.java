package org.levelread.dicom;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Radiograph;

/// A film out of a DICOM file with the few attributes that do not tell who the patient is.
///
/// @param modality (0008,0060), as DX or CR
/// @param viewPosition (0018,5101), as LL or LATERAL
/// @param patientOrientation (0020,0020), where rows and columns point to, as A\F
/// @param burnedInAnnotation (0028,0301), YES or NO
public record DicomFilm(
        Radiograph film,
        @Nullable String modality,
        @Nullable String viewPosition,
        @Nullable String patientOrientation,
        @Nullable String burnedInAnnotation) {}
