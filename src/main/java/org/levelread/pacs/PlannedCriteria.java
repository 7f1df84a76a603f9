package org.levelread.pacs;

import java.util.Optional;
import java.util.UUID;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.ProtocolVersion;
import org.levelread.protocol.Protocols;
import org.springframework.stereotype.Component;

/// What a study's frozen protocol says of the archive's images. A connection may take fewer of them, never others.
@Component
class PlannedCriteria {
    private final Protocols protocols;

    PlannedCriteria(Protocols protocols) {
        this.protocols = protocols;
    }

    /// empty where no protocol is frozen, or it says nothing about archives
    Optional<Criteria> of(UUID studyId) {
        return protocols
                .latest(studyId)
                .map(ProtocolVersion::protocol)
                .flatMap(Protocol::pacsSearch)
                .map(PlannedCriteria::of);
    }

    private static Criteria of(Protocol.PacsSearch said) {
        return new Criteria(
                said.modalities().isEmpty() ? Criteria.USUAL.modalities() : said.modalities(),
                said.bodyParts(),
                said.views(),
                said.from(),
                said.to());
    }

    /// what a search with a connection's criteria may ask for now; an amendment of the protocol counts at once
    ///
    /// @throws IllegalArgumentException in one sentence where nothing is left
    Criteria narrowed(UUID studyId, Criteria criteria) {
        return of(studyId).map(criteria::within).orElse(criteria);
    }
}
