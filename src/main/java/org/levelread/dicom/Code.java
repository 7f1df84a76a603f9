package org.levelread.dicom;

/// A coded concept: a value of a coding scheme, and what it means in words.
///
/// @param scheme designator, as SCT (SNOMED CT), DCM, UCUM
public record Code(String value, String scheme, String meaning) {
    public Code {
        if (value.isEmpty() || value.length() > 16 || scheme.isEmpty() || scheme.length() > 16 || meaning.isEmpty()
                || meaning.length() > 64) {
            throw new IllegalArgumentException(
                    "a code has 1 to 16 characters of value and scheme and 1 to 64 of meaning, was " + value + ", "
                            + scheme + ", " + meaning);
        }
    }

    /// the item of a code sequence. PS3.3, 8.8
    public DataSet item() {
        return new DataSet()
                .set(Tag.CODE_VALUE, value)
                .set(Tag.CODING_SCHEME_DESIGNATOR, scheme)
                .set(Tag.CODE_MEANING, meaning);
    }
}
