package org.levelread.segmentation;

import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Morphology;

/// Hardware of a few pixels, such as the markers of a cage: a net can leave it out at hardly any loss, although it
/// makes two levels instrumented, so these pixels and those around them weigh more in the loss.
final class SmallMetal {
    /// in pixels of a grid of [TrainingPlan#DEFAULT_PIXELS] or fewer: a screw seen from the side covers more
    private static final int LARGEST = 60;

    private static final int MARGIN = 2;

    private SmallMetal() {}

    /// Sets `bit` in and around each component of `metal` of at most 60 pixels, of more on a finer grid.
    static void mark(byte[] masks, Grid grid, int metal, int bit) {
        int largest = (int) Math.round(LARGEST * grid.finer() * grid.finer());
        var all = new Mask(grid.width(), grid.height());
        for (int i = 0; i < masks.length; i++) all.values()[i] = (byte) ((masks[i] & metal) != 0 ? 1 : 0);
        byte[] large = ConnectedComponents.withoutSmall(all, StructuringElement.EIGHT_CONNECTED, largest + 1)
                .values();
        var small = new Mask(grid.width(), grid.height());
        for (int i = 0; i < masks.length; i++) small.values()[i] = (byte) (all.values()[i] - large[i]);
        byte[] near = Morphology.dilate(small, Morphology.Shape.SQUARE, (int) Math.round(MARGIN * grid.finer())).values();
        for (int i = 0; i < masks.length; i++) if (near[i] != 0) masks[i] |= (byte) bit;
    }
}
