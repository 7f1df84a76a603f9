package org.levelread.report;

import java.time.ZonedDateTime;

/// What stands above a report.
///
/// @param studyName as the study calls itself
/// @param preparedAt from the injected clock; the only time in the report
/// @param preparedBy the account or person who made it
public record ReportHeader(String studyName, ZonedDateTime preparedAt, String preparedBy) {}
