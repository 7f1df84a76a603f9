package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAddition;
import org.levelread.cases.Films;
import org.levelread.imaging.Radiograph;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.AccountCreation;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.shell.LevelReadApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole application on a database of its own; the classes below share one start, so every test makes its own
/// study and accounts. Runs are queued and stay so.
@SpringBootTest(
        classes = LevelReadApplication.class,
        properties = {"db-scheduler.polling-interval=1h", "db-scheduler.immediate-execution-enabled=false"})
public abstract class ApplicationTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    protected Studies studies;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Films films;

    @Autowired
    protected JdbcClient jdbc;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.use(registry);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    protected Study study() {
        return studies.create("s-" + UUID.randomUUID(), "A study", false);
    }

    protected Account account(Role role) {
        String name = "a" + UUID.randomUUID().toString().substring(0, 8);
        return switch (accounts.createForDemo(name, "Name of " + name, role, "correct horse " + name)) {
            case AccountCreation.Created created -> created.account();
            case AccountCreation.Refused refused -> throw new AssertionError(refused.reason());
        };
    }

    protected static void signIn(Account account) {
        SecurityContextHolder.getContext().setAuthentication(CurrentAccount.authentication(account));
    }

    /// a small film of noise that no other film equals
    protected Film film(Study study, String originalName) {
        short[] pixels = new short[100 * 200];
        Random random = new Random(UUID.randomUUID().getLeastSignificantBits());
        for (int i = 0; i < pixels.length; i++) pixels[i] = (short) random.nextInt(65536);
        FilmAddition added = films.add(study.id(), new Radiograph(100, 200, pixels, null), originalName, null);
        assertThat(added).isInstanceOf(FilmAddition.Added.class);
        return ((FilmAddition.Added) added).film();
    }
}
