package org.levelread.reading;

import java.util.UUID;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StudyState;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/// Who may see the readers' answers beside each other: who leads the study; and a surgeon whom the study lead appointed to code
/// causes, but only after the database is locked and the results are open, when no answer is left that could be coloured.
@Component
class ComparingRights {
    private final Protocols protocols;
    private final ObjectProvider<CodingRight> coders;
    private final CurrentAccount current;

    ComparingRights(Protocols protocols, ObjectProvider<CodingRight> coders, CurrentAccount current) {
        this.protocols = protocols;
        this.coders = coders;
        this.current = current;
    }

    /// @throws AccessDeniedException for everybody else
    void require(UUID studyId) {
        SignedIn account = current.require();
        if (account.role() == Role.STUDY_LEAD || account.role() == Role.ADMINISTRATOR) return;
        boolean over = protocols.state(studyId) == StudyState.LOCKED && protocols.resultsVisible(studyId);
        boolean coder = over
                && account.role() == Role.SURGEON
                && !account.mustChangePassword()
                && coders.stream().anyMatch(right -> right.appointed(studyId, account.accountId()));
        if (!coder) throw new AccessDeniedException("only who leads the study may see the readers' answers");
    }
}
