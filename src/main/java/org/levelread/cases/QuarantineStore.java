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

    /// What the film becomes once one of its frames is cleared.
    ///
    /// @param window the grey values that the file says are worth showing; null where it does not
    record Kept(
            byte[] deflated,
            byte[] header,
            @Nullable PixelSpacing spacing,
            Film.@Nullable Window window,
            String instanceUid,
            OptionalInt daysFromSurgery) {}

    int nextNumber(UUID studyId) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from cases.quarantined_film where study_id = :study")
                .param("study", studyId)
                .query(Integer.class)
                .single();
    }

    /// @param first the frame that is shown first
    /// @param sha256 over the pixels of all frames that wait
    void add(QuarantinedFilm film, String sha256, WaitingFrame first, String instanceUid, OptionalInt days) {
        PixelSpacing spacing = film.spacing();
        Film.Window window = film.window();
        jdbc.sql("""
                        insert into cases.quarantined_film (id, study_id, number, reason, pixel_sha256, width, height, row_mm,
                                column_mm, spacing_origin, window_low, window_high, frame, frames, deflated, header,
                                instance_uid, patient, days_from_surgery, brought_by, arrived_at)
                        values (:id, :study, :number, :reason, :sha, :width, :height, :rowMm, :columnMm, :origin, :low,
                                :high, :frame, :frames, :deflated, :header, :uid, :patient, :days, :by, :at)""")
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
                .param("frame", film.frame())
                .param("frames", film.frames())
                .param("deflated", first.deflated())
                .param("header", first.header())
                .param("uid", instanceUid)
                .param("patient", film.patient())
                .param("days", days.isPresent() ? days.getAsInt() : null, Types.INTEGER)
                .param("by", film.broughtBy(), Types.OTHER)
                .param("at", Timestamp.from(film.arrivedAt()))
                .update();
    }

    /// another frame among which a person chooses
    void addFrame(UUID id, WaitingFrame frame) {
        PixelSpacing spacing = frame.spacing();
        Film.Window window = frame.window();
        jdbc.sql("""
                        insert into cases.quarantined_frame (quarantine_id, frame, row_mm, column_mm, spacing_origin,
                                window_low, window_high, deflated, header)
                        values (:id, :frame, :rowMm, :columnMm, :origin, :low, :high, :deflated, :header)""")
                .param("id", id)
                .param("frame", frame.number())
                .param("rowMm", spacing == null ? null : spacing.rowMm(), Types.DOUBLE)
                .param("columnMm", spacing == null ? null : spacing.columnMm(), Types.DOUBLE)
                .param("origin", spacing == null ? null : spacing.origin().name(), Types.VARCHAR)
                .param("low", window == null ? null : window.low(), Types.INTEGER)
                .param("high", window == null ? null : window.high(), Types.INTEGER)
                .param("deflated", frame.deflated())
                .param("header", frame.header())
                .update();
    }

    /// the numbers in their file of those that wait, from the lowest
    List<Integer> frames(UUID id) {
        return jdbc.sql("""
                        select frame from cases.quarantined_film where id = :id and decision is null
                        union select frame from cases.quarantined_frame where quarantine_id = :id
                        order by frame""").param("id", id).query(Integer.class).list();
    }

    /// A film that came before with the same pixels.
    ///
    /// @param filmId what it became; null while it waits, and where it was discarded
    /// @param frame which became it
    record Earlier(UUID id, int number, boolean decided, @Nullable UUID filmId, int frame) {}

    Optional<Earlier> withPixels(UUID studyId, String sha256) {
        return jdbc.sql("""
                        select id, number, decision is not null as decided, film_id, frame from cases.quarantined_film
                        where study_id = :study and pixel_sha256 = :sha""")
                .param("study", studyId)
                .param("sha", sha256)
                .query((row, n) -> new Earlier(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        row.getBoolean("decided"),
                        row.getObject("film_id", UUID.class),
                        row.getInt("frame")))
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

    /// @param frame in its file; empty where that does not wait
    Optional<Kept> kept(UUID id, int frame) {
        return jdbc.sql("""
                        select deflated, header, row_mm, column_mm, spacing_origin, window_low, window_high, instance_uid,
                               days_from_surgery
                        from cases.quarantined_film where id = :id and frame = :frame and decision is null
                        union all
                        select f.deflated, f.header, f.row_mm, f.column_mm, f.spacing_origin, f.window_low, f.window_high,
                               q.instance_uid, q.days_from_surgery
                        from cases.quarantined_frame f join cases.quarantined_film q on q.id = f.quarantine_id
                        where q.id = :id and f.frame = :frame""")
                .param("id", id)
                .param("frame", frame)
                .query((row, n) -> {
                    int days = row.getInt("days_from_surgery");
                    OptionalInt known = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(days);
                    return new Kept(
                            row.getBytes("deflated"),
                            row.getBytes("header"),
                            spacing(row),
                            window(row),
                            row.getString("instance_uid"),
                            known);
                })
                .optional();
    }

    /// the pixels go: they may show a name
    ///
    /// @param frame that was chosen
    void decide(
            UUID id, String decision, int frame, @Nullable String blackedOut, UUID by, Instant at, @Nullable UUID filmId) {
        jdbc.sql("delete from cases.quarantined_frame where quarantine_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                        update cases.quarantined_film
                        set decision = :decision, frame = :frame, blacked_out = :areas::jsonb, decided_by = :by,
                            decided_at = :at, film_id = :film, deflated = null
                        where id = :id and decision is null""")
                .param("decision", decision)
                .param("frame", frame)
                .param("areas", blackedOut, Types.VARCHAR)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("film", filmId, Types.OTHER)
                .param("id", id)
                .update();
    }

    private static @Nullable PixelSpacing spacing(ResultSet row) throws SQLException {
        String origin = row.getString("spacing_origin");
        if (origin == null) return null;
        return new PixelSpacing(
                row.getDouble("row_mm"), row.getDouble("column_mm"), PixelSpacing.Origin.valueOf(origin));
    }

    private static Film.@Nullable Window window(ResultSet row) throws SQLException {
        int low = row.getInt("window_low");
        return row.wasNull() ? null : new Film.Window(low, row.getInt("window_high"));
    }

    private static QuarantinedFilm film(ResultSet row, int n) throws SQLException {
        return new QuarantinedFilm(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getInt("number"),
                row.getString("reason"),
                row.getInt("width"),
                row.getInt("height"),
                spacing(row),
                window(row),
                row.getInt("frame"),
                row.getInt("frames"),
                row.getString("patient"),
                row.getObject("brought_by", UUID.class),
                row.getTimestamp("arrived_at").toInstant());
    }
}
