package org.levelread.pacs;

/// What an archive calls one of its objects. Identifies a patient to whoever can ask the archive: sealed before it is
/// stored, and never printed.
record ObjectUids(String study, String series, String instance, String sopClass) {
    ObjectUids {
        for (String uid : new String[] {study, series, instance, sopClass}) {
            if (!uid.matches("[0-9.]{1,64}")) throw new IllegalArgumentException("not a UID of DICOM");
        }
    }

    String text() {
        return String.join("\n", study, series, instance, sopClass);
    }

    static ObjectUids of(String text) {
        String[] parts = text.split("\n");
        return new ObjectUids(parts[0], parts[1], parts[2], parts[3]);
    }

    @Override
    public String toString() {
        return "an object of the archive";
    }
}
