package org.levelread.audit;

import java.time.Instant;

/// One line of the trail.
///
/// @param detail JSON object
public record AuditEntry(long id, Instant at, String actor, String action, String subject, String detail) {}
