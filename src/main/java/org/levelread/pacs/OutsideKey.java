package org.levelread.pacs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The key that is kept outside the database: seals what the database may hold but not know, and makes pseudonyms
/// that only who has the key can make again.
///
/// It comes from LEVELREAD_ARCHIVE_KEY (32 bytes in Base64), else from the file `archive.key` in the data folder,
/// which is made at first use and readable by its owner only. Without it the passwords and the archives' UIDs are
/// lost, the films are not. Sealing: AES-256-GCM, 96-bit random nonce, 128-bit tag (NIST SP 800-38D).
@Component
class OutsideKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String given;
    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private byte @Nullable [] key;

    OutsideKey(
            @Value("${levelread.archive-key:}") String given, @Value("${levelread.data:data}") Path dataFolder) {
        this.given = given;
        this.file = dataFolder.resolve("archive.key");
    }

    /// @param place where it is kept, as "archive:<id>": what was sealed for one place does not open in another
    byte[] seal(String place, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place, secret.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    /// @throws IllegalStateException where another key sealed it, or it was changed or moved
    String open(String place, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, Math.min(NONCE_BYTES, sealed.length), sealed.length);
        return new String(cipher(Cipher.DECRYPT_MODE, nonce, place, rest), StandardCharsets.UTF_8);
    }

    /// 64 hexadecimal digits, the same for the same text
    String pseudonym(String text) {
        return HexFormat.of().formatHex(mac("pseudonym", text));
    }

    /// a UID for a name, always the same: a UUID of version 8, PS3.5, B.2
    String uid(String name) {
        byte[] uuid = Arrays.copyOf(mac("uid", name), 16);
        uuid[6] = (byte) (uuid[6] & 0x0f | 0x80);
        uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }

    private byte[] cipher(int mode, byte[] nonce, String place, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(mac("seal", ""), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the archive key is not the one that sealed this: put back the archive.key of this data folder,"
                            + " or enter the archives' passwords again",
                    e);
        }
    }

    /// a key of its own for each use, so that none of them weakens another
    private byte[] mac(String use, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            return mac.doFinal((use + "\0" + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private synchronized byte[] key() {
        byte[] known = key;
        if (known != null) return known;
        try {
            byte[] read = Base64.getDecoder().decode(given.isBlank() ? fromFile() : given.strip());
            if (read.length == KEY_BYTES) return key = read;
        } catch (IllegalArgumentException e) {
            // told below, without the text
        } catch (IOException e) {
            throw new UncheckedIOException("the archive key cannot be read or made in the data folder", e);
        }
        throw new IllegalStateException((given.isBlank() ? "the file archive.key" : "LEVELREAD_ARCHIVE_KEY")
                + " must hold " + KEY_BYTES + " bytes in Base64");
    }

    private String fromFile() throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            Files.createDirectories(file.toAbsolutePath().getParent());
            // whole or not at all: a second server on the same folder must not read half a key
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "archive-key-",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, Base64.getEncoder().encodeToString(fresh));
            try {
                Files.createLink(file, part);
            } catch (FileAlreadyExistsException e) {
                // the other server was first
            } finally {
                Files.delete(part);
            }
        }
        return Files.readString(file).strip();
    }
}
