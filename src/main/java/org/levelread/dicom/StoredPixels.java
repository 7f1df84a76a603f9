package org.levelread.dicom;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The decoded stored values of one frame, before rescale and look-up tables.
///
/// @param bitsStored how many of a word's lowest bits are the pixel's value: those that the file says, or, where its
///     pixels have more, those that they need
/// @param undeclared whether pixels have something beyond the bits that the file says, and it names no overlay there
/// @param values `short[rows * columns]`, row-major, the words as the file has them; unsigned words of 16 bits lie in
///     the same bits, signed ones are extended from the bits allocated to 16
public record StoredPixels(
        int columns, int rows, int bitsStored, boolean signed, boolean undeclared, short[] values) {

    /// Words beyond the bits stored are kept. Their value is that of the bits stored where a named overlay lies above,
    /// or where the signed ones of them all leave the bits above zero; else the word is the value, as pydicom has it.
    static StoredPixels of(PixelFormat format, short[] words) {
        int stored = format.bitsStored();
        int unused = 32 - stored;
        boolean fit = true;
        int all = 0;
        int low = 0;
        int high = 0;
        for (short word : words) {
            int value = format.signed() ? word : word & 0xffff;
            fit &= value == (format.signed() ? value << unused >> unused : value << unused >>> unused);
            all |= value;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        boolean zeroAbove = format.signed() && all >>> stored == 0;
        if (fit || zeroAbove || format.overlayInPixels()) {
            return new StoredPixels(format.columns(), format.rows(), stored, format.signed(), false, words);
        }
        int needed = format.signed()
                ? 33 - Integer.numberOfLeadingZeros(high | ~low)
                : 32 - Integer.numberOfLeadingZeros(high);
        return new StoredPixels(format.columns(), format.rows(), needed, format.signed(), true, words);
    }

    /// the number that the pixel stands for
    int value(int index) {
        int unused = 32 - bitsStored;
        int word = values[index] << unused;
        return signed ? word >> unused : word >>> unused;
    }

    /// the words as numbers
    int[] samples() {
        int[] samples = new int[values.length];
        for (int i = 0; i < samples.length; i++) samples[i] = values[i];
        return samples;
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
