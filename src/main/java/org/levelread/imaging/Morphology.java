package org.levelread.imaging;

/// Binary morphology with a disc or a square about each pixel. Beyond the border lies neither foreground nor
/// background, so that an erosion does not eat into a shape that the border cuts.
public final class Morphology {
    public enum Shape {
        /// pixels whose centres lie within the radius
        DISC,
        /// 2 x radius + 1 pixels a side, with the radius rounded down
        SQUARE
    }

    private Morphology() {}

    public static Mask dilate(Mask mask, Shape shape, double radiusPx) {
        return new Mask(mask.width(), mask.height(), within(mask, (byte) 1, shape, radiusPx));
    }

    public static Mask erode(Mask mask, Shape shape, double radiusPx) {
        return not(new Mask(mask.width(), mask.height(), within(mask, (byte) 0, shape, radiusPx)));
    }

    /// removes what is thinner than the shape
    public static Mask open(Mask mask, Shape shape, double radiusPx) {
        return dilate(erode(mask, shape, radiusPx), shape, radiusPx);
    }

    /// closes gaps that are thinner than the shape
    public static Mask close(Mask mask, Shape shape, double radiusPx) {
        return erode(dilate(mask, shape, radiusPx), shape, radiusPx);
    }

    /// the mask with every background pixel that no 4-connected background path joins to the border
    public static Mask fillHoles(Mask mask) {
        int width = mask.width();
        int height = mask.height();
        LabelMap background =
                ConnectedComponents.label(not(mask), ConnectedComponents.StructuringElement.FOUR_CONNECTED);
        boolean[] open = new boolean[ConnectedComponents.areas(background).length];
        for (int x = 0; x < width; x++) open[background.at(x, 0)] = open[background.at(x, height - 1)] = true;
        for (int y = 0; y < height; y++) open[background.at(0, y)] = open[background.at(width - 1, y)] = true;
        byte[] filled = new byte[mask.values().length];
        for (int i = 0; i < filled.length; i++) {
            int hole = background.values()[i];
            filled[i] = (byte) (hole == 0 || !open[hole] ? 1 : 0);
        }
        return new Mask(width, height, filled);
    }

    public static Mask not(Mask mask) {
        byte[] inverted = new byte[mask.values().length];
        for (int i = 0; i < inverted.length; i++) inverted[i] = (byte) (mask.values()[i] == 0 ? 1 : 0);
        return new Mask(mask.width(), mask.height(), inverted);
    }

    /// 1 where a pixel of that value lies within the shape
    private static byte[] within(Mask mask, byte value, Shape shape, double radiusPx) {
        if (!(radiusPx >= 0)) throw new IllegalArgumentException("the radius must be 0 px or more, was " + radiusPx);
        int width = mask.width();
        int height = mask.height();
        byte[] other = new byte[width * height];
        for (int i = 0; i < other.length; i++) other[i] = (byte) ((mask.values()[i] != 0) == (value != 0) ? 0 : 1);
        return switch (shape) {
            case DISC -> {
                double[] squared = DistanceTransform.squared(other, width, height, 1, 1);
                byte[] near = new byte[other.length];
                for (int i = 0; i < near.length; i++) near[i] = (byte) (squared[i] <= radiusPx * radiusPx ? 1 : 0);
                yield near;
            }
            case SQUARE -> {
                int radius = (int) Math.min(radiusPx, Math.max(width, height));
                byte[] near = new byte[other.length];
                for (int i = 0; i < near.length; i++) near[i] = (byte) (1 - other[i]);
                for (int y = 0; y < height; y++) widen(near, y * width, 1, width, radius);
                for (int x = 0; x < width; x++) widen(near, x, width, height, radius);
                yield near;
            }
        };
    }

    /// sets every pixel of a line within the radius of a set one
    private static void widen(byte[] values, int start, int step, int length, int radius) {
        int[] before = new int[length + 1];
        for (int i = 0; i < length; i++) before[i + 1] = before[i] + values[start + i * step];
        for (int i = 0; i < length; i++) {
            boolean any = before[Math.min(length, i + radius + 1)] > before[Math.max(0, i - radius)];
            values[start + i * step] = (byte) (any ? 1 : 0);
        }
    }
}
