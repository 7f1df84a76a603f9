package org.levelread.imaging;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/// Copies between ImgLib2 images and row-major arrays, so that the inner loops run on plain arrays.
final class Rasters {
    private Rasters() {}

    /// the width of a two-dimensional image; an image of other dimensions is refused
    static int width(RandomAccessibleInterval<?> image) {
        if (image.numDimensions() != 2) {
            throw new IllegalArgumentException(
                    "an image with axes (x, y) is needed, this one has " + image.numDimensions() + " dimensions");
        }
        return Math.toIntExact(image.dimension(0));
    }

    static int height(RandomAccessibleInterval<?> image) {
        return Math.toIntExact(image.dimension(1));
    }

    static <T extends RealType<T>> float[] floats(RandomAccessibleInterval<T> image) {
        float[] values = new float[Math.multiplyExact(width(image), height(image))];
        Cursor<T> cursor = Views.flatIterable(image).cursor();
        for (int i = 0; i < values.length; i++) values[i] = cursor.next().getRealFloat();
        return values;
    }

    static <T extends IntegerType<T>> int[] ints(RandomAccessibleInterval<T> image) {
        int[] values = new int[Math.multiplyExact(width(image), height(image))];
        Cursor<T> cursor = Views.flatIterable(image).cursor();
        for (int i = 0; i < values.length; i++) values[i] = cursor.next().getInteger();
        return values;
    }

    /// 1 where the image is not zero
    static <T extends IntegerType<T>> byte[] foreground(RandomAccessibleInterval<T> image) {
        byte[] values = new byte[Math.multiplyExact(width(image), height(image))];
        Cursor<T> cursor = Views.flatIterable(image).cursor();
        for (int i = 0; i < values.length; i++)
            values[i] = (byte) (cursor.next().getIntegerLong() != 0 ? 1 : 0);
        return values;
    }

    static <T extends IntegerType<T>> void store(int[] values, RandomAccessibleInterval<T> image) {
        Cursor<T> cursor = Views.flatIterable(image).cursor();
        for (int value : values) cursor.next().setInteger(value);
    }

    static <T extends RealType<T>> void store(double[] values, RandomAccessibleInterval<T> image) {
        Cursor<T> cursor = Views.flatIterable(image).cursor();
        for (double value : values) cursor.next().setReal(value);
    }

    static void requireSameSize(int width, int height, int otherWidth, int otherHeight) {
        if (width != otherWidth || height != otherHeight) {
            throw new IllegalArgumentException("rasters of one size are needed, these are " + width + " x " + height
                    + " and " + otherWidth + " x " + otherHeight + " px");
        }
    }
}
