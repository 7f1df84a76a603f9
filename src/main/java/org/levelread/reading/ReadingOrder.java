package org.levelread.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/// The order in which one reader sees films: a shuffle that depends on the seed, the reader and the films, and
/// not on the order in which the films arrived.
///
/// Every film draws its own key, so a film that arrives later takes a place among those not yet seen without
/// changing the order of the others.
final class ReadingOrder {
    private final long seed;

    ReadingOrder(long seed, UUID reader) {
        this.seed = mixed(seed, reader);
    }

    List<UUID> of(List<UUID> films) {
        Map<UUID, Long> keys = films.stream().distinct().collect(Collectors.toMap(Function.identity(), this::key));
        return keys.entrySet().stream()
                .sorted(Map.Entry.<UUID, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private long key(UUID film) {
        return RandomGeneratorFactory.of("L64X128MixRandom")
                .create(mixed(seed, film))
                .nextLong();
    }

    private static long mixed(long seed, UUID id) {
        // two odd multipliers keep the halves of an id from cancelling each other
        return seed
                ^ (id.getMostSignificantBits() * 0x9E3779B97F4A7C15L)
                ^ (id.getLeastSignificantBits() * 0xD1B54A32D192ED03L);
    }
}
