package org.levelread.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.Pseudonyms;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The pseudonyms of this installation, under a key that lies in the data folder or comes from LEVELREAD_DEID_KEY:
/// never in
/// the database.
@Component
public class DeidentificationKey {
    private final Path data;
    private final String given;
    private @Nullable Pseudonyms pseudonyms;

    DeidentificationKey(
            @Value("${levelread.data:data}") Path data,
            @Value("${levelread.deid-key:${LEVELREAD_DEID_KEY:}}") String given) {
        this.data = data;
        this.given = given;
    }

    /// the key is made with the first film that needs it
    public synchronized Pseudonyms pseudonyms() {
        Pseudonyms known = pseudonyms;
        if (known != null) return known;
        try {
            return pseudonyms = Pseudonyms.of(given, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
