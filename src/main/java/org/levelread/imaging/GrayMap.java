package org.levelread.imaging;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/// A raster of real values, `float[height * width]`, row-major, origin top left; a probability map has values in
/// [0, 1].
///
/// @param values the backing array, not copied
public record GrayMap(int width, int height, float[] values) {
    public GrayMap {
        if (width < 1 || height < 1 || values.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a map of " + width + " x " + height + " cannot hold " + values.length + " values");
        }
    }

    public GrayMap(int width, int height) {
        this(width, height, new float[Math.multiplyExact(width, height)]);
    }

    public float at(int x, int y) {
        return values[y * width + x];
    }

    /// the same values, not a copy, axes (x, y)
    public ArrayImg<FloatType, FloatArray> image() {
        return ArrayImgs.floats(values, width, height);
    }
}
