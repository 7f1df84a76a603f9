package org.levelread.cases;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Which files were imported into a study and what came of each, so that an interrupted import goes on where it was. A
/// file
/// is known by a keyed hash of its content: the database cannot tell whose it was, nor be asked whether it has
/// somebody's.
@Service
public class ImportLedger {
    private final FilmSourceStore store;
    private final DeidentificationKey key;
    private final Clock clock;

    ImportLedger(FilmSourceStore store, DeidentificationKey key, Clock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    /// @param frame from 0
    /// @return the outcome as it was remembered, JSON
    public Optional<String> outcome(UUID studyId, byte[] file, int frame) {
        return store.imported(studyId, known(file), frame);
    }

    /// @param outcome JSON without anything about the patient
    public void remember(UUID studyId, byte[] file, int frame, String outcome) {
        store.addImported(studyId, known(file), frame, outcome, clock.instant());
    }

    private String known(byte[] file) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
            return key.pseudonyms().file(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
