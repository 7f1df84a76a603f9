package org.levelread.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.levelread.MovableClock;
import org.levelread.TestDatabase;
import org.levelread.audit.Audited;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AccountsTest {
    private static final String WRONG = "wrong password";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Accounts accounts = new Accounts(
            new AccountStore(jdbc),
            new Passwords(),
            events::add,
            new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
            new CurrentAccount(),
            clock);

    private AccountCreation.Created created(String username, Role role) {
        return (AccountCreation.Created) accounts.create(username, "Name of " + username, role, "needed");
    }

    private void failTimes(int times, String username) {
        for (int i = 0; i < times; i++) accounts.signIn(username, WRONG);
    }

    @Test
    void theOneTimePasswordSignsInAndMustBeReplaced() {
        var made = created("  Reader.One ", Role.READER);

        assertThat(made.account().username()).isEqualTo("reader.one");
        assertThat(accounts.signIn("READER.one", made.oneTimePassword()))
                .isInstanceOfSatisfying(SignIn.Granted.class, granted -> {
                    SignedIn signedIn = SignedIn.of(granted.account());
                    assertThat(signedIn.mustChangePassword()).isTrue();
                    assertThat(signedIn.getAuthorities())
                            .extracting(Object::toString)
                            .containsExactly("ROLE_NEWCOMER");
                });

        var change = accounts.changePassword(made.account().id(), made.oneTimePassword(), "count from the sacrum");

        assertThat(change).isInstanceOfSatisfying(PasswordChange.Changed.class, changed -> {
            assertThat(SignedIn.of(changed.account()).getAuthorities())
                    .extracting(Object::toString)
                    .containsExactly("ROLE_READER");
            assertThat(changed.account().securityVersion())
                    .isGreaterThan(made.account().securityVersion());
        });
        assertThat(accounts.signIn("reader.one", made.oneTimePassword())).isInstanceOf(SignIn.Refused.class);
        assertThat(accounts.signIn("reader.one", "count from the sacrum")).isInstanceOf(SignIn.Granted.class);
    }

    @Test
    void theFifthFailureLocksForAQuarterOfAnHourAndEvenTheRightPasswordWaits() {
        String password = created("reader", Role.READER).oneTimePassword();
        failTimes(4, "reader");
        assertThat(accounts.signIn("reader", WRONG))
                .isEqualTo(new SignIn.Locked(clock.instant().plus(Duration.ofMinutes(15))));

        assertThat(accounts.signIn("reader", password)).isInstanceOf(SignIn.Locked.class);
        clock.advance(Duration.ofMinutes(14).plusSeconds(59));
        assertThat(accounts.signIn("reader", password)).isInstanceOf(SignIn.Locked.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(accounts.signIn("reader", password)).isInstanceOf(SignIn.Granted.class);
    }

    @Test
    void anAttemptWhileLockedDoesNotLengthenTheLock() {
        String password = created("reader", Role.READER).oneTimePassword();
        failTimes(5, "reader");
        clock.advance(Duration.ofMinutes(10));
        failTimes(3, "reader");
        clock.advance(Duration.ofMinutes(5));

        assertThat(accounts.signIn("reader", password)).isInstanceOf(SignIn.Granted.class);
    }

    @Test
    void successForgetsTheFailures() {
        String password = created("reader", Role.READER).oneTimePassword();
        failTimes(4, "reader");
        accounts.signIn("reader", password);
        failTimes(4, "reader");

        assertThat(accounts.signIn("reader", password)).isInstanceOf(SignIn.Granted.class);
    }

    @Test
    void aNameThatNobodyHasIsAnsweredAndLockedAlike() {
        created("reader", Role.READER);
        List<SignIn> known = new ArrayList<>();
        List<SignIn> unknown = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            known.add(accounts.signIn("reader", WRONG));
            unknown.add(accounts.signIn("nobody", WRONG));
        }

        assertThat(unknown).isEqualTo(known);
        assertThat(known).last().isInstanceOf(SignIn.Locked.class);
    }

    @Test
    void attemptsMadeAtTheSameMomentCannotPassTheLimit() throws Exception {
        created("reader", Role.READER);
        List<Callable<SignIn>> attempts = Collections.nCopies(12, () -> accounts.signIn("reader", WRONG));
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (Future<SignIn> attempt : pool.invokeAll(attempts)) attempt.get();
        }

        long compared = events.stream()
                .filter(event ->
                        event instanceof Audited audited && audited.action().equals("account.login-failed"))
                .count();
        assertThat(compared).isEqualTo(Accounts.FAILURES_TO_LOCK);
    }

    @Test
    void nothingThatWasTypedIntoTheWrongFieldIsKept() {
        accounts.signIn("my secret password", "x");

        assertThat(events.toString()).doesNotContain("secret").contains("unknown user name");
        assertThat(jdbc.sql("select string_agg(a::text, ' ') from readers.sign_in_attempt a")
                        .query(String.class)
                        .single())
                .doesNotContain("secret");
    }

    @Test
    void aDisabledAccountIsRefusedLikeAWrongPassword() {
        var made = created("reader", Role.READER);
        accounts.disable(made.account().id(), "gone");

        assertThat(accounts.signIn("reader", made.oneTimePassword())).isEqualTo(new SignIn.Refused());
        accounts.enable(made.account().id(), "back");
        assertThat(accounts.signIn("reader", made.oneTimePassword())).isInstanceOf(SignIn.Granted.class);
    }

    @Test
    void theOnlyAdministratorCannotBeDisabled() {
        var first = created("first", Role.ADMINISTRATOR);

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.disable(first.account().id(), "gone"))
                .withMessageContaining("only administrator");
        created("second", Role.ADMINISTRATOR);
        accounts.disable(first.account().id(), "gone");
        assertThat(accounts.find("first").orElseThrow().enabled()).isFalse();
    }

    @Test
    void aResetGivesANewOneTimePasswordAndLiftsTheLock() {
        var made = created("reader", Role.READER);
        failTimes(5, "reader");

        String password = accounts.resetPassword(made.account().id(), "forgotten");

        assertThat(accounts.signIn("reader", made.oneTimePassword())).isInstanceOf(SignIn.Refused.class);
        assertThat(accounts.signIn("reader", password)).isInstanceOf(SignIn.Granted.class);
    }

    @Test
    void badNamesAndPasswordsAreRefusedWithASentence() {
        var made = created("reader", Role.READER);
        assertThat(accounts.create("reader", "Another", Role.READER, "needed"))
                .isEqualTo(new AccountCreation.Refused("The user name reader is taken: choose another."));
        assertThat(accounts.create("a b", "Another", Role.READER, "needed")).isInstanceOf(AccountCreation.Refused.class);
        assertThat(accounts.create("fine", " ", Role.READER, "needed")).isInstanceOf(AccountCreation.Refused.class);

        for (String bad :
                List.of("short", "aaaaaaaaaaaaaaa", "the reader is me", "x".repeat(80), made.oneTimePassword())) {
            assertThat(accounts.changePassword(made.account().id(), made.oneTimePassword(), bad))
                    .as(bad)
                    .isInstanceOf(PasswordChange.Refused.class);
        }
        assertThat(accounts.changePassword(made.account().id(), WRONG, "a quite good one"))
                .isEqualTo(new PasswordChange.Refused("The current password is not right."));
    }

    @Test
    void theDemosAccountsGoWithTheDemo() {
        accounts.createForDemo("surgeon", "Sam", Role.SURGEON, "known to everyone");
        assertThat(accounts.signIn("surgeon", "known to everyone")).isInstanceOf(SignIn.Granted.class);

        accounts.allowDemo(false);
        assertThat(accounts.signIn("surgeon", "known to everyone")).isInstanceOf(SignIn.Refused.class);
        accounts.allowDemo(true);
        assertThat(accounts.signIn("surgeon", "known to everyone")).isInstanceOf(SignIn.Granted.class);
    }
}
