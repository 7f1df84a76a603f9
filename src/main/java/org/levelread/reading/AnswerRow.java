package org.levelread.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// An answer as the columns `levels`, `determinable`, `reason`, `quality` and `comment`, and as one JSON value.
final class AnswerRow {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ReadingLevel>> LEVELS = new TypeReference<>() {};

    private AnswerRow() {}

    static Answer read(ResultSet row) throws SQLException {
        boolean determinable = row.getBoolean("determinable") || row.wasNull();
        String reason = row.getString("reason");
        String quality = row.getString("quality");
        return new Answer(
                JSON.readValue(row.getString("levels"), LEVELS),
                determinable,
                reason == null ? "" : reason,
                quality == null ? null : FilmQuality.valueOf(quality),
                row.getString("comment"));
    }

    /// sets `:levels`, `:determinable`, `:reason`, `:quality` and `:comment`
    static StatementSpec write(StatementSpec statement, Answer answer) {
        FilmQuality quality = answer.quality();
        return statement
                .param("levels", JSON.writeValueAsString(answer.levels()))
                .param("determinable", answer.determinable())
                .param("reason", answer.determinable() ? null : answer.reason())
                .param("quality", quality == null ? null : quality.name())
                .param("comment", answer.comment());
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static @Nullable Answer answer(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, Answer.class);
    }
}
