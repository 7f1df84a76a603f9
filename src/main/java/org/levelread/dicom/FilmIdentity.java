package org.levelread.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Made-up identifiers for a film that belongs to nobody.
///
/// @param patientId also stands in place of the patient's name
/// @param patientOrientation where the rows and the columns point to, as A\F: right is anterior, down is foot
public record FilmIdentity(
        String patientId, String studyUid, String seriesUid, String instanceUid, String patientOrientation) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public FilmIdentity {
        if (!patientId.matches("[A-Za-z0-9._-]{1,32}")) {
            throw new IllegalArgumentException(
                    "a patient identifier has 1 to 32 letters, digits, dots or dashes, was " + patientId);
        }
        for (String uid : new String[] {studyUid, seriesUid, instanceUid}) {
            if (uid.length() > 64 || !uid.matches("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))+")) {
                throw new IllegalArgumentException("not a DICOM UID: " + uid);
            }
        }
        if (!patientOrientation.matches("[APRLHF]{1,3}\\\\[APRLHF]{1,3}")) {
            throw new IllegalArgumentException(
                    "an orientation names the directions of rows and columns, as A\\F, was " + patientOrientation);
        }
    }

    /// the same identifiers for the same name, different ones for another
    public static FilmIdentity of(String name, String patientOrientation) {
        return new FilmIdentity(
                "SYN-" + HEX.formatHex(digest("patient", name), 0, 6),
                uid("study", name),
                uid("series", name),
                uid("instance", name),
                patientOrientation);
    }

    /// a UID from a UUID of version 8, PS3.5, B.2
    private static String uid(String kind, String name) {
        byte[] uuid = Arrays.copyOf(digest(kind, name), 16);
        uuid[6] = (byte) (uuid[6] & 0x0f | 0x80);
        uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }

    private static byte[] digest(String kind, String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((kind + "\0" + name).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
