package org.levelread;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
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

/// The pages on the server's side, without a browser, over the whole application. The classes below share one
/// start and its one study; every test makes its own accounts.
@SpringBootTest(
        classes = LevelReadApplication.class,
        properties = {"db-scheduler.polling-interval=1h", "db-scheduler.immediate-execution-enabled=false"})
@ViewPackages(packages = "org.levelread")
public abstract class PageTest extends SpringBrowserlessTest {
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
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    /// the study that the pages show; its protocol is frozen
    protected Study currentStudy() {
        return Fixtures.openStudy(studies, protocols, "study");
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
