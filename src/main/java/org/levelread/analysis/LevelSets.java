package org.levelread.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.levelread.spine.Level;

/// Sets of levels as a person writes them, from the head down, and as positions in the column.
public final class LevelSets {
    private static final List<Level> DOWNWARDS;

    static {
        List<Level> levels = new ArrayList<>(Arrays.asList(Level.values()));
        Collections.reverse(levels);
        DOWNWARDS = List.copyOf(levels);
    }

    private LevelSets() {}

    /// T1 … T12, T13, L1 … L6, S1
    public static List<Level> downwards() {
        return DOWNWARDS;
    }

    public static List<Level> downwards(Collection<Level> levels) {
        return DOWNWARDS.stream().filter(levels::contains).toList();
    }

    /// The column that two answers speak of, from the head down: T13 and L6 are in it only where one of them names
    /// it.
    public static List<Level> column(LevelAnswer first, LevelAnswer second) {
        Set<Level> odd = EnumSet.of(Level.T13, Level.L6);
        return DOWNWARDS.stream()
                .filter(l -> !odd.contains(l)
                        || first.seen().contains(l)
                        || second.seen().contains(l))
                .toList();
    }

    /// "T11 T12 L1", empty for the empty set
    public static String spaced(Collection<Level> levels) {
        return downwards(levels).stream().map(Level::name).collect(Collectors.joining(" "));
    }

    /// "T11-L1, L4", "none" for the empty set; three or more in a row become a range
    public static String inWords(Collection<Level> levels) {
        if (levels.isEmpty()) return "none";
        List<Level> column = DOWNWARDS.stream()
                .filter(l -> Level.USUAL.contains(l) || levels.contains(l))
                .toList();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            if (!levels.contains(column.get(i))) continue;
            int end = i;
            while (end + 1 < column.size() && levels.contains(column.get(end + 1))) end++;
            if (end - i >= 2) parts.add(column.get(i) + "-" + column.get(end));
            else for (int k = i; k <= end; k++) parts.add(column.get(k).name());
            i = end;
        }
        return String.join(", ", parts);
    }

    /// "T11-L1", or "not determinable"
    public static String inWords(LevelAnswer answer) {
        return answer.determinable() ? inWords(answer.instrumented()) : "not determinable";
    }
}
