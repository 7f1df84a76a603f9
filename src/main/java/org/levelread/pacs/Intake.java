package org.levelread.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.levelread.cases.Arrival;
import org.levelread.cases.FilmArrivals;
import org.springframework.stereotype.Component;

/// Files of archives and routers on their way into a study: de-identified like every other, before anything is stored.
@Component
class Intake {
    /// two films are in memory at a time, so that many large ones do not exhaust it
    private final Semaphore decoding = new Semaphore(2);

    private final FilmArrivals arrivals;

    Intake(FilmArrivals arrivals) {
        this.arrivals = arrivals;
    }

    Arrival take(UUID studyId, Spool file) throws IOException {
        decoding.acquireUninterruptibly();
        try (InputStream in = file.read()) {
            return arrivals.take(studyId, in.readAllBytes(), null);
        } finally {
            decoding.release();
        }
    }
}
