package org.levelread.cases;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.Tag;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where films came from: their de-identified headers, and which files were imported.
@Repository
class FilmSourceStore {
    private final JdbcClient jdbc;

    FilmSourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param frame of its file, from 1, of as many
    void add(
            UUID filmId,
            String patient,
            String instanceUid,
            byte[] header,
            OptionalInt daysFromSurgery,
            int frame,
            int frames) {
        jdbc.sql("""
                        insert into cases.film_source (film_id, instance_uid, header, days_from_surgery, frame, frames)
                        values (:film, :uid, :header, :days, :frame, :frames)""")
                .param("frame", frame)
                .param("frames", frames)
                .param("film", filmId)
                .param("uid", instanceUid)
                .param("header", header)
                .param("days", daysFromSurgery.isPresent() ? daysFromSurgery.getAsInt() : null, Types.INTEGER)
                .update();
        String view = DicomFile.read(header).dataSet().text(Tag.VIEW_POSITION).strip();
        jdbc.sql("update cases.film set patient = :patient, view = :view where id = :film")
                .param("patient", patient)
                .param("view", view.isEmpty() || view.length() > 40 ? null : view, Types.VARCHAR)
                .param("film", filmId)
                .update();
    }

    Optional<byte[]> header(UUID filmId) {
        return jdbc.sql("select header from cases.film_source where film_id = :film")
                .param("film", filmId)
                .query((row, n) -> row.getBytes("header"))
                .optional();
    }

    Optional<UUID> filmOf(UUID studyId, String instanceUid) {
        return jdbc.sql("""
                        select f.id from cases.film_source s join cases.film f on f.id = s.film_id
                        where f.study_id = :study and s.instance_uid = :uid order by f.number limit 1""")
                .param("study", studyId)
                .param("uid", instanceUid)
                .query(UUID.class)
                .optional();
    }

    /// as JSON
    Optional<String> imported(UUID studyId, String fileHmac, int frame) {
        return jdbc.sql("""
                        select outcome::text from cases.imported_file
                        where study_id = :study and file_hmac = :file and frame = :frame""")
                .param("study", studyId)
                .param("file", fileHmac)
                .param("frame", frame)
                .query(String.class)
                .optional();
    }

    void addImported(UUID studyId, String fileHmac, int frame, String outcome, Instant at) {
        jdbc.sql("""
                        insert into cases.imported_file (study_id, file_hmac, frame, outcome, at)
                        values (:study, :file, :frame, :outcome::jsonb, :at) on conflict do nothing""")
                .param("study", studyId)
                .param("file", fileHmac)
                .param("frame", frame)
                .param("outcome", outcome)
                .param("at", Timestamp.from(at))
                .update();
    }
}
