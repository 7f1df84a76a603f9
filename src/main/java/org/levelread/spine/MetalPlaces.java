package org.levelread.spine;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// Where each pixel of metal lies: on the anterior column, which is cut out along its outline, or outside.
final class MetalPlaces {
    final Mask hardware;
    private final ColumnFrame frame;
    /// [ColumnFrame#place] of each pixel of metal, OUTSIDE where there is none
    private final int[] place;

    MetalPlaces(ColumnFrame frame, Mask hardware) {
        this.frame = frame;
        this.hardware = hardware;
        place = new int[hardware.values().length];
        for (int i = 0; i < place.length; i++)
            place[i] = hardware.values()[i] == 0 ? ColumnFrame.OUTSIDE : frame.place(i);
    }

    int size() {
        return place.length;
    }

    boolean metal(int i) {
        return hardware.values()[i] != 0;
    }

    int place(int i) {
        return place[i];
    }

    double x(int i) {
        return i % hardware.width() + .5;
    }

    double y(int i) {
        return i / hardware.width() + .5;
    }

    /// pieces inside the column, or those outside it
    LabelMap pieces(boolean inside) {
        Mask mask = new Mask(hardware.width(), hardware.height());
        for (int i = 0; i < place.length; i++)
            mask.values()[i] = (byte) (metal(i) && (place[i] != ColumnFrame.OUTSIDE) == inside ? 1 : 0);
        return ConnectedComponents.label(mask, StructuringElement.EIGHT_CONNECTED);
    }

    /// whether metal goes on behind the column here
    boolean touchesBehind(int i) {
        int w = hardware.width();
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int nx = i % w + dx;
                int ny = i / w + dy;
                if (nx < 0 || ny < 0 || nx >= w || ny >= hardware.height()) continue;
                int n = ny * w + nx;
                if (!metal(n) || place[n] != ColumnFrame.OUTSIDE) continue;
                int k = frame.nearest(nx + .5, ny + .5);
                if (frame.front() == 0 || frame.forward(k, nx + .5, ny + .5) < BodyMetal.WALL) return true;
            }
        }
        return false;
    }

    /// borders of the film that metal reaches
    Set<Construct.Border> borders() {
        Set<Construct.Border> touching = EnumSet.noneOf(Construct.Border.class);
        int w = hardware.width();
        for (int i = 0; i < place.length; i++) {
            if (!metal(i)) continue;
            if (i / w < Body.BORDER_PX) touching.add(Construct.Border.TOP);
            else if (i / w >= hardware.height() - Body.BORDER_PX) touching.add(Construct.Border.BOTTOM);
            else if (i % w < Body.BORDER_PX || i % w >= w - Body.BORDER_PX) touching.add(Construct.Border.SIDE);
        }
        return touching;
    }

    static int highest(LabelMap labels) {
        return IntStream.of(labels.values()).max().orElse(0);
    }
}
