package org.levelread.commands;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.PixelSpacing;
import org.levelread.spine.SpineMaps;

/// What the nets saw on films, kept on disk so that the numbering can be tried again without them.
///
/// One file a film: the key of the nets that made it, sizes, spacing, and the maps with 16 bits a pixel. A file of other
/// nets, or of an earlier form, counts as missing.
record MapsCache(Path folder, String key) {
    private static final int MAPS = 7;
    private static final String FORM = "2; ";
    private static final float GREY = 65535;

    Optional<SpineMaps> find(String film) throws IOException {
        Path file = file(film);
        if (!Files.exists(file)) return Optional.empty();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!in.readUTF().equals(FORM + key)) return Optional.empty();
            int filmWidth = in.readInt();
            int filmHeight = in.readInt();
            @Nullable PixelSpacing spacing = in.readBoolean()
                    ? new PixelSpacing(in.readDouble(), in.readDouble(), PixelSpacing.Origin.valueOf(in.readUTF()))
                    : null;
            int width = in.readInt();
            int height = in.readInt();
            @Nullable GrayMap[] maps = new GrayMap[MAPS];
            for (int k = 0; k < MAPS; k++) {
                if (!in.readBoolean()) continue;
                float scale = k == MAPS - 1 ? 1 : 65535;
                GrayMap map = new GrayMap(width, height);
                byte[] raw = in.readNBytes(2 * width * height);
                for (int i = 0; i < width * height; i++)
                    map.values()[i] = ((raw[2 * i] & 0xff) << 8 | raw[2 * i + 1] & 0xff) / scale;
                maps[k] = map;
            }
            return Optional.of(new SpineMaps(
                    required(maps[0]),
                    required(maps[1]),
                    required(maps[2]),
                    required(maps[3]),
                    required(maps[4]),
                    maps[5],
                    maps[6],
                    filmWidth,
                    filmHeight,
                    spacing));
        }
    }

    private static GrayMap required(@Nullable GrayMap map) throws IOException {
        if (map == null) throw new IOException("a file of kept maps lacks one that every net gives; delete its folder");
        return map;
    }

    void put(String film, SpineMaps maps) throws IOException {
        Files.createDirectories(folder);
        Path half = folder.resolve(film + ".part");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(half), 1 << 16))) {
            out.writeUTF(FORM + key);
            out.writeInt(maps.filmWidth());
            out.writeInt(maps.filmHeight());
            PixelSpacing spacing = maps.spacing();
            out.writeBoolean(spacing != null);
            if (spacing != null) {
                out.writeDouble(spacing.rowMm());
                out.writeDouble(spacing.columnMm());
                out.writeUTF(spacing.origin().name());
            }
            out.writeInt(maps.bodies().width());
            out.writeInt(maps.bodies().height());
            for (GrayMap map : new @Nullable GrayMap[] {
                maps.bodies(),
                maps.cores(),
                maps.sacrum(),
                maps.s1Body(),
                maps.instrumentation(),
                maps.thoracic(),
                maps.grey()
            }) {
                out.writeBoolean(map != null);
                if (map == null) continue;
                float most = map == maps.grey() ? GREY : 1;
                byte[] raw = new byte[2 * map.values().length];
                for (int i = 0; i < map.values().length; i++) {
                    int v = Math.round(Math.clamp(map.values()[i] / most, 0f, 1f) * 65535);
                    raw[2 * i] = (byte) (v >> 8);
                    raw[2 * i + 1] = (byte) v;
                }
                out.write(raw);
            }
        }
        Files.move(half, file(film), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String film) {
        return folder.resolve(film + ".maps");
    }
}
