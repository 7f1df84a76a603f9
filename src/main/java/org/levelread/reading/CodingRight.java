package org.levelread.reading;

import java.util.UUID;

/// Whom a study lead appointed to code causes; kept by another room. [ComparingRights] asks only once nothing can be read any more.
public interface CodingRight {
    boolean appointed(UUID studyId, UUID accountId);
}
