package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

/// The same numbers as scikit-image and SciPy; how they came about stands at the head of the table.
class FloodingReferenceTest {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 24;

    @Test
    void watershedAndDistancesAreThoseOfTheReference() throws IOException {
        GrayMap relief = new GrayMap(WIDTH, HEIGHT);
        LabelMap markers = new LabelMap(WIDTH, HEIGHT);
        Mask mask = new Mask(WIDTH, HEIGHT);
        int[] four = new int[WIDTH * HEIGHT];
        int[] eight = new int[WIDTH * HEIGHT];
        double[] distances = new double[WIDTH * HEIGHT];
        List<String[]> rows = rows();
        assertThat(rows).hasSize(WIDTH * HEIGHT);
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            relief.values()[i] = Integer.parseInt(row[0]);
            markers.values()[i] = Integer.parseInt(row[1]);
            mask.values()[i] = Byte.parseByte(row[2]);
            four[i] = Integer.parseInt(row[3]);
            eight[i] = Integer.parseInt(row[4]);
            distances[i] = Double.parseDouble(row[5]);
        }

        assertThat(Watershed.flood(relief, markers, mask, StructuringElement.FOUR_CONNECTED)
                        .values())
                .containsExactly(four);
        assertThat(Watershed.flood(relief, markers, mask, StructuringElement.EIGHT_CONNECTED)
                        .values())
                .containsExactly(eight);
        GrayMap millimetres =
                DistanceTransform.distances(mask, new PixelSpacing(0.5, 2, PixelSpacing.Origin.CALIBRATED));
        for (int i = 0; i < distances.length; i++) {
            assertThat((double) millimetres.values()[i]).isCloseTo(distances[i], within(1e-5));
        }
    }

    private static List<String[]> rows() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FloodingReferenceTest.class.getResourceAsStream("flooding.csv")),
                StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
