package org.levelread.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.spine.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The tables `reference.change` and `reference.version`.
@Repository
class ReferenceStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<LevelRow>> LEVELS = new TypeReference<>() {};
    private static final String VERSIONS = """
            select version.id, version.film_id, version.number, version.determinable, version.levels,
                   version.instrumented, version.segmentation is not null as masks, version.rationale,
                   change.id as change_id, change.study_id, change.number as change_number, change.origin,
                   change.rationale as change_rationale, change.made_by, change.made_at,
                   (select count(*) from reference.version sibling where sibling.change_id = change.id) as films
            from reference.version join reference.change on change.id = version.change_id
            """;

    private final JdbcClient jdbc;

    ReferenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// one change after another in a study, so that each gets its own number
    void lock(UUID studyId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('reference ' || :study, 0))")
                .param("study", studyId.toString())
                .query(row -> {});
    }

    UUID addChange(UUID studyId, String origin, String rationale, @Nullable UUID by, Instant at) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into reference.change (id, study_id, number, origin, rationale, made_by, made_at)
                select :id, :study, coalesce(max(number), 0) + 1, :origin, :rationale, :by, :at
                from reference.change where study_id = :study""")
                .param("id", id)
                .param("study", studyId)
                .param("origin", origin)
                .param("rationale", rationale)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    void addVersion(UUID changeId, NewReference added) {
        FilmReference reference = added.reference();
        List<LevelRow> levels = reference.levels().stream().map(LevelRow::of).toList();
        jdbc.sql("""
                insert into reference.version
                       (id, change_id, film_id, number, determinable, levels, instrumented, segmentation, rationale)
                select :id, :change, :film, coalesce(max(number), 0) + 1, :determinable, :levels::jsonb,
                       :instrumented, :segmentation, :rationale
                from reference.version where film_id = :film""")
                .param("id", UUID.randomUUID())
                .param("change", changeId)
                .param("film", reference.filmId())
                .param("determinable", reference.determinable())
                .param("levels", JSON.writeValueAsString(levels))
                .param("instrumented", names(reference.instrumented()))
                .param("segmentation", added.segmentation())
                .param("rationale", added.rationale())
                .update();
    }

    Optional<UUID> studyOf(UUID filmId) {
        return jdbc.sql("select study_id from cases.film where id = :film")
                .param("film", filmId)
                .query(UUID.class)
                .optional();
    }

    Optional<ReferenceVersion> newest(UUID filmId) {
        return history(filmId).stream().findFirst();
    }

    List<ReferenceVersion> newest(Collection<UUID> filmIds) {
        return jdbc.sql(VERSIONS + """
                where version.film_id = any (:films::uuid[]) and version.number =
                      (select max(number) from reference.version later where later.film_id = version.film_id)""")
                .param("films", filmIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(ReferenceStore::version)
                .list();
    }

    /// every film's version when the change was made
    List<ReferenceVersion> asOf(UUID studyId, int change) {
        return jdbc.sql("select distinct on (film_id) * from (" + VERSIONS + """
                where change.study_id = :study and change.number <= :change) known
                order by film_id, number desc""")
                .param("study", studyId)
                .param("change", change)
                .query(ReferenceStore::version)
                .list();
    }

    /// the newest first
    List<ReferenceVersion> history(UUID filmId) {
        return jdbc.sql(VERSIONS + "where version.film_id = :film order by version.number desc")
                .param("film", filmId)
                .query(ReferenceStore::version)
                .list();
    }

    /// the oldest first
    List<ReferenceChange> changes(UUID studyId) {
        return jdbc.sql("""
                select id as change_id, study_id, number as change_number, origin, rationale as change_rationale,
                       made_by, made_at,
                       (select count(*) from reference.version where version.change_id = change.id) as films
                from reference.change where study_id = :study order by number""")
                .param("study", studyId)
                .query(ReferenceStore::change)
                .list();
    }

    Optional<byte[]> segmentation(UUID filmId) {
        return jdbc.sql("""
                select segmentation from
                  (select segmentation from reference.version where film_id = :film order by number desc limit 1) newest
                where segmentation is not null""").param("film", filmId).query(byte[].class).optional();
    }

    static String[] names(Collection<Level> levels) {
        return levels.stream().sorted().map(Level::name).toArray(String[]::new);
    }

    static List<Level> levels(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(Level::valueOf)
                .toList();
    }

    private static ReferenceVersion version(ResultSet row, int number) throws SQLException {
        List<ReferenceLevel> levels = JSON.readValue(row.getString("levels"), LEVELS).stream()
                .map(LevelRow::toLevel)
                .toList();
        ReferenceChange change = change(row, number);
        return new ReferenceVersion(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                change,
                new FilmReference(
                        row.getObject("film_id", UUID.class),
                        change.origin(),
                        row.getBoolean("determinable"),
                        levels,
                        levels(row, "instrumented").stream().collect(Collectors.toSet())),
                row.getBoolean("masks"),
                row.getString("rationale"));
    }

    private static ReferenceChange change(ResultSet row, int number) throws SQLException {
        return new ReferenceChange(
                row.getObject("change_id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getInt("change_number"),
                row.getString("origin"),
                row.getString("change_rationale"),
                row.getObject("made_by", UUID.class),
                row.getTimestamp("made_at").toInstant(),
                row.getInt("films"));
    }

    /// `{"level": "L5", "corners": [[x, y], ...]}`
    private record LevelRow(Level level, List<double[]> corners) {
        static LevelRow of(ReferenceLevel level) {
            return new LevelRow(
                    level.level(),
                    level.corners().stream()
                            .map(p -> new double[] {p.x(), p.y()})
                            .toList());
        }

        ReferenceLevel toLevel() {
            return new ReferenceLevel(
                    level, corners.stream().map(p -> new Point(p[0], p[1])).toList());
        }
    }
}
