package org.levelread.protocol;

import org.levelread.audit.AuditSeal;
import org.springframework.stereotype.Component;

/// Answers stay out of sight in the trail until the results of every study are open: an entry does not say whose study it is of.
@Component
class ResultsSeal implements AuditSeal {
    private final Studies studies;
    private final Protocols protocols;

    ResultsSeal(Studies studies, Protocols protocols) {
        this.studies = studies;
        this.protocols = protocols;
    }

    @Override
    public boolean answersVisible() {
        return studies.list().stream().allMatch(study -> protocols.resultsVisible(study.id()));
    }
}
