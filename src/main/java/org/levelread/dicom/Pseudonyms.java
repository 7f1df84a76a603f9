package org.levelread.dicom;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Names in place of identifiers, by HMAC-SHA-256 with a key that is kept outside the database: the same identifier
/// gets the
/// same name, so that a patient's films stay together, and without the key nobody gets back to it or can try guesses.
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY_CHARACTERS = 32;
    private static final String KEY_FILE = "deidentification.key";

    private final SecretKeySpec key;

    private Pseudonyms(String key) {
        if (key.length() < LEAST_KEY_CHARACTERS) {
            throw new IllegalArgumentException("The key for de-identification has %d characters, it needs at least %d."
                    .formatted(key.length(), LEAST_KEY_CHARACTERS));
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// @param key at least 32 characters, as from `openssl rand -hex 32`
    public static Pseudonyms withKey(String key) {
        return new Pseudonyms(key.strip());
    }

    /// with the given key, or else with that of the data folder, which is made at the first call, for its owner alone
    ///
    /// @param given from LEVELREAD_DEID_KEY
    /// @throws IOException with a sentence for the person who runs the server
    public static Pseudonyms of(@Nullable String given, Path data) throws IOException {
        if (given != null && !given.isBlank()) return withKey(given);
        Path file = data.resolve(KEY_FILE);
        if (!Files.exists(file)) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(data);
            // complete under another name first: a second process must never read half a key
            Path part = Files.createTempFile(
                    data,
                    KEY_FILE,
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, HexFormat.of().formatHex(random) + "\n");
            try {
                Files.createLink(file, part);
            } catch (FileAlreadyExistsException e) {
                // the other process was faster: its key counts
            } finally {
                Files.delete(part);
            }
        }
        if (!Files.isReadable(file)) {
            throw new IOException(
                    "The key for de-identification, " + file + ", cannot be read: let the server's user read it.");
        }
        return withKey(Files.readString(file));
    }

    /// `2.25.` and a UUID of version 8, PS3.5, B.2; empty for an empty UID
    public String uid(String original) {
        if (original.isBlank()) return "";
        byte[] uuid = Arrays.copyOf(hash("uid", original.strip()), 16);
        uuid[6] = (byte) (uuid[6] & 0x0f | 0x80);
        uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }

    /// `P-` and 16 hexadecimal digits
    ///
    /// @param issuer of the identifier, may be empty
    public String patient(String issuer, String id) {
        String normal =
                issuer.strip().toUpperCase(Locale.ROOT) + "|" + id.strip().toUpperCase(Locale.ROOT);
        return "P-" + HexFormat.of().withUpperCase().formatHex(hash("patient", normal), 0, 8);
    }

    /// `N-` and 16 hexadecimal digits for the name of a picture's file, whatever its folder, its ending and its case
    public String fileName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String stem = last.strip().toLowerCase(Locale.ROOT).replaceFirst("(\\.seg)?\\.nrrd$|\\.(png|jpe?g)$", "");
        return "N-" + HexFormat.of().withUpperCase().formatHex(hash("name", stem), 0, 8);
    }

    /// 64 hexadecimal digits for the content of a file, by which it is known again
    public String file(String sha256) {
        return HexFormat.of().formatHex(hash("file", sha256));
    }

    private byte[] hash(String kind, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((kind + "\0" + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
