package org.levelread.slicer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.levelread.imaging.Radiograph;

/// A film as a volume that Slicer opens: one slice of 16-bit grey values on the very grid of its `.seg.nrrd`.
public final class FilmNrrd {
    private FilmNrrd() {}

    /// the file, with gzip data
    public static byte[] toBytes(Radiograph film) {
        ByteBuffer values =
                ByteBuffer.allocate(Math.multiplyExact(film.values().length, 2)).order(ByteOrder.LITTLE_ENDIAN);
        values.asShortBuffer().put(film.values());
        String header = SegNrrdWriter.head(
                "unsigned short", 1, film.width(), film.height(), film.spacing().orElse(null), "gzip", "little");
        return SegNrrdWriter.file(header + "\n", values.array(), SegNrrd.Encoding.GZIP);
    }
}
