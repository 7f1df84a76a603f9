package org.levelread.segmentation;

import java.util.Optional;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;

/// One film with its masks on the net's grid, kept small: two bytes of grey and one of masks a pixel.
///
/// @param name tells the film apart from all others of the training
/// @param patient films of one patient stay together
/// @param image unsigned grey values, darkest 0, brightest 65535, row-major
/// @param masks [Output#bit()] of each mask, [#EXPOSED] and [#DECISIVE], row-major
record TrainingFilm(String name, String patient, Grid grid, short[] image, byte[] masks) {
    /// the pixel was exposed: only such pixels count in the loss
    static final int EXPOSED = 1 << Output.values().length;

    /// the pixel lies between two bodies that nearly touch or at a small piece of hardware
    static final int DECISIVE = EXPOSED << 1;

    /// @throws IllegalArgumentException if the sizes differ or a segment's name means nothing here
    static TrainingFilm of(
            String name,
            String patient,
            Radiograph film,
            SlicerSegmentation segmentation,
            SegmentNames names,
            int pixels) {
        if (film.width() != segmentation.width() || film.height() != segmentation.height()) {
            throw new IllegalArgumentException("the film is " + film.width() + " x " + film.height()
                    + " pixels, its segmentation " + segmentation.width() + " x " + segmentation.height());
        }
        Grid grid = Grid.of(film.width(), film.height(), pixels);
        byte[] masks = new byte[grid.pixels()];
        boolean shuttered = false;
        var gaps = new Gaps(grid);
        for (Segment s : segmentation.segments()) {
            Optional<String> meaning = names.meaning(s.name());
            if (meaning.isEmpty()) continue;
            int bits = bits(meaning.get());
            boolean[] inside = onGrid(s.mask(), grid);
            for (int i = 0; i < inside.length; i++) if (inside[i]) masks[i] |= (byte) bits;
            if ((bits & (Output.BODIES.bit() | Output.S1_BODY.bit())) != 0) gaps.add(inside);
            if ((bits & Output.BODIES.bit()) != 0) {
                BodyCore.mark(inside, grid.width(), grid.height(), masks, Output.CORES.bit());
            }
            shuttered |= bits == EXPOSED;
        }
        gaps.mark(masks, Output.BODIES.bit() | Output.SACRUM.bit(), DECISIVE);
        SmallMetal.mark(masks, grid, Output.INSTRUMENTATION.bit(), DECISIVE);
        if (!shuttered) for (int i = 0; i < masks.length; i++) masks[i] |= (byte) EXPOSED;
        return new TrainingFilm(name, patient, grid, grey(FilmNormaliser.onGrid(film, grid)), masks);
    }

    private static int bits(String meaning) {
        return switch (meaning) {
            case "Sacrum" -> Output.SACRUM.bit();
            case "S1" -> Output.SACRUM.bit() | Output.S1_BODY.bit();
            case "Screw", "Rod", "Cage", "Other hardware" -> Output.INSTRUMENTATION.bit();
            case "Exposed field" -> EXPOSED;
            case "Cement" -> 0;
            default ->
                meaning.startsWith("T") ? Output.BODIES.bit() | Output.THORACIC.bit() : Output.BODIES.bit();
        };
    }

    private static boolean[] onGrid(Mask mask, Grid grid) {
        byte[] values = mask.values();
        boolean[] inside = new boolean[grid.pixels()];
        if (mask.width() == grid.width() && mask.height() == grid.height()) {
            for (int i = 0; i < inside.length; i++) inside[i] = values[i] != 0;
            return inside;
        }
        float[] covered = Resampling.resize(Resampling.toGray(mask), grid.width(), grid.height())
                .values();
        for (int i = 0; i < inside.length; i++) inside[i] = covered[i] > .5f;
        return inside;
    }

    private static short[] grey(float[] image) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float v : image) {
            lowest = Math.min(lowest, v);
            highest = Math.max(highest, v);
        }
        float scale = 65535 / Math.max(1, highest - lowest);
        short[] grey = new short[image.length];
        for (int i = 0; i < grey.length; i++) grey[i] = (short) Math.round((image[i] - lowest) * scale);
        return grey;
    }
}
