package org.levelread.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.levelread.protocol.Arm;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.Protocol.Comparison;
import org.levelread.protocol.Protocol.EnrolmentMode;
import org.levelread.reading.Assignment.Kind;

/// What a protocol deals to whom. Films count by their number in the study and readers by their position, so that anyone
/// who has the protocol, the films' numbers and strata, and the number of readers can compute the plan again.
///
/// - *Which readers read a film*: where not all do, films in an order drawn by lot go round the readers, so that no reader
///   has more than one film more than another.
/// - *Which arm*: within a stratum, blocks are filled with every arm equally often, in an order drawn by lot; from one reader to
///   the next the arms move on by one, so that a film is read in every arm equally often too. In a crossover the second period has the other arm.
/// - *In which order*: each reader and period has an order drawn by lot. A hidden duplicate stands in the last third, its
///   first showing in the first third.
final class StudyPlan {
    private static final long ALLOCATION = 0x5DEECE66DL, BLOCKS = 0x9E3779B9L, DUPLICATES = 0xC2B2AE35L;

    /// @param number of the film within the study
    /// @param stratum films are balanced within; any word
    record PlannedFilm(UUID id, int number, String stratum) {}

    /// one read, in the order of the list that holds it
    record PlannedRead(UUID film, int period, Arm arm, int step, Kind kind) {}

    private final Protocol protocol;
    private final List<PlannedFilm> films;
    private final int readers;
    private final Map<PlannedFilm, Integer> blockArm = new HashMap<>();
    private final List<PlannedFilm> allocation;

    /// @param readers how many take part; positions are 0 to this, exclusive
    StudyPlan(Protocol protocol, List<PlannedFilm> films, int readers) {
        this.protocol = protocol;
        this.films = films.stream()
                .sorted(Comparator.comparingInt(PlannedFilm::number))
                .toList();
        this.readers = readers;
        Map<String, List<PlannedFilm>> strata = new TreeMap<>();
        for (PlannedFilm film : this.films) {
            String stratum = protocol.randomisation().byConstructLength() ? film.stratum() : "all";
            strata.computeIfAbsent(stratum, fresh -> new ArrayList<>()).add(film);
        }
        allocation = new ArrayList<>();
        strata.forEach((stratum, inIt) -> fillBlocks(stratum, inIt));
    }

    /// the reads of the reader at a position, by period, each period in its order
    List<PlannedRead> of(int position) {
        List<PlannedRead> plan = new ArrayList<>();
        List<PlannedFilm> mine = filmsOf(position);
        for (int period = 1; period <= protocol.design().periods(); period++) {
            for (PlannedOnce once : ordered(mine, position, period)) {
                Arm arm = arm(once.film(), position, period);
                for (int step = 1; step <= arm.steps(); step++) {
                    plan.add(new PlannedRead(once.film().id(), period, arm, step, once.kind()));
                }
            }
        }
        return plan;
    }

    /// the training films in an order of the reader's own
    List<UUID> training(List<PlannedFilm> training, int position, int attempt) {
        return drawn(training, position, -attempt).stream().map(PlannedFilm::id).toList();
    }

    private void fillBlocks(String stratum, List<PlannedFilm> inIt) {
        int arms = protocol.design().arms().size();
        Integer planned = protocol.randomisation().blockSize();
        int block = planned == null ? arms : planned;
        boolean rolling = protocol.enrolment().mode() == EnrolmentMode.ROLLING;
        List<PlannedFilm> order = new ArrayList<>(inIt);
        // films that are still to come must not move those that are there
        if (!rolling) shuffle(order, chance(ALLOCATION, stratum.hashCode(), 0));
        allocation.addAll(order);
        for (int i = 0; i < order.size(); i++) {
            int at = rolling ? order.get(i).number() - 1 : i;
            List<Integer> filled = new ArrayList<>(
                    IntStream.range(0, block).map(n -> n % arms).boxed().toList());
            shuffle(filled, chance(BLOCKS, stratum.hashCode(), at / block));
            blockArm.put(order.get(i), filled.get(at % block));
        }
    }

    private List<PlannedFilm> filmsOf(int position) {
        Integer perCase = protocol.design().readersPerCase();
        if (perCase == null || perCase >= readers) return films;
        boolean rolling = protocol.enrolment().mode() == EnrolmentMode.ROLLING;
        List<PlannedFilm> mine = new ArrayList<>();
        for (int i = 0; i < allocation.size(); i++) {
            int at = rolling ? allocation.get(i).number() - 1 : i;
            int from = Math.floorMod((long) at * perCase, readers);
            if (Math.floorMod(position - from, readers) < perCase) mine.add(allocation.get(i));
        }
        return mine;
    }

    private Arm arm(PlannedFilm film, int position, int period) {
        List<Arm> arms = protocol.design().arms();
        int moved = blockArm.get(film) + position
                + (protocol.design().comparison() == Comparison.CROSSOVER ? period - 1 : 0);
        return arms.get(Math.floorMod(moved, arms.size()));
    }

    private record PlannedOnce(PlannedFilm film, Kind kind) {}

    private List<PlannedOnce> ordered(List<PlannedFilm> mine, int position, int period) {
        List<PlannedFilm> order = drawn(mine, position, period);
        List<PlannedOnce> ordered = new ArrayList<>();
        order.forEach(film -> ordered.add(new PlannedOnce(film, Kind.STUDY)));
        int third = order.size() / 3;
        int wanted = Math.round(order.size() * protocol.randomisation().duplicatesPercent() / 100f);
        List<PlannedFilm> twice = new ArrayList<>(order.subList(0, third));
        RandomGenerator chance = chance(DUPLICATES, position, period);
        shuffle(twice, chance);
        for (PlannedFilm film : twice.subList(0, Math.min(wanted, third))) {
            int from = ordered.size() - third;
            ordered.add(from + 1 + chance.nextInt(third), new PlannedOnce(film, Kind.DUPLICATE));
        }
        return ordered;
    }

    /// a film that comes later takes a place among the others without moving them
    private List<PlannedFilm> drawn(List<PlannedFilm> some, int position, int part) {
        Map<UUID, PlannedFilm> byNumber = new HashMap<>();
        for (PlannedFilm film : some) byNumber.put(new UUID(0, film.number()), film);
        return new ReadingOrder(protocol.randomisation().seed(), new UUID(part, position))
                .of(List.copyOf(byNumber.keySet())).stream().map(byNumber::get).toList();
    }

    private RandomGenerator chance(long use, long a, long b) {
        long seed = protocol.randomisation().seed() * 0x9E3779B97F4A7C15L
                ^ use * 0xD1B54A32D192ED03L
                ^ (a + 1) * 0xABC98388FB8FAC03L
                ^ (b + 1) * 0x8CB92BA72F3D8DD7L;
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static void shuffle(List<?> list, RandomGenerator chance) {
        Collections.shuffle(list, chance);
    }
}
