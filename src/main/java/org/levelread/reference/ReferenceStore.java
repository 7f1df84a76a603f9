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

/// The table `reference.film_reference`.
@Repository
class ReferenceStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<LevelRow>> LEVELS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    ReferenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(FilmReference reference, byte @Nullable [] segmentation, Instant at) {
        List<LevelRow> levels = reference.levels().stream().map(LevelRow::of).toList();
        jdbc.sql("""
                insert into reference.film_reference (film_id, source, levels, instrumented, segmentation, created_at)
                values (:film, :source, :levels::jsonb, :instrumented, :segmentation, :at)
                on conflict (film_id) do update set source = excluded.source, levels = excluded.levels,
                    instrumented = excluded.instrumented, segmentation = excluded.segmentation,
                    created_at = excluded.created_at""")
                .param("film", reference.filmId())
                .param("source", reference.source())
                .param("levels", JSON.writeValueAsString(levels))
                .param(
                        "instrumented",
                        reference.instrumented().stream()
                                .sorted()
                                .map(Level::name)
                                .toArray(String[]::new))
                .param("segmentation", segmentation)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<FilmReference> find(UUID filmId) {
        return jdbc.sql(
                        "select film_id, source, levels, instrumented from reference.film_reference where film_id = :film")
                .param("film", filmId)
                .query(ReferenceStore::reference)
                .optional();
    }

    List<FilmReference> find(Collection<UUID> filmIds) {
        return jdbc.sql("""
                select film_id, source, levels, instrumented from reference.film_reference
                where film_id = any (:films::uuid[])""")
                .param("films", filmIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(ReferenceStore::reference)
                .list();
    }

    Optional<byte[]> segmentation(UUID filmId) {
        return jdbc.sql(
                        "select segmentation from reference.film_reference where film_id = :film and segmentation is not null")
                .param("film", filmId)
                .query(byte[].class)
                .optional();
    }

    private static FilmReference reference(ResultSet row, int number) throws SQLException {
        List<ReferenceLevel> levels = JSON.readValue(row.getString("levels"), LEVELS).stream()
                .map(LevelRow::toLevel)
                .toList();
        String[] instrumented = (String[]) row.getArray("instrumented").getArray();
        return new FilmReference(
                row.getObject("film_id", UUID.class),
                row.getString("source"),
                levels,
                Arrays.stream(instrumented).map(Level::valueOf).collect(Collectors.toSet()));
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
