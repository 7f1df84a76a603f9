package org.levelread.pipeline;

import java.util.Arrays;
import java.util.Map;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Radiograph;
import org.levelread.spine.SpineMaps;

/// Stands in for the trained nets: whatever the film, it sees five bodies, a sacrum and a screw in the second body.
class DrawnNets implements Nets {
    static final int WIDTH = 96;
    static final int HEIGHT = 160;
    boolean closed;

    @Override
    public Maps run(Radiograph film) {
        GrayMap[] maps = new GrayMap[5];
        Arrays.setAll(maps, _ -> new GrayMap(WIDTH, HEIGHT));
        for (int k = 0; k < 5; k++) {
            int top = 112 - 24 * (k + 1);
            box(maps[0], 36, top, 60, top + 18);
            box(maps[1], 41, top + 5, 55, top + 13);
        }
        box(maps[2], 36, 112, 62, 155);
        box(maps[3], 36, 112, 60, 129);
        box(maps[4], 50, 70, 75, 76);
        SpineMaps seen = new SpineMaps(maps[0], maps[1], maps[2], maps[3], maps[4], film.width(), film.height(), null);
        return new Maps(seen, FineMaps.of(seen), 3, 2, 1);
    }

    private static void box(GrayMap map, int fromX, int fromY, int toX, int toY) {
        for (int y = Math.max(0, fromY); y < toY; y++)
            Arrays.fill(map.values(), y * WIDTH + fromX, y * WIDTH + toX, .95f);
    }

    @Override
    public Map<String, String> models() {
        return Map.of("vertebrae", "drawn");
    }

    @Override
    public void close() {
        closed = true;
    }
}
