package org.levelread.intake;

import java.util.Optional;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.DicomFilm;

/// A DICOM film as it came, still with everything about the patient: nothing of the file may be stored before it went
/// through de-identification.
///
/// @param concern why a person must look at the film first, as the rest of a sentence that begins with the file's name
public record IncomingFilm(DicomFile file, DicomFilm film, Optional<String> concern) {}
