package org.levelread.reference;

import java.util.List;

/// What came of an import: everything was stored, or nothing.
public sealed interface ImportOutcome {
    /// @param notes what was derived rather than read, a sentence each
    record Stored(ReferenceChange change, List<String> notes) implements ImportOutcome {}

    /// @param problems at least one, in the order of the file
    record Refused(List<ImportProblem> problems) implements ImportOutcome {}
}
