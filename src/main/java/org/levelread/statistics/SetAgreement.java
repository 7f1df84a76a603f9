package org.levelread.statistics;

import java.util.HashSet;
import java.util.Set;

/// How far two sets agree.
public final class SetAgreement {
    private SetAgreement() {}

    /// |A ∩ B| / |A ∪ B|, in [0, 1]: 1 where both are empty, 0 where one is.
    public static <T> double jaccard(Set<T> first, Set<T> second) {
        if (first.isEmpty() && second.isEmpty()) return 1;
        Set<T> union = new HashSet<>(first);
        union.addAll(second);
        return (first.size() + second.size() - union.size()) / (double) union.size();
    }
}
