package org.levelread.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Arm;
import org.levelread.reading.Assignment.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is dealt: the plan's columns of `reading.reading`, the readers of a study and the deviations. Dealing is the study's
/// own doing, in the application's role; what is asked for a reader goes through [ReadingDatabase].
@Repository
class AssignmentStore {
    private final JdbcClient jdbc;

    AssignmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// one row to deal
    record Dealt(UUID film, int period, int orderIndex, Arm arm, int step, Kind kind, int attempt) {}

    /// one transaction at a time deals in a study
    void lockDealing(UUID studyId) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:study, 0))) locked")
                .param("study", "dealing of " + studyId)
                .query(Integer.class)
                .single();
    }

    Optional<Assignment> find(UUID readingId) {
        return jdbc.sql("select * from reading.reading where id = :id")
                .param("id", readingId)
                .query(AssignmentStore::assignment)
                .optional();
    }

    /// by reader, period and order
    List<Assignment> inStudy(UUID studyId) {
        return jdbc.sql("""
                select * from reading.reading where study_id = :study
                order by reader_id, period, attempt, order_index""")
                .param("study", studyId)
                .query(AssignmentStore::assignment)
                .list();
    }

    List<Assignment> of(UUID studyId, UUID readerId) {
        return jdbc.sql("""
                select * from reading.reading where study_id = :study and reader_id = :reader
                order by period, attempt, order_index""")
                .param("study", studyId)
                .param("reader", readerId)
                .query(AssignmentStore::assignment)
                .list();
    }

    /// the read that is on, else the next one; empty when nothing is left
    Optional<Assignment> next(UUID studyId, UUID readerId) {
        return jdbc.sql("""
                select * from reading.reading
                where study_id = :study and reader_id = :reader and state <> 'SUBMITTED'
                order by state = 'OPEN' desc, period, attempt, order_index limit 1""")
                .param("study", studyId)
                .param("reader", readerId)
                .query(AssignmentStore::assignment)
                .optional();
    }

    /// one read of one film, wherever it stands in the order
    private record Place(UUID film, int period, Kind kind, int step, int attempt) {}

    /// Replaces what the reader has not opened yet. A read that was dealt before keeps its id, wherever it stands now.
    void deal(UUID studyId, UUID readerId, int protocolVersion, List<Dealt> reads) {
        Map<Place, UUID> before = new HashMap<>();
        jdbc.sql("""
                delete from reading.reading where study_id = :study and reader_id = :reader and state = 'ASSIGNED'
                returning *""")
                .param("study", studyId)
                .param("reader", readerId)
                .query(AssignmentStore::assignment)
                .list()
                .forEach(read -> before.put(
                        new Place(read.filmId(), read.period(), read.kind(), read.step(), read.attempt()), read.readingId()));
        add(studyId, readerId, protocolVersion, reads, before);
    }

    void add(UUID studyId, UUID readerId, int protocolVersion, List<Dealt> reads) {
        add(studyId, readerId, protocolVersion, reads, Map.of());
    }

    private void add(UUID studyId, UUID readerId, int protocolVersion, List<Dealt> reads, Map<Place, UUID> before) {
        if (reads.isEmpty()) return;
        jdbc.sql("""
                insert into reading.reading (id, study_id, reader_id, state, protocol_version, film_id, period, order_index,
                                             arm, step, kind, attempt)
                select dealt.id, :study, :reader, 'ASSIGNED', :version, film, period, place, arm, step, kind, attempt
                from unnest(:ids::uuid[], :films::uuid[], :periods::integer[], :orders::integer[], :arms::text[],
                            :steps::integer[], :kinds::text[], :attempts::integer[])
                     as dealt (id, film, period, place, arm, step, kind, attempt)""")
                .param("ids", words(reads.stream()
                        .map(read -> before.getOrDefault(
                                new Place(read.film(), read.period(), read.kind(), read.step(), read.attempt()),
                                UUID.randomUUID()))
                        .toList()))
                .param("study", studyId)
                .param("reader", readerId)
                .param("version", protocolVersion)
                .param("films", words(reads.stream().map(Dealt::film).toList()))
                .param("periods", words(reads.stream().map(Dealt::period).toList()))
                .param("orders", words(reads.stream().map(Dealt::orderIndex).toList()))
                .param("arms", words(reads.stream().map(Dealt::arm).toList()))
                .param("steps", words(reads.stream().map(Dealt::step).toList()))
                .param("kinds", words(reads.stream().map(Dealt::kind).toList()))
                .param("attempts", words(reads.stream().map(Dealt::attempt).toList()))
                .update();
    }

    /// takes a film from everybody who has not opened it
    ///
    /// @return how many reads that were
    int withdraw(UUID filmId) {
        return jdbc.sql("delete from reading.reading where film_id = :film and state = 'ASSIGNED'")
                .param("film", filmId)
                .update();
    }

    void takeUnopened(UUID studyId, UUID readerId) {
        deal(studyId, readerId, 1, List.of());
    }

    /// reads that are not opened are read under this version from now on
    int moveToVersion(UUID studyId, int version) {
        return jdbc.sql("""
                update reading.reading set protocol_version = :version
                where study_id = :study and state = 'ASSIGNED'""")
                .param("study", studyId)
                .param("version", version)
                .update();
    }

    /// stamps which models' prediction will be shown; before the reading is opened
    void showAid(UUID readingId, String version) {
        jdbc.sql("update reading.reading set aid_version = :version where id = :id and state = 'ASSIGNED'")
                .param("id", readingId)
                .param("version", version)
                .update();
    }

    /// when the reader submitted the last read of a period; empty before the first
    Optional<Instant> lastSubmitted(UUID studyId, UUID readerId, int period) {
        return Optional.ofNullable(jdbc.sql("""
                        select max(submitted_at) as at from reading.reading
                        where study_id = :study and reader_id = :reader and period = :period and kind <> 'TRAINING'""")
                .param("study", studyId)
                .param("reader", readerId)
                .param("period", period)
                .query((row, n) -> instant(row, "at"))
                .list()
                .getFirst());
    }

    /// one reader's median effort on a film of one period and arm
    record Typical(UUID readerId, int period, Arm arm, Effort effort) {}

    /// over the films that are done, training left out; the two looks of a sequential read count together
    List<Typical> typical(UUID studyId) {
        return jdbc.sql("""
                select reader_id, period, arm,
                       round(percentile_cont(.5) within group (order by active::double precision)) as active,
                       round(percentile_cont(.5) within group (order by idle::double precision)) as idle,
                       round(percentile_cont(.5) within group (order by changes::double precision)) as changes
                from (select reader_id, period, arm, sum(active_ms) as active, sum(idle_ms) as idle, sum(changes) as changes
                      from reading.reading where study_id = :study and kind <> 'TRAINING'
                      group by reader_id, period, arm, film_id, kind having bool_and(state = 'SUBMITTED')) film
                group by reader_id, period, arm""")
                .param("study", studyId)
                .query((row, n) -> new Typical(
                        row.getObject("reader_id", UUID.class),
                        row.getInt("period"),
                        Arm.valueOf(row.getString("arm")),
                        new Effort(row.getLong("active"), row.getLong("idle"), row.getInt("changes"))))
                .list();
    }

    /// when the reader had films open, the newest first; at most 500 films back
    List<Breaks.Stretch> stretches(UUID studyId, UUID readerId) {
        return jdbc.sql("""
                select opened_at, greatest(opened_at, saved_at, submitted_at) as ended_at, idle_ms from reading.reading
                where study_id = :study and reader_id = :reader and opened_at is not null
                order by ended_at desc limit 500""")
                .param("study", studyId)
                .param("reader", readerId)
                .query((row, n) -> new Breaks.Stretch(
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("ended_at").toInstant(),
                        Duration.ofMillis(row.getLong("idle_ms"))))
                .list();
    }

    /// when the reader last chose to read on without a break; empty where never
    Optional<Instant> breakSkipped(UUID studyId, UUID readerId) {
        return Optional.ofNullable(jdbc.sql("""
                        select max(at) as at from reading.deviation
                        where study_id = :study and reader_id = :reader and kind = 'BREAK_SKIPPED'""")
                .param("study", studyId)
                .param("reader", readerId)
                .query((row, n) -> instant(row, "at"))
                .list()
                .getFirst());
    }

    /// when the reader submitted the last read of any period
    Optional<Instant> lastRead(UUID studyId, UUID readerId) {
        return Optional.ofNullable(jdbc.sql("""
                        select max(submitted_at) as at from reading.reading
                        where study_id = :study and reader_id = :reader""")
                .param("study", studyId)
                .param("reader", readerId)
                .query((row, n) -> instant(row, "at"))
                .list()
                .getFirst());
    }

    /// those who left too, by position
    List<StudyReader> readers(UUID studyId) {
        return jdbc.sql("select * from reading.study_reader where study_id = :study order by position, joined_at")
                .param("study", studyId)
                .query(AssignmentStore::reader)
                .list();
    }

    void join(UUID studyId, UUID readerId, int position, Instant at) {
        jdbc.sql("""
                insert into reading.study_reader (study_id, reader_id, position, joined_at)
                values (:study, :reader, :position, :at)""")
                .param("study", studyId)
                .param("reader", readerId)
                .param("position", position)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void leave(UUID studyId, UUID readerId, String because, Instant at) {
        jdbc.sql("""
                update reading.study_reader set left_at = :at, left_because = :because
                where study_id = :study and reader_id = :reader""")
                .param("study", studyId)
                .param("reader", readerId)
                .param("because", because)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(UUID studyId, UUID readerId) {
        jdbc.sql("delete from reading.study_reader where study_id = :study and reader_id = :reader")
                .param("study", studyId)
                .param("reader", readerId)
                .update();
    }

    void passTraining(UUID studyId, UUID readerId, Instant at) {
        jdbc.sql("""
                update reading.study_reader set training_passed_at = :at
                where study_id = :study and reader_id = :reader""")
                .param("study", studyId)
                .param("reader", readerId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void judge(UUID readingId, boolean right) {
        jdbc.sql("insert into reading.training_result (reading_id, correct) values (:id, :right)")
                .param("id", readingId)
                .param("right", right)
                .update();
    }

    /// how many of the reader's training films of one attempt were named right
    int right(UUID studyId, UUID readerId, int attempt) {
        return jdbc.sql("""
                select count(*) filter (where t.correct) from reading.training_result t
                join reading.reading r on r.id = t.reading_id
                where r.study_id = :study and r.reader_id = :reader and r.attempt = :attempt""")
                .param("study", studyId)
                .param("reader", readerId)
                .param("attempt", attempt)
                .query(Integer.class)
                .single();
    }

    /// @param opensAt for a reader who may read on early
    void deviate(UUID studyId, Deviation deviation, @Nullable Instant opensAt, @Nullable Integer period) {
        jdbc.sql("""
                insert into reading.deviation (study_id, kind, at, reader_id, reading_id, recorded_by, description, opens_at,
                                               period)
                values (:study, :kind, :at, :reader, :reading, :by, :description, :opensAt, :period)""")
                .param("study", studyId)
                .param("kind", deviation.kind().name())
                .param("at", deviation.at().atOffset(ZoneOffset.UTC))
                .param("reader", deviation.readerId(), Types.OTHER)
                .param("reading", deviation.readingId(), Types.OTHER)
                .param("by", deviation.recordedBy(), Types.OTHER)
                .param("description", deviation.description())
                .param("opensAt", opensAt == null ? null : Timestamp.from(opensAt), Types.TIMESTAMP)
                .param("period", period, Types.INTEGER)
                .update();
    }

    /// in the order in which they were written down
    List<Deviation> deviations(UUID studyId) {
        return jdbc.sql("select * from reading.deviation where study_id = :study order by id")
                .param("study", studyId)
                .query((row, n) -> new Deviation(
                        Deviation.Kind.valueOf(row.getString("kind")),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("reader_id", UUID.class),
                        row.getObject("reading_id", UUID.class),
                        row.getObject("recorded_by", UUID.class),
                        row.getString("description")))
                .list();
    }

    /// from when the lead let the reader read the period early; empty where not
    Optional<Instant> openedEarly(UUID studyId, UUID readerId, int period) {
        return jdbc.sql("""
                select opens_at from reading.deviation
                where study_id = :study and reader_id = :reader and period = :period and kind = 'OPENED_EARLY'
                order by id desc limit 1""")
                .param("study", studyId)
                .param("reader", readerId)
                .param("period", period)
                .query((row, n) -> row.getTimestamp("opens_at").toInstant())
                .optional();
    }

    private static Assignment assignment(ResultSet row, int number) throws SQLException {
        return new Assignment(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getObject("film_id", UUID.class),
                row.getObject("reader_id", UUID.class),
                row.getInt("period"),
                Arm.valueOf(row.getString("arm")),
                row.getInt("step"),
                Kind.valueOf(row.getString("kind")),
                row.getInt("attempt"),
                row.getInt("order_index"),
                ReadingState.valueOf(row.getString("state")),
                row.getObject("protocol_version", Integer.class),
                row.getString("aid_version"));
    }

    private static StudyReader reader(ResultSet row, int number) throws SQLException {
        return new StudyReader(
                row.getObject("reader_id", UUID.class),
                row.getInt("position"),
                row.getTimestamp("joined_at").toInstant(),
                instant(row, "left_at"),
                row.getString("left_because"),
                instant(row, "training_passed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static String[] words(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
