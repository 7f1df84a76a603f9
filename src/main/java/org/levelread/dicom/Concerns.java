package org.levelread.dicom;

import java.util.Optional;
import java.util.Set;

/// What about an image a person must look at before it may be kept: its pixels may show a name, or it is no radiograph.
public final class Concerns {
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final Set<String> RADIOGRAPHS = Set.of("CR", "DX", "RG", "RF", "XA");

    private Concerns() {}

    /// the rest of a sentence that begins with the file's name; empty where there is none
    public static Optional<String> of(DataSet dataSet, DicomFilm film) {
        Optional<String> said = of(dataSet);
        if (said.isPresent() || !film.stored().undeclared()) return said;
        return Optional.of("has something in its pixels beyond the bits that it names, text perhaps: a person must look at"
                + " it first.");
    }

    /// as [#of(DataSet, DicomFilm)], by the attributes alone
    static Optional<String> of(DataSet dataSet) {
        String sopClass = dataSet.text(Tag.SOP_CLASS_UID);
        if (sopClass.equals(SECONDARY_CAPTURE) || sopClass.startsWith(SECONDARY_CAPTURE + ".")) {
            return Optional.of(
                    "is a Secondary Capture, on which names are often drawn: a person must look at it first.");
        }
        switch (dataSet.text(Tag.BURNED_IN_ANNOTATION)) {
            case "NO" -> {}
            case "YES" -> {
                return Optional.of("says that text is drawn into its pixels: a person must black it out first.");
            }
            default -> {
                return Optional.of(
                        "does not say whether text is drawn into its pixels: a person must look at it first.");
            }
        }
        if (!RADIOGRAPHS.contains(dataSet.text(Tag.MODALITY))) {
            return Optional.of("is no radiograph by its modality: a person must look at it first.");
        }
        return Optional.empty();
    }
}
