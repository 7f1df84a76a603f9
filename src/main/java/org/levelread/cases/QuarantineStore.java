package org.levelread.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.PixelSpacing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The films that wait for a person, and what was decided.
@Repository
class QuarantineStore {
    private final JdbcClient jdbc;

    QuarantineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What the film becomes once it is cleared.
    record Kept(byte[] deflated, byte[] header, String instanceUid, OptionalInt daysFromSurgery) {}

    int nextNumber(UUID studyId) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from cases.quarantined_film where study_id = :study")
                .param("study", studyId)
                .query(Integer.class)
                .single();
    }

    void add(
            QuarantinedFilm film, String sha256, byte[] deflated, byte[] header, String instanceUid, OptionalInt days) {
        PixelSpacing spacing = film.spacing();
        Film.Window window = film.window();
        jdbc.sql("""
                        insert into cases.quarantined_film (id, study_id, number, reason, pixel_sha256, width, height, row_mm,
                                column_mm, spacing_origin, window_low, window_high, deflated, header, instance_uid, patient,
                                days_from_surgery, brought_by, arrived_at)
                        values (:id, :study, :number, :reason, :sha, :width, :height, :rowMm, :columnMm, :origin, :low,
                                :high, :deflated, :header, :uid, :patient, :days, :by, :at)""")
                .param("id", film.id())
                .param("study", film.studyId())
                .param("number", film.number())
                .param("reason", film.reason())
                .param("sha", sha256)
                .param("width", film.width())
                .param("height", film.height())
                .param("rowMm", spacing == null ? null : spacing.rowMm(), Types.DOUBLE)
                .param("columnMm", spacing == null ? null : spacing.columnMm(), Types.DOUBLE)
                .param("origin", spacing == null ? null : spacing.origin().name(), Types.VARCHAR)
                .param("low", window == null ? null : window.low(), Types.INTEGER)
                .param("high", window == null ? null : window.high(), Types.INTEGER)
                .param("deflated", deflated)
                .param("header", header)
                .param("uid", instanceUid)
                .param("patient", film.patient())
                .param("days", days.isPresent() ? days.getAsInt() : null, Types.INTEGER)
                .param("by", film.broughtBy(), Types.OTHER)
                .param("at", Timestamp.from(film.arrivedAt()))
                .update();
    }

    /// A film that came before with the same pixels.
    ///
    /// @param filmId what it became; null while it waits, and where it was discarded
    record Earlier(UUID id, int number, boolean decided, @Nullable UUID filmId) {}

    Optional<Earlier> withPixels(UUID studyId, String sha256) {
        return jdbc.sql("""
                        select id, number, decision is not null as decided, film_id from cases.quarantined_film
                        where study_id = :study and pixel_sha256 = :sha""")
                .param("study", studyId)
                .param("sha", sha256)
                .query((row, n) -> new Earlier(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        row.getBoolean("decided"),
                        row.getObject("film_id", UUID.class)))
                .optional();
    }

    List<QuarantinedFilm> waiting(UUID studyId) {
        return jdbc.sql(
                        "select * from cases.quarantined_film where study_id = :study and decision is null order by number")
                .param("study", studyId)
                .query(QuarantineStore::film)
                .list();
    }

    /// empty where there is none or somebody has decided
    Optional<QuarantinedFilm> find(UUID id) {
        return jdbc.sql("select * from cases.quarantined_film where id = :id and decision is null")
                .param("id", id)
                .query(QuarantineStore::film)
                .optional();
    }

    /// held until the transaction ends; empty where there is none or somebody has decided
    Optional<QuarantinedFilm> lock(UUID id) {
        return jdbc.sql("select * from cases.quarantined_film where id = :id and decision is null for update")
                .param("id", id)
                .query(QuarantineStore::film)
                .optional();
    }

    Kept kept(UUID id) {
        return jdbc.sql("""
                        select deflated, header, instance_uid, days_from_surgery from cases.quarantined_film
                        where id = :id and deflated is not null""")
                .param("id", id)
                .query((row, n) -> {
                    int days = row.getInt("days_from_surgery");
                    OptionalInt known = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(days);
                    return new Kept(
                            row.getBytes("deflated"), row.getBytes("header"), row.getString("instance_uid"), known);
                })
                .single();
    }

    /// the pixels go: they may show a name
    void decide(UUID id, String decision, @Nullable String blackedOut, UUID by, Instant at, @Nullable UUID filmId) {
        jdbc.sql("""
                        update cases.quarantined_film
                        set decision = :decision, blacked_out = :areas::jsonb, decided_by = :by, decided_at = :at,
                            film_id = :film, deflated = null
                        where id = :id and decision is null""")
                .param("decision", decision)
                .param("areas", blackedOut, Types.VARCHAR)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("film", filmId, Types.OTHER)
                .param("id", id)
                .update();
    }

    private static QuarantinedFilm film(ResultSet row, int n) throws SQLException {
        String origin = row.getString("spacing_origin");
        PixelSpacing spacing = origin == null
                ? null
                : new PixelSpacing(
                        row.getDouble("row_mm"), row.getDouble("column_mm"), PixelSpacing.Origin.valueOf(origin));
        int low = row.getInt("window_low");
        Film.Window window = row.wasNull() ? null : new Film.Window(low, row.getInt("window_high"));
        return new QuarantinedFilm(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getInt("number"),
                row.getString("reason"),
                row.getInt("width"),
                row.getInt("height"),
                spacing,
                window,
                row.getString("patient"),
                row.getObject("brought_by", UUID.class),
                row.getTimestamp("arrived_at").toInstant());
    }
}
