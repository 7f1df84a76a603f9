package org.levelread.pacs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An object of an archive that belongs to a study.
///
/// @param archiveId where it is fetched from and where its results go, null for one that was pushed by a router
///     without an archive
/// @param filmId what it became, null before that
/// @param frame which became it, from 1; 1 before that
record ArchiveObject(
        UUID id,
        UUID studyId,
        @Nullable UUID archiveId,
        byte[] sealedUids,
        State state,
        @Nullable UUID filmId,
        int frame) {
    enum State {
        KNOWN,
        TAKEN,
        REFUSED,
        QUARANTINED
    }
}
