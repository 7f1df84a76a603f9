package org.levelread.cases;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of the schema `cases`.
@Repository
class FilmStore {
    private static final String SELECT = """
            select id, study_id, number, width, height, row_mm, column_mm, spacing_origin, window_low, window_high,
                   original_name, uploaded_by, uploaded_at
            from cases.film
            """;

    private final JdbcClient jdbc;

    FilmStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// holds other uploads into the study back until the transaction ends, so that numbers and checksums stay
    /// unique
    ///
    /// @return whether there is such a study
    boolean lockStudy(UUID studyId) {
        return jdbc.sql("select id from protocol.study where id = :id for update")
                .param("id", studyId)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    int nextNumber(UUID studyId) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from cases.film where study_id = :study")
                .param("study", studyId)
                .query(Integer.class)
                .single();
    }

    void add(Film film, String pixelSha256, byte[] deflated) {
        PixelSpacing spacing = film.spacing();
        jdbc.sql("""
                        insert into cases.film (id, study_id, number, pixel_sha256, width, height, row_mm, column_mm,
                                                spacing_origin, window_low, window_high, original_name, uploaded_by,
                                                uploaded_at)
                        values (:id, :study, :number, :sha, :width, :height, :rowMm, :columnMm, :origin, :low, :high,
                                :name, :by, :at)""")
                .param("id", film.id())
                .param("study", film.studyId())
                .param("number", film.number())
                .param("sha", pixelSha256)
                .param("width", film.width())
                .param("height", film.height())
                .param("rowMm", spacing == null ? null : spacing.rowMm(), Types.DOUBLE)
                .param("columnMm", spacing == null ? null : spacing.columnMm(), Types.DOUBLE)
                .param("origin", spacing == null ? null : spacing.origin().name(), Types.VARCHAR)
                .param("low", film.window().low())
                .param("high", film.window().high())
                .param("name", film.originalName())
                .param("by", film.uploadedBy(), Types.OTHER)
                .param("at", Timestamp.from(film.uploadedAt()))
                .update();
        jdbc.sql("insert into cases.film_pixels (film_id, deflated) values (:id, :deflated)")
                .param("id", film.id())
                .param("deflated", deflated)
                .update();
    }

    Optional<Film> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(FilmStore::film)
                .optional();
    }

    Optional<Film> withPixels(UUID studyId, String pixelSha256) {
        return jdbc.sql(SELECT + "where study_id = :study and pixel_sha256 = :sha")
                .param("study", studyId)
                .param("sha", pixelSha256)
                .query(FilmStore::film)
                .optional();
    }

    List<Film> inStudy(UUID studyId) {
        return jdbc.sql(SELECT + "where study_id = :study order by number")
                .param("study", studyId)
                .query(FilmStore::film)
                .list();
    }

    /// zlib-deflated little-endian uint16, row-major
    Optional<byte[]> deflatedPixels(UUID filmId) {
        return jdbc.sql("select deflated from cases.film_pixels where film_id = :id")
                .param("id", filmId)
                .query((row, n) -> row.getBytes("deflated"))
                .optional();
    }

    private static Film film(ResultSet row, int number) throws SQLException {
        return new Film(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getInt("number"),
                row.getInt("width"),
                row.getInt("height"),
                spacing(row),
                new Film.Window(row.getInt("window_low"), row.getInt("window_high")),
                row.getString("original_name"),
                row.getObject("uploaded_by", UUID.class),
                row.getTimestamp("uploaded_at").toInstant());
    }

    private static @Nullable PixelSpacing spacing(ResultSet row) throws SQLException {
        String origin = row.getString("spacing_origin");
        return origin == null
                ? null
                : new PixelSpacing(
                        row.getDouble("row_mm"), row.getDouble("column_mm"), PixelSpacing.Origin.valueOf(origin));
    }

    /// little-endian uint16, row-major
    static byte[] littleEndian(Radiograph radiograph) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(radiograph.values().length, 2))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(radiograph.values());
        return bytes.array();
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    static Radiograph inflated(Film film, byte[] deflated) {
        return inflated(film.title(), film.width(), film.height(), film.spacing(), deflated);
    }

    /// @param title for the sentence where it is damaged
    static Radiograph inflated(String title, int width, int height, @Nullable PixelSpacing spacing, byte[] deflated) {
        int pixels = Math.multiplyExact(width, height);
        short[] values = new short[pixels];
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            byte[] bytes = in.readNBytes(Math.multiplyExact(pixels, 2));
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(values);
        } catch (IOException e) {
            throw new UncheckedIOException(title + " is damaged in the database", e);
        }
        return new Radiograph(width, height, values, spacing);
    }
}
