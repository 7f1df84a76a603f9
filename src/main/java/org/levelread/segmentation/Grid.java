package org.levelread.segmentation;

/// The raster on which a net sees a whole film: pixels of nearly the film's aspect, sides multiples of 32.
record Grid(int width, int height) {
    static final int MULTIPLE = 32;

    Grid {
        if (width < MULTIPLE || height < MULTIPLE || width % MULTIPLE != 0 || height % MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "sides of a net's grid must be multiples of " + MULTIPLE + ", were " + width + " x " + height);
        }
    }

    /// About `pixels` pixels in the aspect of a film of `width` x `height`; a very thin film is widened to 32.
    static Grid of(int width, int height, int pixels) {
        if (pixels < MULTIPLE * MULTIPLE) {
            throw new IllegalArgumentException(
                    "a net needs at least " + MULTIPLE * MULTIPLE + " pixels, asked were " + pixels);
        }
        double scale = Math.sqrt(pixels / ((double) width * height));
        int longest = Math.max(MULTIPLE, pixels / MULTIPLE);
        return new Grid(side(width * scale, longest), side(height * scale, longest));
    }

    private static int side(double length, int longest) {
        long steps = Math.max(1, Math.round(Math.min(length, longest) / MULTIPLE));
        return (int) steps * MULTIPLE;
    }

    int pixels() {
        return width * height;
    }

    /// how many times finer along a side than a grid of [TrainingPlan#DEFAULT_PIXELS], at least 1: lengths in pixels that were
    /// chosen for that grid grow with it
    double finer() {
        return Math.sqrt(Math.max(1, (double) pixels() / TrainingPlan.DEFAULT_PIXELS));
    }

    double aspect() {
        return (double) width / height;
    }
}
