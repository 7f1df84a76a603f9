package org.levelread.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.readers.SignIn;
import org.levelread.reference.FilmReference;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Transactional
class FirstStartTest extends ApplicationTest {
    @Autowired
    FirstStart firstStart;

    private String passwordIn(String line) {
        return line.strip().split("\\s+")[1];
    }

    @Test
    void theDemoLetsEveryRoleInWithThePrintedPassword() {
        List<String> lines = firstStart.withDemo();

        assertThat(lines).hasSize(5);
        for (String line : lines) {
            assertThat(accounts.signIn(line.strip().split("\\s+")[0], passwordIn(line)))
                    .as(line)
                    .isInstanceOf(SignIn.Granted.class);
        }
        assertThat(accounts.list().stream().filter(Account::demo).map(Account::role))
                .contains(Role.values());
        assertThat(studies.demo()).get().extracting(Study::slug).isEqualTo("demo");
        assertThat(firstStart.withDemo()).as("a second start").isEqualTo(lines);
    }

    @Test
    void withoutTheDemoOneAdministratorGetsAOneTimePasswordAndTheDemosAccountsEnd() {
        for (Account account : accounts.list()) {
            if (account.role() == Role.ADMINISTRATOR) {
                jdbc.sql("update readers.account set enabled = false where id = ?").param(account.id()).update();
            }
        }
        List<String> demo = firstStart.withDemo();

        List<String> lines = firstStart.withoutDemo();

        assertThat(lines).hasSize(1).first().asString().contains("one-time password");
        assertThat(accounts.signIn(lines.getFirst().strip().split("\\s+")[0], passwordIn(lines.getFirst())))
                .isInstanceOfSatisfying(SignIn.Granted.class, granted -> {
                    assertThat(granted.account().role()).isEqualTo(Role.ADMINISTRATOR);
                    assertThat(granted.account().mustChangePassword()).isTrue();
                });
        assertThat(accounts.signIn("lead", passwordIn(demo.getFirst()))).isInstanceOf(SignIn.Refused.class);
        assertThat(firstStart.withoutDemo()).as("a second start").isEmpty();
        assertThat(studies.current().demo()).isFalse();
    }

    @Test
    void aTruthBecomesAReference() {
        String truth = """
                {"levels": [{"level": "L5", "corners": [{"x": 1, "y": 2}, {"x": 3, "y": 2}, {"x": 3, "y": 4}, {"x": 1, "y": 4}]}],
                 "s1Endplate": {"anterior": {"x": 1, "y": 5}, "posterior": {"x": 3, "y": 5}},
                 "instrumentedLevels": ["L5", "S1"]}""";
        UUID film = UUID.randomUUID();

        FilmReference reference = DemoStudy.reference(film, new JsonMapper().readTree(truth));

        assertThat(reference.filmId()).isEqualTo(film);
        assertThat(reference.instrumented()).containsExactlyInAnyOrder(Level.L5, Level.S1);
        assertThat(reference.levels()).extracting(level -> level.level()).containsExactly(Level.L5, Level.S1);
        assertThat(reference.levels().getFirst().corners()).hasSize(4);
    }
}
