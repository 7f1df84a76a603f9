package org.levelread.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.levelread.protocol.Arm;
import org.levelread.reading.Assignment.Kind;
import org.levelread.reading.AssignmentStore.Dealt;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Deals films unaided in the order given, for tests of the stores.
final class Dealing {
    private Dealing() {}

    static void deal(JdbcClient jdbc, UUID study, UUID reader, List<UUID> films) {
        List<Dealt> reads = new ArrayList<>();
        for (UUID film : films) reads.add(new Dealt(film, 1, reads.size() + 1, Arm.UNAIDED, 1, Kind.STUDY, 1));
        new AssignmentStore(jdbc).deal(study, reader, 1, reads);
    }

    /// the reader's reading at a place of the order, from 1
    static UUID reading(JdbcClient jdbc, UUID reader, int place) {
        return jdbc.sql("select id from reading.reading where reader_id = :reader and order_index = :place")
                .param("reader", reader)
                .param("place", place)
                .query(UUID.class)
                .single();
    }
}
