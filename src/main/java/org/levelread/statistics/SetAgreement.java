package org.levelread.statistics;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How far two sets agree.
public final class SetAgreement {
    /// how far two sets lie apart, in [0, 1]: 0 where they are the same
    public enum Distance {
        /// 1 where they are not the same
        EXACT,
        /// 1 - |A ∩ B| / |A ∪ B|
        JACCARD,
        /// 1/3 where one holds the other, 2/3 where they overlap, 1 where they share nothing. Passonneau, LREC 2004.
        /// The empty set lies in every other: where nothing against one is the worst there is, take `JACCARD`.
        MASI,
        /// 1 - Jaccard x (1 - MASI). Passonneau, LREC 2006, with thirds where NLTK's `masi_distance` has .33 and .67
        MASI_JACCARD;

        public <T> double between(Set<T> first, Set<T> second) {
            return switch (this) {
                case EXACT -> first.equals(second) ? 0 : 1;
                case JACCARD -> 1 - jaccard(first, second);
                case MASI -> masi(first, second);
                case MASI_JACCARD -> 1 - jaccard(first, second) * (1 - masi(first, second));
            };
        }

        private static <T> double masi(Set<T> first, Set<T> second) {
            if (first.equals(second)) return 0;
            if (first.containsAll(second) || second.containsAll(first)) return 1 / 3.0;
            return first.stream().anyMatch(second::contains) ? 2 / 3.0 : 1;
        }
    }

    private SetAgreement() {}

    /// |A ∩ B| / |A ∪ B|, in [0, 1]: 1 where both are empty, 0 where one is.
    public static <T> double jaccard(Set<T> first, Set<T> second) {
        if (first.isEmpty() && second.isEmpty()) return 1;
        Set<T> union = new HashSet<>(first);
        union.addAll(second);
        return (first.size() + second.size() - union.size()) / (double) union.size();
    }

    /// Krippendorff's α of sets, by their distance.
    ///
    /// @param units the sets that were given to each unit, without the missing ones; the empty set is an answer
    public static <T> Estimate alpha(List<List<Set<T>>> units, Distance distance, double level) {
        String python = switch (distance) {
            case EXACT -> "nltk.metrics.distance.binary_distance";
            case JACCARD -> "nltk.metrics.distance.jaccard_distance";
            case MASI -> "lambda a, b: 0 if a == b else 1/3 if a <= b or b <= a else 2/3 if a & b else 1";
            case MASI_JACCARD -> "nltk.metrics.distance.masi_distance";
        };
        return KrippendorffAlpha.of(
                units,
                distance::between,
                new Method(
                        "Krippendorff's alpha of sets, "
                                + distance.name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-') + " distance",
                        "Python: nltk.metrics.agreement.AnnotationTask(data, distance=" + python + ").alpha()"),
                level);
    }
}
