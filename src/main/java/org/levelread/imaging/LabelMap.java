package org.levelread.imaging;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/// A raster of instance numbers, `int[height * width]`, row-major, origin top left; 0 is background.
///
/// @param values the backing array, not copied
public record LabelMap(int width, int height, int[] values) {
    public LabelMap {
        if (width < 1 || height < 1 || values.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a label map of " + width + " x " + height + " cannot hold " + values.length + " values");
        }
    }

    public LabelMap(int width, int height) {
        this(width, height, new int[Math.multiplyExact(width, height)]);
    }

    public int at(int x, int y) {
        return values[y * width + x];
    }

    /// where there is any label
    public Mask foreground() {
        byte[] labelled = new byte[values.length];
        for (int i = 0; i < labelled.length; i++) labelled[i] = (byte) (values[i] != 0 ? 1 : 0);
        return new Mask(width, height, labelled);
    }

    /// the same values, not a copy, axes (x, y)
    public ArrayImg<IntType, IntArray> image() {
        return ArrayImgs.ints(values, width, height);
    }
}
