package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingOrderTest {
    private static final List<UUID> FILMS =
            IntStream.range(0, 24).mapToObj(i -> new UUID(7, i)).toList();
    private static final UUID ANN = new UUID(1, 1);
    private static final UUID BEN = new UUID(1, 2);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE})
    void isAShuffleThatSeedReaderAndFilmsDecide(long seed) {
        List<UUID> order = new ReadingOrder(seed, ANN).of(FILMS);
        List<UUID> arrivedOtherwise = new ArrayList<>(FILMS);
        Collections.shuffle(arrivedOtherwise, new Random(seed));

        assertThat(order).containsExactlyInAnyOrderElementsOf(FILMS).isNotEqualTo(FILMS);
        assertThat(new ReadingOrder(seed, ANN).of(arrivedOtherwise)).isEqualTo(order);
        assertThat(new ReadingOrder(seed, BEN).of(FILMS)).isNotEqualTo(order);
        assertThat(new ReadingOrder(seed + 1, ANN).of(FILMS)).isNotEqualTo(order);
    }

    @Test
    void aLaterFilmLeavesTheOrderOfTheOthers() {
        ReadingOrder order = new ReadingOrder(5, ANN);
        List<UUID> later = new ArrayList<>(FILMS);
        UUID newcomer = new UUID(8, 0);
        later.add(newcomer);

        List<UUID> dealt = new ArrayList<>(order.of(later));
        assertThat(dealt.remove(newcomer)).isTrue();
        assertThat(dealt).isEqualTo(order.of(FILMS));
    }

    @Test
    void everyPlaceIsAsLikelyForAFilm() {
        int[] places = new int[4];
        List<UUID> four = FILMS.subList(0, 4);
        for (int seed = 0; seed < 4000; seed++) {
            places[new ReadingOrder(seed, ANN).of(four).indexOf(FILMS.getFirst())]++;
        }
        // binomial, n = 4000, p = 1/4: standard deviation 27
        for (int n : places) assertThat(n).isBetween(1000 - 110, 1000 + 110);
    }
}
