package org.levelread.protocol;

import java.util.List;

/// What came of reading a protocol file.
public sealed interface ProtocolCheck {
    record Valid(Protocol protocol) implements ProtocolCheck {}

    /// @param problems at least one, by line
    record Invalid(List<ProtocolProblem> problems) implements ProtocolCheck {}
}
