package org.levelread.prediction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `prediction.run`, `prediction.mask` and `prediction.level_map`.
@Repository
class RunStore {
    private static final String COLUMNS =
            "r.id, r.film_id, r.state, r.queued_at, r.started_at, r.finished_at, r.models, r.result, r.error";

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, UUID filmId, Instant at) {
        jdbc.sql("insert into prediction.run (id, film_id, state, queued_at) values (:id, :film, 'QUEUED', :at)")
                .param("id", id)
                .param("film", filmId)
                .param("at", Timestamp.from(at))
                .update();
    }

    /// @return whether the run was waiting, or was left behind running by a server that died
    boolean start(UUID id, Instant at) {
        return jdbc.sql("""
                        update prediction.run set state = 'RUNNING', started_at = :at
                        where id = :id and state in ('QUEUED', 'RUNNING')""").param("id", id).param("at", Timestamp.from(at)).update() == 1;
    }

    /// @return whether the run was still running: of two servers that both had it, the first to finish counts
    boolean finish(UUID id, Predictor.Predicted predicted, Instant at) {
        int finished = jdbc.sql("""
                        update prediction.run
                        set state = 'DONE', finished_at = :at, models = :models::jsonb, result = :result::jsonb
                        where id = :id and state = 'RUNNING'""")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("models", predicted.models())
                .param("result", predicted.result())
                .update();
        if (finished == 0) return false;
        predicted
                .masks()
                .forEach((structure, mask) -> jdbc.sql(
                                "insert into prediction.mask (run_id, structure, deflated) values (:id, :structure, :deflated)")
                        .param("id", id)
                        .param("structure", structure.name())
                        .param("deflated", deflated(mask.values()))
                        .update());
        LabelMap levels = predicted.levels();
        if (levels != null) {
            jdbc.sql("insert into prediction.level_map (run_id, deflated) values (:id, :deflated)")
                    .param("id", id)
                    .param("deflated", deflated(bytes(levels)))
                    .update();
        }
        return true;
    }

    /// @return whether the run was still running
    boolean fail(UUID id, String sentence, Instant at) {
        return jdbc.sql("""
                        update prediction.run set state = 'FAILED', finished_at = :at, error = :error
                        where id = :id and state = 'RUNNING'""")
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("error", sentence)
                        .update()
                == 1;
    }

    Optional<PredictionRun> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from prediction.run r where r.id = :id")
                .param("id", id)
                .query(RunStore::run)
                .optional();
    }

    Optional<PredictionRun> latest(UUID filmId) {
        return jdbc.sql("select " + COLUMNS
                        + " from prediction.run r where r.film_id = :film order by queued_at desc, id limit 1")
                .param("film", filmId)
                .query(RunStore::run)
                .optional();
    }

    List<PredictionRun> latestInStudy(UUID studyId) {
        return jdbc.sql("select distinct on (f.number) " + COLUMNS + """
                         from prediction.run r join cases.film f on f.id = r.film_id
                        where f.study_id = :study order by f.number, r.queued_at desc, r.id""")
                .param("study", studyId)
                .query(RunStore::run)
                .list();
    }

    Optional<Mask> mask(UUID runId, Structure structure) {
        return jdbc.sql("""
                        select f.width, f.height, m.deflated
                        from prediction.mask m
                        join prediction.run r on r.id = m.run_id
                        join cases.film f on f.id = r.film_id
                        where m.run_id = :run and m.structure = :structure""")
                .param("run", runId)
                .param("structure", structure.name())
                .query((row, n) -> inflated(row.getInt("width"), row.getInt("height"), row.getBytes("deflated")))
                .optional();
    }

    Optional<LabelMap> levels(UUID runId) {
        return jdbc.sql("""
                        select f.width, f.height, m.deflated
                        from prediction.level_map m
                        join prediction.run r on r.id = m.run_id
                        join cases.film f on f.id = r.film_id
                        where m.run_id = :run""")
                .param("run", runId)
                .query((row, n) -> labels(inflated(row.getInt("width"), row.getInt("height"), row.getBytes("deflated"))))
                .optional();
    }

    private static PredictionRun run(ResultSet row, int number) throws SQLException {
        return new PredictionRun(
                row.getObject("id", UUID.class),
                row.getObject("film_id", UUID.class),
                RunState.valueOf(row.getString("state")),
                row.getTimestamp("queued_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")),
                row.getString("models"),
                row.getString("result"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /// a film has fewer than 256 bodies
    private static byte[] bytes(LabelMap labels) {
        byte[] bytes = new byte[labels.values().length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) labels.values()[i];
        return bytes;
    }

    private static LabelMap labels(Mask bytes) {
        LabelMap labels = new LabelMap(bytes.width(), bytes.height());
        for (int i = 0; i < bytes.values().length; i++) labels.values()[i] = bytes.values()[i] & 0xff;
        return labels;
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static Mask inflated(int width, int height, byte[] deflated) {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return new Mask(width, height, in.readNBytes(Math.multiplyExact(width, height)));
        } catch (IOException e) {
            throw new UncheckedIOException("a mask is damaged in the database", e);
        }
    }
}
