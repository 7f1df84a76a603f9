package org.levelread.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.audit.AuditedAction.Kind;
import org.levelread.audit.AuditedAction.Reason;
import org.levelread.protocol.Step;

class AuditedActionTest {
    private static final Map<String, ?> OLD = Map.of("state", "A");
    private static final Map<String, ?> NEW = Map.of("state", "B");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-z-]+)+)\"");

    static List<AuditedAction> actions() {
        return AuditedAction.all();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void aChangeWithoutOldAndNewValueOrReasonIsNotWritten(AuditedAction action) {
        boolean event = action.kind() == Kind.EVENT;
        boolean always = action.reason() == Reason.ALWAYS;
        boolean replaces = action.kind() == Kind.CHANGE || action.kind() == Kind.ENTRY && action.reason() != Reason.NONE;
        refuses(action, Map.of(), Map.of(), event ? "" : "why", !event);
        refuses(action, Map.of(), NEW, "why", action.kind() != Kind.ENTRY);
        refuses(action, Map.of(), NEW, " ", action.kind() != Kind.ENTRY || always);
        refuses(action, NEW, NEW, "why", action.kind() == Kind.CHANGE || !replaces);
        refuses(action, OLD, NEW, "why", !replaces);
        refuses(action, OLD, NEW, " ", !replaces || always || action.reason() == Reason.REPLACING);
    }

    private static void refuses(AuditedAction action, Map<String, ?> old, Map<String, ?> now, String why, boolean refused) {
        Runnable write = () -> Audited.answer(UUID.randomUUID(), action.name(), "Film 1", Map.of(), old, now, why);
        if (refused) {
            assertThatIllegalArgumentException().isThrownBy(write::run).withMessageStartingWith(action.name());
        } else {
            write.run();
        }
    }

    /// What replaces a value has a reason, but for these. A new action that wants none stands here with the ground.
    @Test
    void whatReplacesAValueHasAReasonButForThese() {
        assertThat(actions())
                .filteredOn(action -> action.kind() == Kind.CHANGE && action.reason() != Reason.ALWAYS)
                .extracting(action -> action.name() + " " + action.reason())
                .containsExactlyInAnyOrder(
                        "account.password-changed OWN",
                        "reading.opened PLANNED",
                        "reading.signed SIGNED",
                        "study.frozen SIGNED",
                        "study.locked SIGNED",
                        "study.started PLANNED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.burnt;change;;;Film burnt", "film.burnt;change;replacing;;Film burnt"})
    void aNewChangeThatSaysNothingOfItsReasonIsNoAction(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditedAction.parse(line))
                .withMessageStartingWith("film.burnt replaces a value");
    }

    @Test
    void whatTellsAnAnswerNamesItsStudy() {
        for (AuditedAction action : actions()) {
            if (!action.answers()) continue;
            Map<String, ?> old = action.kind() == Kind.CHANGE ? OLD : Map.of();
            assertThatIllegalArgumentException()
                    .as(action.name())
                    .isThrownBy(() -> Audited.change(action.name(), "Film 1", old, NEW, "why"))
                    .withMessageContaining("the study");
        }
    }

    @Test
    void whatIsNotListedIsNotWritten() {
        for (String unknown : List.of("film.burnt", "Uploaded a film", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Audited(unknown, "Film 1", Map.of()))
                    .withMessageContaining("actions.csv");
        }
    }

    /// The list is the rooms': an action that no room writes, or that a room writes and the list lacks, is a mistake.
    @Test
    void listsWhatTheRoomsWriteAndNothingElse() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (!source.contains("Audited")) continue;
                LITERAL.matcher(source).results().map(found -> found.group(1)).forEach(written::add);
            }
        }
        Arrays.stream(Step.values()).map(step -> "study." + step.words()).forEach(written::add);
        // Accounts puts these together
        written.addAll(List.of("account.login-failed", "account.password-confirmed-failed"));

        assertThat(actions()).extracting(AuditedAction::name).isSubsetOf(written);
        Set<String> rooms = new TreeSet<>();
        actions().forEach(action -> rooms.add(action.name().replaceFirst("\\..*", "")));
        assertThat(written)
                .filteredOn(name -> rooms.contains(name.replaceFirst("\\..*", "")))
                .allSatisfy(name -> assertThat(AuditedAction.of(name).words()).isNotBlank());
    }
}
