package org.levelread.shell;

import java.util.ArrayList;
import java.util.List;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.AccountCreation;
import org.levelread.readers.Accounts;
import org.levelread.readers.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Brings the database to where somebody can sign in: the demo study and its accounts, or a first administrator.
@Component
class FirstStart {
    static final String DEMO_PASSWORD = "count-from-S1";

    private record Demo(String username, String displayName, Role role) {}

    private static final List<Demo> DEMO_ACCOUNTS = List.of(
            new Demo("surgeon", "Sam Surgeon", Role.SURGEON),
            new Demo("reader1", "Robin Reader", Role.READER),
            new Demo("reader2", "Rowan Reader", Role.READER),
            new Demo("lead", "Lee Lead", Role.STUDY_LEAD),
            new Demo("admin", "Alex Administrator", Role.ADMINISTRATOR));

    private final Accounts accounts;
    private final Studies studies;

    FirstStart(Accounts accounts, Studies studies) {
        this.accounts = accounts;
        this.studies = studies;
    }

    /// makes the demo study and its accounts where they are missing
    ///
    /// @return one line for each account that has the known password
    @Transactional
    public List<String> withDemo() {
        studies.create("demo", "Demo study", true);
        List<String> lines = new ArrayList<>();
        for (Demo demo : DEMO_ACCOUNTS) {
            if (accounts.find(demo.username()).isEmpty()) {
                accounts.createForDemo(demo.username(), demo.displayName(), demo.role(), DEMO_PASSWORD);
            }
        }
        accounts.allowDemo(true);
        for (Account account : accounts.list()) {
            if (account.demo()) {
                lines.add("%-10s %-14s %s"
                        .formatted(
                                account.username(),
                                DEMO_PASSWORD,
                                account.role().title()));
            }
        }
        return lines;
    }

    /// blocks the accounts whose passwords everyone knows, and makes a study and an administrator where there
    /// is none
    ///
    /// @return one line with the one-time password of the administrator, only when it was made now
    @Transactional
    public List<String> withoutDemo() {
        accounts.allowDemo(false);
        if (studies.list().stream().allMatch(Study::demo)) studies.create("study", "Study", false);
        boolean administered =
                accounts.list().stream().anyMatch(account -> account.enabled() && account.role() == Role.ADMINISTRATOR);
        if (administered) return List.of();
        String name = accounts.find("admin").isEmpty() ? "admin" : "administrator";
        return switch (accounts.create(name, "Administrator", Role.ADMINISTRATOR, "the first start of the server makes one administrator")) {
            case AccountCreation.Created created ->
                List.of("%-10s %s   one-time password, to be replaced at the first login"
                        .formatted(created.account().username(), created.oneTimePassword()));
            // every administrator was disabled by hand in the database: a person has to look at it
            case AccountCreation.Refused refused -> throw new IllegalStateException(refused.reason());
        };
    }
}
