package org.levelread.imaging;

import java.util.Optional;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.jspecify.annotations.Nullable;

/// One film: 16-bit grey pixels in which a higher value is denser (bone is bright), whatever the file said.
///
/// Pixels are row-major, origin top left, unsigned, `short[height * width]`; as ImgLib2 image the axes are (x, y).
public final class Radiograph {
    private final int width;
    private final int height;
    private final short[] values;
    private final @Nullable PixelSpacing spacing;

    public Radiograph(int width, int height, short[] values, @Nullable PixelSpacing spacing) {
        if (width < 1 || height < 1 || values.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a film of " + width + " x " + height + " pixels cannot hold " + values.length + " values");
        }
        this.width = width;
        this.height = height;
        this.values = values;
        this.spacing = spacing;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// the backing array, not a copy: read it, do not write it
    public short[] values() {
        return values;
    }

    /// 0 to 65535
    public int value(int x, int y) {
        return values[y * width + x] & 0xffff;
    }

    /// the same pixels, not a copy, axes (x, y)
    public ArrayImg<UnsignedShortType, ShortArray> image() {
        return ArrayImgs.unsignedShorts(values, width, height);
    }

    public Optional<PixelSpacing> spacing() {
        return Optional.ofNullable(spacing);
    }
}
