package org.levelread.dicom;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The decoded stored values of one frame, before rescale and look-up tables.
///
/// @param values `short[rows * columns]`, row-major; unsigned values of 16 bits lie in the same bits, signed ones are
///     extended to 16 bits
public record StoredPixels(int columns, int rows, int bitsStored, boolean signed, short[] values) {
    /// the number that the file stores
    int value(int index) {
        return signed ? values[index] : values[index] & 0xffff;
    }

    /// SHA-256 in 64 hexadecimal digits over the values row by row, each as a 16-bit little-endian word, signed ones in
    /// two's complement
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] row = new byte[2 * columns];
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    short value = values[y * columns + x];
                    row[2 * x] = (byte) value;
                    row[2 * x + 1] = (byte) (value >> 8);
                }
                digest.update(row);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
