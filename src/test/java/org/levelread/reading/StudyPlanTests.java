package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.protocol.Arm;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.ProtocolCheck;
import org.levelread.protocol.ProtocolFile;
import org.levelread.reading.Assignment.Kind;
import org.levelread.reading.StudyPlan.PlannedFilm;
import org.levelread.reading.StudyPlan.PlannedRead;

class StudyPlanTests {
    private static final List<String> STRATA = List.of("none", "1–2", "3–4", "5+", "unknown");
    private static final List<PlannedFilm> FILMS = IntStream.rangeClosed(1, 60)
            .mapToObj(n -> new PlannedFilm(new UUID(4, n * 7919L), n, STRATA.get(n % 5)))
            .toList();

    private static Protocol crossover(String from, String to) {
        return read(yaml().replace(from, to));
    }

    private static Protocol read(String yaml) {
        return ((ProtocolCheck.Valid) ProtocolFile.check(yaml)).protocol();
    }

    private static String yaml() {
        try {
            return Files.readString(Path.of("study-protocols/crossover/protocol.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {90210, 1, 0, -5, 20260203})
    void aCrossoverIsBalancedByReaderFilmStratumAndPeriod(long seed) {
        StudyPlan plan = new StudyPlan(crossover("seed: 90210", "seed: " + seed), FILMS, 6);
        Map<String, Integer> aidedFirst = new HashMap<>();
        for (int reader = 0; reader < 6; reader++) {
            List<PlannedRead> reads = plan.of(reader);
            for (PlannedFilm film : FILMS) {
                List<PlannedRead> mine = reads.stream()
                        .filter(read -> read.film().equals(film.id()) && read.kind() == Kind.STUDY)
                        .toList();
                assertThat(mine).extracting(PlannedRead::period).containsExactlyInAnyOrder(1, 2);
                assertThat(mine).extracting(PlannedRead::arm).containsExactlyInAnyOrder(Arm.UNAIDED, Arm.AIDED);
                boolean aided = mine.stream().anyMatch(read -> read.period() == 1 && read.arm() == Arm.AIDED);
                if (aided) {
                    aidedFirst.merge("film " + film.number(), 1, Integer::sum);
                    aidedFirst.merge("reader " + reader + ", stratum " + film.stratum(), 1, Integer::sum);
                }
            }
        }
        for (PlannedFilm film : FILMS) assertThat(aidedFirst.get("film " + film.number())).isEqualTo(3);
        // 12 films a stratum, in blocks of 4
        for (int reader = 0; reader < 6; reader++) {
            for (String stratum : STRATA) {
                assertThat(aidedFirst.get("reader " + reader + ", stratum " + stratum)).isEqualTo(6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {90210, 3, -8})
    void aParallelStudyReadsEachFilmOnceInOneArmAndBalancesReadersAndStrata(long seed) {
        StudyPlan plan = new StudyPlan(
                read(yaml().replace("comparison: crossover", "comparison: parallel")
                        .replace("  washoutDays: 28\n", "")
                        .replace("seed: 90210", "seed: " + seed)),
                FILMS,
                6);
        Map<String, Integer> aided = new HashMap<>();
        for (int reader = 0; reader < 6; reader++) {
            List<PlannedRead> reads =
                    plan.of(reader).stream().filter(read -> read.kind() == Kind.STUDY).toList();
            assertThat(reads).hasSize(60).extracting(PlannedRead::film).doesNotHaveDuplicates();
            assertThat(reads).extracting(PlannedRead::period).containsOnly(1);
            for (PlannedRead read : reads) {
                if (read.arm() != Arm.AIDED) continue;
                PlannedFilm film = FILMS.stream().filter(one -> one.id().equals(read.film())).findFirst().orElseThrow();
                aided.merge("film " + film.number(), 1, Integer::sum);
                aided.merge("reader " + reader + ", stratum " + film.stratum(), 1, Integer::sum);
            }
        }
        for (PlannedFilm film : FILMS) assertThat(aided.get("film " + film.number())).isEqualTo(3);
        for (int reader = 0; reader < 6; reader++) {
            for (String stratum : STRATA) {
                assertThat(aided.get("reader " + reader + ", stratum " + stratum)).isEqualTo(6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {90210, 2, -77})
    void duplicatesStandFarBehindTheirFirstShowing(long seed) {
        StudyPlan plan = new StudyPlan(crossover("seed: 90210", "seed: " + seed), FILMS, 6);
        for (int reader = 0; reader < 6; reader++) {
            for (int period = 1; period <= 2; period++) {
                int now = period;
                List<PlannedRead> order =
                        plan.of(reader).stream().filter(read -> read.period() == now).toList();
                List<PlannedRead> twice =
                        order.stream().filter(read -> read.kind() == Kind.DUPLICATE).toList();
                assertThat(twice).as("5 %% of 60").hasSize(3);
                for (PlannedRead again : twice) {
                    PlannedRead first = new PlannedRead(again.film(), period, again.arm(), 1, Kind.STUDY);
                    assertThat(order.indexOf(again) - order.indexOf(first)).isGreaterThanOrEqualTo(20);
                }
            }
        }
    }

    @Test
    void everyReaderAndPeriodHasAnOrderOfItsOwnThatTheSeedDecides() {
        Protocol protocol = crossover("seed: 90210", "seed: 90210");
        HashSet<List<UUID>> orders = new HashSet<>();
        for (int reader = 0; reader < 6; reader++) {
            for (int period = 1; period <= 2; period++) {
                int now = period;
                orders.add(new StudyPlan(protocol, FILMS, 6)
                        .of(reader).stream()
                                .filter(read -> read.period() == now && read.kind() == Kind.STUDY)
                                .map(PlannedRead::film)
                                .toList());
            }
        }
        assertThat(orders).hasSize(12);
        List<PlannedFilm> otherwise = new ArrayList<>(FILMS.reversed());
        assertThat(new StudyPlan(protocol, otherwise, 6).of(3)).isEqualTo(new StudyPlan(protocol, FILMS, 6).of(3));
        assertThat(new StudyPlan(crossover("seed: 90210", "seed: 90211"), FILMS, 6).of(3))
                .isNotEqualTo(new StudyPlan(protocol, FILMS, 6).of(3));
    }

    @Test
    void filmsGoRoundTheReadersWhereNotAllReadThem() {
        StudyPlan plan = new StudyPlan(crossover("readersPerCase: 6", "readersPerCase: 4"), FILMS, 6);
        Map<UUID, Integer> readers = new HashMap<>();
        for (int reader = 0; reader < 6; reader++) {
            List<UUID> mine = plan.of(reader).stream()
                    .filter(read -> read.period() == 1 && read.kind() == Kind.STUDY)
                    .map(PlannedRead::film)
                    .toList();
            assertThat(mine).as("60 films of 4 readers over 6").hasSize(40).doesNotHaveDuplicates();
            mine.forEach(film -> readers.merge(film, 1, Integer::sum));
        }
        assertThat(readers.values()).hasSize(60).containsOnly(4);
    }

    @Test
    void aSequentialReadIsTwoLooksOneAfterTheOther() {
        Protocol sequential = read(yaml().replace("comparison: crossover", "comparison: single")
                .replace("[unaided, aided]", "[sequential]")
                .replace("  washoutDays: 28\n", ""));
        List<PlannedRead> reads = new StudyPlan(sequential, FILMS, 6).of(0);
        assertThat(reads).hasSize(2 * 63);
        for (int i = 0; i < reads.size(); i += 2) {
            assertThat(reads.get(i).step()).isEqualTo(1);
            assertThat(reads.get(i + 1)).isEqualTo(new PlannedRead(
                    reads.get(i).film(), 1, Arm.SEQUENTIAL, 2, reads.get(i).kind()));
        }
    }
}
