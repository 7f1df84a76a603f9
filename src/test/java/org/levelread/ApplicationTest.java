package org.levelread;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
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
        properties = {
            "db-scheduler.polling-interval=1h",
            "db-scheduler.immediate-execution-enabled=false",
            "levelread.deid-key=a key for tests, at least 32 characters",
            "levelread.archive-key=YSBrZXkgZm9yIHRlc3RzIG9mIDMyIGJ5dGVzISEhISE="
        })
public abstract class ApplicationTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    protected Studies studies;

    @Autowired
    protected Protocols protocols;

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
    protected void signOut() {
        SecurityContextHolder.clearContext();
    }

    protected Study study() {
        return Fixtures.openStudy(studies, protocols, "s-" + UUID.randomUUID());
    }

    protected Account account(Role role) {
        return Fixtures.account(accounts, role);
    }

    protected static void signIn(Account account) {
        Fixtures.signIn(account);
    }

    protected Film film(Study study, String originalName) {
        return Fixtures.film(films, study, originalName);
    }
}
