package org.levelread.readers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.levelread.readers.AccountStore.Attempt;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// The people who may sign in: making, finding, blocking and checking them.
@Service
public class Accounts {
    /// so many failures in a row lock a name
    static final int FAILURES_TO_LOCK = 5;

    static final Duration LOCK = Duration.ofMinutes(15);
    private static final Duration ATTEMPTS_KEPT = Duration.ofDays(1);

    private final AccountStore store;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final CurrentAccount current;
    private final Clock clock;

    Accounts(
            AccountStore store,
            Passwords passwords,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            CurrentAccount current,
            Clock clock) {
        this.current = current;
        this.store = store;
        this.passwords = passwords;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// makes an account with a one-time password that its owner must replace at the first login
    ///
    /// @param why in the words of who makes it; needed here and for every other change of who may do what
    @Transactional
    public AccountCreation create(String username, String displayName, Role role, String why) {
        if (why.isBlank()) return new AccountCreation.Refused("Say why the account is made.");
        String password = passwords.oneTime();
        return add(username, displayName, role, password, false, why);
    }

    /// makes an account of the demo study, whose password everyone may know
    @Transactional
    public AccountCreation createForDemo(String username, String displayName, Role role, String password) {
        return add(username, displayName, role, password, true, "for the demo study");
    }

    /// what changes who may do what is an administrator's; the server itself makes the first accounts
    private void administrator() {
        boolean may = current.find()
                .map(account -> account.role() == Role.ADMINISTRATOR && !account.mustChangePassword())
                .orElse(true);
        if (!may) throw new AccessDeniedException("only an administrator changes accounts");
    }

    private AccountCreation add(String username, String displayName, Role role, String password, boolean demo, String why) {
        administrator();
        String name = username.strip().toLowerCase(Locale.ROOT);
        String shown = displayName.strip();
        if (!name.matches("[a-z0-9][a-z0-9._-]{1,62}")) {
            return new AccountCreation.Refused("\"" + abbreviated(name) + "\" cannot be a user name: use 2 to 63 small"
                    + " letters, digits, dots, hyphens or underscores, beginning with a letter or digit.");
        }
        if (shown.isEmpty() || shown.length() > 120) {
            return new AccountCreation.Refused("The name to show must have 1 to 120 characters.");
        }
        Account account =
                new Account(UUID.randomUUID(), name, shown, role, true, !demo, demo, 0, null, clock.instant());
        if (!store.add(account, passwords.hash(password))) {
            return new AccountCreation.Refused("The user name " + name + " is taken: choose another.");
        }
        events.publishEvent(Audited.entry("account.created", name, rights(account), why));
        return new AccountCreation.Created(account, password);
    }

    public Optional<Account> find(UUID id) {
        return store.find(id);
    }

    public Optional<Account> find(String username) {
        return store.find(username.strip().toLowerCase(Locale.ROOT));
    }

    /// all accounts by user name
    public List<Account> list() {
        return store.list();
    }

    /// checks a name and a password and counts the failures under that name
    ///
    /// The attempt is counted before the password is compared, so that attempts made at the same moment cannot pass
    /// the limit together, and no row stays locked while the slow hash is computed.
    public SignIn signIn(String username, String password) {
        return check(username, password, "account.login");
    }

    /// asks the person who is signed in for the password once more, as before a signature; a wrong one counts as a
    /// failure to sign in does
    public SignIn confirm(SignedIn signedIn, String password) {
        return check(signedIn.username(), password, "account.password-confirmed");
    }

    private SignIn check(String username, String password, String action) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        Attempt attempt = transaction.execute(status -> countAttempt(name));
        Instant lockedUntil = attempt.lockedUntil();
        if (attempt.failures() > FAILURES_TO_LOCK && lockedUntil != null) return new SignIn.Locked(lockedUntil);

        Optional<Account> account = store.find(name);
        boolean right = account.isPresent()
                && passwords.matches(password, store.passwordHash(account.get().id()));
        if (account.isEmpty()) passwords.matchNobody(password);
        if (right && account.get().enabled()) {
            store.forgetAttempts(name);
            audit(name, action, name, Map.of());
            return new SignIn.Granted(account.get());
        }
        // a name that nobody has may be a password in the wrong field: it is not written down
        String subject = account.map(Account::username).orElse("unknown user name");
        audit("anonymous", action + "-failed", subject, Map.of("failures", attempt.failures()));
        if (lockedUntil == null) return new SignIn.Refused();
        transaction.executeWithoutResult(status -> events.publishEvent(new Audited(
                "anonymous",
                "account.locked",
                subject,
                Map.of(),
                Map.of("locked", false),
                Map.of("lockedUntil", lockedUntil.toString()),
                attempt.failures() + " wrong passwords one after the other")));
        return new SignIn.Locked(lockedUntil);
    }

