package org.levelread.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A kind of entry of the trail, as `actions.csv` beside this class lists them all.
///
/// @param name such as "film.uploaded"
/// @param reason when who does it says why, or what stands in its place
/// @param answers whether the values tell what somebody answered or what the results are
/// @param own whether even then the values are for nobody but who did it
/// @param words for a person, such as "Film added"
public record AuditedAction(String name, Kind kind, Reason reason, boolean answers, boolean own, String words) {
    public enum Kind {
        /// nothing of the study's data or rights changed
        EVENT,
        /// a new value, beside an earlier one or none
        ENTRY,
        /// an old value was replaced or taken away
        CHANGE
    }

    public enum Reason {
        ALWAYS,
        /// where an earlier value is replaced
        REPLACING,
        /// a signature, whose meaning is kept with it
        SIGNED,
        /// the next step of the frozen protocol
        PLANNED,
        /// the person's own password
        OWN,
        /// nothing can be replaced by it
        NONE
    }

    /// @throws IllegalArgumentException where a change neither wants a reason nor says what stands in its place
    public AuditedAction {
        if (kind == Kind.CHANGE && (reason == Reason.NONE || reason == Reason.REPLACING)) {
            throw new IllegalArgumentException(
                    name + " replaces a value: actions.csv says \"always\", or what stands in the place of a reason");
        }
    }

    private static final Map<String, AuditedAction> ALL = read();

    /// by name
    public static List<AuditedAction> all() {
        return ALL.values().stream()
                .sorted(Comparator.comparing(AuditedAction::name))
                .toList();
    }

    /// empty where the list has no such action, as for entries of an earlier version
    public static Optional<AuditedAction> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// @throws IllegalArgumentException where the list has no such action
    public static AuditedAction of(String name) {
        AuditedAction action = ALL.get(name);
        if (action == null) {
            throw new IllegalArgumentException(
                    "the trail has no action " + name + ": actions look like film.uploaded and stand in actions.csv");
        }
        return action;
    }

    /// @throws IllegalArgumentException where an entry of this kind lacks what it must have
    void check(Map<String, ?> detail, Map<String, ?> oldValue, Map<String, ?> newValue, String why) {
        switch (kind) {
            case EVENT -> require(oldValue.isEmpty() && newValue.isEmpty(), "changes nothing and has no old or new value");
            case ENTRY -> {
                require(!newValue.isEmpty(), "needs the new value");
                require(oldValue.isEmpty() || reason != Reason.NONE, "has an old value: actions.csv does not know that it replaces one");
            }
            case CHANGE -> {
                require(!oldValue.isEmpty(), "needs the old value");
                require(!oldValue.equals(newValue), "has the same old and new value");
            }
        }
        boolean reasoned = reason == Reason.ALWAYS || reason == Reason.REPLACING && !oldValue.isEmpty();
        require(!reasoned || !why.isBlank(), "needs a reason");
        require(!answers || detail.containsKey(Audited.STUDY), "tells an answer and needs the study in its detail");
    }

    private void require(boolean holds, String sentence) {
        if (!holds) throw new IllegalArgumentException(name + " " + sentence);
    }

    /// @param line of `actions.csv`
    /// @throws IllegalArgumentException where a word is none of the list's
    static AuditedAction parse(String line) {
        String[] cells = line.split(";", -1);
        return new AuditedAction(
                cells[0],
                Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                cells[2].isEmpty() ? Reason.NONE : Reason.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                !cells[3].isEmpty(),
                cells[3].equals("own"),
                cells[4]);
    }

    private static Map<String, AuditedAction> read() {
        try (InputStream file = Objects.requireNonNull(AuditedAction.class.getResourceAsStream("actions.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(AuditedAction::parse)
                    .collect(Collectors.toUnmodifiableMap(AuditedAction::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
