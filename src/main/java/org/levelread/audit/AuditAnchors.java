package org.levelread.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where the chain ended after each commit, in a file outside the database: whoever cuts the end off the trail there, head
/// and all, would have to cut it off here too. A site copies the file elsewhere with its backups.
///
/// One line each: place, hash and time, such as `1042 5f1d… 2026-11-25T10:00:00Z`.
@Component
public class AuditAnchors {
    static final String FILE = "audit-anchors.txt";
    private static final Logger log = LoggerFactory.getLogger(AuditAnchors.class);

    /// @param seq place of the entry in the chain
    record Anchor(long seq, String hash) {}

    private final Path file;
    private boolean failing;

    /// @param data the data folder; blank: nothing is kept, as in tests
    AuditAnchors(@Value("${levelread.data:}") String data) {
        this.file = data.isBlank() ? Path.of("") : Path.of(data).resolve(FILE);
    }

    /// A disk that is full must not stop the study: it is logged once.
    synchronized void append(Anchor anchor, String at) {
        if (file.toString().isEmpty()) return;
        try {
            // with a database of one's own nothing else may have made the folder yet
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    anchor.seq() + " " + anchor.hash() + " " + at + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            failing = false;
        } catch (IOException e) {
            if (!failing) log.error("The trail's anchor cannot be written to {}", file, e);
            failing = true;
        }
    }

    /// @throws IOException where the file is there and cannot be read
    static List<Anchor> read(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) return List.of();
        List<Anchor> anchors = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ");
            // the last line of a server that was killed may be half written
            if (parts.length == 3 && parts[0].matches("\\d{1,18}") && parts[1].matches("[0-9a-f]{64}")) {
                anchors.add(new Anchor(Long.parseLong(parts[0]), parts[1]));
            }
        }
        return anchors;
    }
}