    private Attempt countAttempt(String name) {
        Instant now = clock.instant();
        store.forgetAttemptsBefore(now.minus(ATTEMPTS_KEPT));
        Attempt before = store.lockAttempt(name, now);
        Instant lockedUntil = before.lockedUntil();
        if (lockedUntil != null && lockedUntil.isAfter(now)) {
            return new Attempt(FAILURES_TO_LOCK + 1, before.lastAt(), lockedUntil);
        }
        boolean startsAnew = lockedUntil != null || before.lastAt().isBefore(now.minus(LOCK));
        int failures = startsAnew ? 1 : before.failures() + 1;
        Attempt counted = new Attempt(failures, now, failures >= FAILURES_TO_LOCK ? now.plus(LOCK) : null);
        store.saveAttempt(name, counted);
        return counted;
    }

    /// replaces the owner's password; sessions other than the one that asks end
    @Transactional
    public PasswordChange changePassword(UUID id, String current, String chosen) {
        Account account = known(id);
        if (!passwords.matches(current, store.passwordHash(id))) {
            return new PasswordChange.Refused("The current password is not right.");
        }
        if (current.equals(chosen)) {
            return new PasswordChange.Refused("The new password is the current one: choose another.");
        }
        Optional<String> objection = passwords.objection(chosen, account);
        if (objection.isPresent()) return new PasswordChange.Refused(objection.get());
        store.setPassword(id, passwords.hash(chosen), false);
        events.publishEvent(Audited.change(
                "account.password-changed",
                account.username(),
                Map.of("password", account.mustChangePassword() ? "one-time" : "own"),
                Map.of("password", "a new one of their own"),
                ""));
        return new PasswordChange.Changed(known(id));
    }

    /// gives the account a new one-time password, lifts its lock and ends its sessions
    ///
    /// @return the password, shown once
    @Transactional
    public String resetPassword(UUID id, String why) {
        administrator();
        Account account = known(id);
        String password = passwords.oneTime();
        store.setPassword(id, passwords.hash(password), true);
        store.forgetAttempts(account.username());
        events.publishEvent(Audited.change(
                "account.password-reset",
                account.username(),
                Map.of("password", account.mustChangePassword() ? "an earlier one-time one" : "own"),
                Map.of("password", "one-time"),
                why));
        return password;
    }

    /// blocks the account and ends its sessions
    ///
    /// @throws IllegalStateException where nobody could administer the accounts any more
    @Transactional
    public void disable(UUID id, String why) {
        Account account = known(id);
        List<UUID> administrators = store.lockAdministrators();
        if (administrators.equals(List.of(id))) {
            throw new IllegalStateException(account.displayName()
                    + " is the only administrator: make another one before disabling this account.");
        }
        setEnabled(account, false, why);
    }

    @Transactional
    public void enable(UUID id, String why) {
        setEnabled(known(id), true, why);
    }

    private void setEnabled(Account account, boolean enabled, String why) {
        administrator();
        if (account.enabled() == enabled) return;
        store.setEnabled(account.id(), enabled);
        events.publishEvent(Audited.change(
                enabled ? "account.enabled" : "account.disabled",
                account.username(),
                Map.of("enabled", !enabled),
                Map.of("enabled", enabled),
                why));
    }

    /// lets the accounts of the demo study sign in, or blocks them
    @Transactional
    public void allowDemo(boolean allowed) {
        for (Account account : store.list()) {
            if (!account.demo()) continue;
            setEnabled(
                    account,
                    allowed,
                    allowed ? "the server was started with the demo study" : "the server was started without the demo study");
        }
    }

    /// lifts the lock after failures
    @Transactional
    public void unlock(UUID id, String why) {
        administrator();
        Account account = known(id);
        store.forgetAttempts(account.username());
        events.publishEvent(Audited.change(
                "account.unlocked",
                account.username(),
                Map.of("lockedUntil", String.valueOf(account.lockedUntil())),
                Map.of("locked", false),
                why));
    }

    /// where the person is reminded; empty where no address is known
    public Optional<String> email(UUID id) {
        return store.email(id);
    }

    /// Keeps another address, or none.
    ///
    /// @param email blank for none
    /// @throws IllegalStateException with a sentence where that is no address
    @Transactional
    public void setEmail(UUID id, String email, String why) {
        administrator();
        Account account = known(id);
        String address = email.strip();
        if (!address.isEmpty() && !address.matches("[^@\\s<>,;\"]+@[^@\\s<>,;\"]+") || address.length() > 254) {
            throw new IllegalStateException("This is no e-mail address: it looks like name@hospital.example.");
        }
        String before = store.email(id).orElse("none");
        String after = address.isEmpty() ? "none" : address;
        if (before.equals(after)) return;
        store.setEmail(id, address.isEmpty() ? null : address);
        events.publishEvent(Audited.change(
                "account.email-changed", account.username(), Map.of("email", before), Map.of("email", after), why));
    }

    private static Map<String, Object> rights(Account account) {
        return Map.of(
                "name", account.displayName(),
                "role", account.role().name(),
                "enabled", account.enabled(),
                "password", account.demo() ? "the demo's" : "one-time");
    }

    private Account known(UUID id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("no account has the id " + id));
    }

    private void audit(String actor, String action, String subject, Map<String, ?> detail) {
        transaction.executeWithoutResult(status -> events.publishEvent(new Audited(actor, action, subject, detail)));
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
