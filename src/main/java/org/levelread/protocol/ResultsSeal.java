package org.levelread.protocol;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.audit.AuditSeal;
import org.springframework.stereotype.Component;

/// Answers stay out of sight in the trail until the results of their study are open.
@Component
class ResultsSeal implements AuditSeal {
    private final Studies studies;
    private final Protocols protocols;

    ResultsSeal(Studies studies, Protocols protocols) {
        this.studies = studies;
        this.protocols = protocols;
    }

    @Override
    public Set<UUID> openStudies() {
        return studies.list().stream()
                .map(Study::id)
                .filter(protocols::resultsVisible)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean everyStudyOpen() {
        return studies.list().stream().map(Study::id).allMatch(protocols::resultsVisible);
    }
}
