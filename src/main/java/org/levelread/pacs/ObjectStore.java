package org.levelread.pacs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `pacs.object` and `pacs.job`.
@Repository
class ObjectStore {
    private static final String OBJECT =
            "select id, study_id, archive_id, sealed_uids, state, film_id, frame from pacs.object ";
    private static final String JOB = """
            select j.id, j.kind, j.archive_id, j.object_id, j.run_id, j.state, j.attempts, j.failure, j.queued_at,
                   j.next_at, j.ended_at, f.number
            from pacs.job j
            join pacs.object o on o.id = j.object_id
            left join cases.film f on f.id = o.film_id
            """;

    private final JdbcClient jdbc;

    ObjectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether the object was not known in the study
    boolean add(ArchiveObject object, @Nullable UUID routerId, String pseudonym, Instant at) {
        return jdbc.sql("""
                        insert into pacs.object (id, study_id, archive_id, router_id, pseudonym, sealed_uids, state,
                                                 found_at)
                        values (:id, :study, :archive, :router, :pseudonym, :uids, 'KNOWN', :at)
                        on conflict (study_id, pseudonym) do nothing""")
                        .param("id", object.id())
                        .param("study", object.studyId())
                        .param("archive", object.archiveId(), Types.OTHER)
                        .param("router", routerId, Types.OTHER)
                        .param("pseudonym", pseudonym)
                        .param("uids", object.sealedUids())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    Optional<ArchiveObject> find(UUID id) {
        return jdbc.sql(OBJECT + "where id = :id")
                .param("id", id)
                .query(ObjectStore::object)
                .optional();
    }

    Optional<ArchiveObject> find(UUID studyId, String pseudonym) {
        return jdbc.sql(OBJECT + "where study_id = :study and pseudonym = :pseudonym")
                .param("study", studyId)
                .param("pseudonym", pseudonym)
                .query(ObjectStore::object)
                .optional();
    }

    List<ArchiveObject> ofFilm(UUID filmId) {
        return jdbc.sql(OBJECT + "where film_id = :film and state = 'TAKEN'")
                .param("film", filmId)
                .query(ObjectStore::object)
                .list();
    }

    /// those that wait for a person to decide about this film
    List<ArchiveObject> waitingFor(UUID quarantineId) {
        return jdbc.sql(OBJECT + "where quarantine_id = :film and state = 'QUARANTINED'")
                .param("film", quarantineId)
                .query(ObjectStore::object)
                .list();
    }

    /// those of the study that wait for a person and do not say about which film
    List<ArchiveObject> quarantined(UUID studyId) {
        return jdbc.sql(OBJECT + "where study_id = :study and state = 'QUARANTINED' and quarantine_id is null")
                .param("study", studyId)
                .query(ObjectStore::object)
                .list();
    }

    /// @param frame of the object, from 1, that is the film
    void taken(UUID id, UUID filmId, int frame, Instant at) {
        jdbc.sql("""
                        update pacs.object
                        set state = 'TAKEN', refusal = null, film_id = :film, frame = :frame, taken_at = :at where id = :id""")
                .param("frame", frame)
                .param("id", id)
                .param("film", filmId)
                .param("at", Timestamp.from(at))
                .update();
    }

    /// @param quarantineId the film that waits for a person; null where it is refused
    void setAside(
            UUID id, ArchiveObject.State state, String sentence, @Nullable UUID quarantineId, Instant at) {
        jdbc.sql("""
                        update pacs.object set state = :state, refusal = :refusal, quarantine_id = :quarantine, taken_at = :at
                        where id = :id""")
                .param("id", id)
                .param("quarantine", quarantineId, Types.OTHER)
                .param("state", state.name())
                .param("refusal", sentence)
                .param("at", Timestamp.from(at))
                .update();
    }

    /// @return the job's id where it was not queued before
    Optional<UUID> queue(
            Job.Kind kind, UUID archiveId, UUID objectId, @Nullable UUID runId, Instant at) {
        UUID id = UUID.randomUUID();
        int added = jdbc.sql("""
                        insert into pacs.job (id, kind, archive_id, object_id, run_id, state, queued_at, next_at)
                        values (:id, :kind, :archive, :object, :run, 'WAITING', :at, :at)
                        on conflict (kind, object_id, run_id) do nothing""")
                .param("id", id)
                .param("kind", kind.name())
                .param("archive", archiveId)
                .param("object", objectId)
                .param("run", runId, Types.OTHER)
                .param("at", Timestamp.from(at))
                .update();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    Optional<Job> job(UUID id) {
        return jdbc.sql(JOB + "where j.id = :id")
                .param("id", id)
                .query(ObjectStore::job)
                .optional();
    }

    /// those that are not done before those that are, the newest first
    List<Job> jobs(UUID archiveId, int most) {
        return jdbc.sql(JOB + """
                        where j.archive_id = :archive
                        order by j.state = 'DONE', coalesce(j.ended_at, j.queued_at) desc, j.id limit :most""")
                .param("archive", archiveId)
                .param("most", most)
                .query(ObjectStore::job)
                .list();
    }

    record Count(UUID archiveId, Job.State state, int jobs) {}

    List<Count> counts() {
        return jdbc.sql("select archive_id, state, count(*) as jobs from pacs.job group by archive_id, state")
                .query((row, n) -> new Count(
                        row.getObject("archive_id", UUID.class),
                        Job.State.valueOf(row.getString("state")),
                        row.getInt("jobs")))
                .list();
    }

    /// @return whether there is still something to do
    boolean begin(UUID job) {
        return jdbc.sql("""
                        update pacs.job set state = 'RUNNING', attempts = attempts + 1
                        where id = :id and state in ('WAITING', 'RUNNING')""").param("id", job).update() == 1;
    }

    void done(UUID job, Instant at) {
        jdbc.sql("update pacs.job set state = 'DONE', failure = null, ended_at = :at where id = :id")
                .param("id", job)
                .param("at", Timestamp.from(at))
                .update();
    }

    void postpone(UUID job, String failure, Instant next) {
        jdbc.sql("update pacs.job set state = 'WAITING', failure = :failure, next_at = :next where id = :id")
                .param("id", job)
                .param("failure", failure)
                .param("next", Timestamp.from(next))
                .update();
    }

    void giveUp(UUID job, String failure, Instant at) {
        jdbc.sql("update pacs.job set state = 'FAILED', failure = :failure, ended_at = :at where id = :id")
                .param("id", job)
                .param("failure", failure)
                .param("at", Timestamp.from(at))
                .update();
    }

    /// @return whether it had failed or waited, and waits for now
    boolean again(UUID job, Instant at) {
        return jdbc.sql("""
                        update pacs.job set state = 'WAITING', attempts = 0, next_at = :at, ended_at = null
                        where id = :id and state in ('FAILED', 'WAITING')""")
                        .param("id", job)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    private static ArchiveObject object(ResultSet row, int number) throws SQLException {
        return new ArchiveObject(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getObject("archive_id", UUID.class),
                row.getBytes("sealed_uids"),
                ArchiveObject.State.valueOf(row.getString("state")),
                row.getObject("film_id", UUID.class),
                row.getInt("frame"));
    }

    private static Job job(ResultSet row, int n) throws SQLException {
        int film = row.getInt("number");
        boolean isFilm = !row.wasNull();
        return new Job(
                row.getObject("id", UUID.class),
                Job.Kind.valueOf(row.getString("kind")),
                row.getObject("archive_id", UUID.class),
                row.getObject("object_id", UUID.class),
                row.getObject("run_id", UUID.class),
                Job.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("failure"),
                row.getTimestamp("queued_at").toInstant(),
                row.getTimestamp("next_at").toInstant(),
                ArchiveStore.instant(row.getTimestamp("ended_at")),
                isFilm ? "Film " + film : null);
    }
}
