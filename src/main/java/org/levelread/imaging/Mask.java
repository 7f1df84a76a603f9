package org.levelread.imaging;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/// A binary raster, `byte[height * width]` of 0 and 1, row-major, origin top left.
///
/// @param values the backing array, not copied
public record Mask(int width, int height, byte[] values) {
    public Mask {
        if (width < 1 || height < 1 || values.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a mask of " + width + " x " + height + " cannot hold " + values.length + " values");
        }
    }

    public Mask(int width, int height) {
        this(width, height, new byte[Math.multiplyExact(width, height)]);
    }

    public boolean at(int x, int y) {
        return values[y * width + x] != 0;
    }

    public int count() {
        int n = 0;
        for (byte v : values) n += v != 0 ? 1 : 0;
        return n;
    }

    /// the same values, not a copy, axes (x, y)
    public ArrayImg<UnsignedByteType, ByteArray> image() {
        return ArrayImgs.unsignedBytes(values, width, height);
    }
}
