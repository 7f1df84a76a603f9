package org.levelread.intake;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.levelread.imaging.Radiograph;

/// One number for the pixels of a film, whatever its file is called and in whichever format it was stored.
public final class PixelChecksum {
    private PixelChecksum() {}

    /// SHA-256 in 64 hexadecimal digits over width and height (32 bits each) and the values row by row (16 bits
    /// each), all big-endian
    public static String sha256(Radiograph film) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(8)
                    .putInt(film.width())
                    .putInt(film.height())
                    .flip());
            ByteBuffer row = ByteBuffer.allocate(2 * film.width());
            for (int y = 0; y < film.height(); y++) {
                row.clear();
                row.asShortBuffer().put(film.values(), y * film.width(), film.width());
                digest.update(row);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
