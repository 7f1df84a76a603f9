package org.levelread.audit;

import java.util.Set;
import java.util.UUID;

/// Says of which studies the results are open to those who lead them. Of the others the trail shows that somebody answered, and not
/// what. Implemented by the room that knows the protocol.
public interface AuditSeal {
    Set<UUID> openStudies();

    /// also of studies that an entry does not name
    boolean everyStudyOpen();
}
