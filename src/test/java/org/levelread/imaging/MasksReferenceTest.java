package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

/// Every pixel of six masks as scikit-image and SciPy have it; the head of the table says how it was made.
class MasksReferenceTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 32;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everyPixelIsThatOfTheReference(int number) throws IOException {
        List<String[]> rows = rows(number);
        assertThat(rows).hasSize(WIDTH * HEIGHT);
        Mask mask = new Mask(WIDTH, HEIGHT);
        LabelMap markers = new LabelMap(WIDTH, HEIGHT);
        for (int i = 0; i < rows.size(); i++) {
            mask.values()[i] = Byte.parseByte(rows.get(i)[1]);
            markers.values()[i] = Integer.parseInt(rows.get(i)[5]);
        }
        GrayMap distances = DistanceTransform.distances(mask);
        GrayMap relief = new GrayMap(WIDTH, HEIGHT);
        for (int i = 0; i < rows.size(); i++) {
            double distance = Double.parseDouble(rows.get(i)[2]);
            assertThat((double) distances.values()[i]).isCloseTo(distance, within(1e-5));
            int marker = markers.values()[i];
            relief.values()[i] = marker > 0 ? -10_000 - marker : (float) -Math.rint(distance * 64);
        }
        assertThat(ConnectedComponents.label(mask, StructuringElement.FOUR_CONNECTED).values())
                .containsExactly(column(rows, 3));
        assertThat(ConnectedComponents.label(mask, StructuringElement.EIGHT_CONNECTED).values())
                .containsExactly(column(rows, 4));
        assertThat(Watershed.flood(relief, markers, mask, StructuringElement.FOUR_CONNECTED).values())
                .containsExactly(column(rows, 6));
        int[] opened = column(rows, 7);
        Mask own = Morphology.open(mask, Morphology.Shape.DISC, 1);
        for (int i = 0; i < opened.length; i++) assertThat((int) own.values()[i]).isEqualTo(opened[i]);
    }

    private static int[] column(List<String[]> rows, int k) {
        return rows.stream().mapToInt(r -> Integer.parseInt(r[k])).toArray();
    }

    private static List<String[]> rows(int number) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MasksReferenceTest.class.getResourceAsStream("masks.csv")),
                StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> line.startsWith(number + ","))
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
