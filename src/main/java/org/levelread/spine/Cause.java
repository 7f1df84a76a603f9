package org.levelread.spine;

/// The taxonomy of causes of a wrong level; C1 to C5 can be suspected without a reference.
public enum Cause {
    C1A("C1a", "sacrum not in view"),
    C1B("C1b", "cropped above"),
    C1C("C1c", "cut by collimation"),
    C1D("C1d", "stitched seam"),
    C2A("C2a", "low contrast"),
    C2B("C2b", "rotated or oblique"),
    C2C("C2c", "overlap"),
    C2D("C2d", "wrong view"),
    C2E("C2e", "inverted or mirrored"),
    C3A("C3a", "bodies merged"),
    C3B("C3b", "body split"),
    C3C("C3c", "body missed"),
    C3D("C3d", "false body"),
    C3E("C3e", "sacrum missed or false"),
    C3F("C3f", "boundary between L5 and S1"),
    C3G("C3g", "hardware missed"),
    C3H("C3h", "false hardware"),
    C3I("C3i", "hole under hardware"),
    C4A("C4a", "all names shifted"),
    C4B("C4b", "six or four lumbar vertebrae"),
    C4C("C4c", "transitional vertebra"),
    C4D("C4d", "thirteen or eleven ribs"),
    C4E("C4e", "the reader's convention"),
    C5A("C5a", "screw at an endplate"),
    C5B("C5b", "overhanging rod counted"),
    C5C("C5c", "cage convention"),
    C5D("C5d", "cross-link or cement"),
    C6A("C6a", "slip of the reader's hand"),
    C6B("C6b", "wrong reference"),
    C6C("C6c", "truly undeterminable"),
    C7A("C7a", "wrong or duplicate film"),
    C7B("C7b", "reader unblinded"),
    C7C("C7c", "outside the reading window"),
    C7D("C7d", "wrong model version"),
    C8A("C8a", "orientation or scale"),
    C8B("C8b", "export");

    private final String code;
    private final String meaning;

    Cause(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /// "C1b"
    public String code() {
        return code;
    }

    /// "cropped above"
    public String meaning() {
        return meaning;
    }
}
