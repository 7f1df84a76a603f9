package org.levelread.audit;

import java.time.Instant;

/// One line of the trail.
///
/// @param id place in the chain, from 1 without a gap
/// @param detail JSON object
/// @param change JSON object `{"old": …, "new": …}`; `{}` where nothing was changed
/// @param sealed whether detail, values and reason are kept from sight until the results are open
/// @param reason in the words of who did it; empty where none was asked
public record AuditEntry(
        long id, Instant at, String actor, String action, String subject, String detail, String change, String reason, boolean sealed) {}
