package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;
import org.levelread.ApplicationTest;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;

/// Somebody who may write any statement in the role that the reading room takes for a reader tries to see more.
class BlindingInSqlTest extends ApplicationTest {
    private static final Answer ANSWER = new Answer(List.of(new ReadingLevel(Level.T9, 41.125, 90, true)), true, "");

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    ReadingDatabase reading;

    @Autowired
    DataSource database;

    private Account ann;
    private Account ben;

    @BeforeEach
    void twoReadersOfOneFilm() {
        Study study = study();
        ann = account(Role.READER);
        ben = account(Role.READER);
        film(study, "doe_jane.png");
        for (Account reader : List.of(ann, ben)) {
            signIn(reader);
            Submissions.submit(answering, readings.openNext(study.id()).orElseThrow(), ANSWER, 1000);
        }
    }

    @Test
    void everyTableOutsideTheReadingRoomIsRefused() throws SQLException {
        List<String> tables = jdbc.sql("""
                        select schemaname || '.' || tablename from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema', 'reading')""")
                .query(String.class)
                .list();
        assertThat(tables).contains("prediction.run", "prediction.mask", "reference.version", "analysis.confirmed_cause",
                "audit.entry", "cases.film", "readers.account", "protocol.version");
        for (String table : tables) {
            assertThatThrownBy(() -> asReader(ann.id(), "select * from " + table))
                    .as(table)
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "answer", "desk", "study_reader", "deviation"})
    void ofTheReadingRoomsTablesOnlyTheOwnRowsAreThere(String table) throws SQLException {
        assertThat(asReader(ann.id(), "select reader_id from reading." + table)).allMatch(ann.id()::equals);
        assertThat(asReader(ann.id(), "select reader_id from reading." + table + " where reader_id = '" + ben.id() + "'"))
                .isEmpty();
        assertThat(asReader(null, "select reader_id from reading." + table)).isEmpty();
    }

    @Test
    void theOwnRowsAreThere() throws SQLException {
        assertThat(asReader(ann.id(), "select reader_id from reading.answer")).containsExactly(ann.id());
        assertThat(asReader(ben.id(), "select reader_id from reading.reading")).contains(ben.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from reading.training_result",
                "update reading.reading set arm = 'AIDED'",
                "update reading.reading set reader_id = gen_random_uuid()",
                "update reading.answer set levels = '[]'",
                "delete from reading.answer",
                "delete from reading.reading",
                "insert into reading.reading (id) values (gen_random_uuid())",
                "copy reading.answer to '/tmp/answers'",
                "create table reading.copy as select 1",
                "alter table reading.reading disable row level security",
                "create policy mine on reading.reading using (true)",
                "set role postgres; select * from prediction.run",
            })
    void whatReadingDoesNotTakeIsRefused(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local session authorization levelread_reading");
            statement.execute("select set_config('levelread.reader', '" + ann.id() + "', true)");
            assertThatThrownBy(() -> statement.execute(sql))
                    .satisfiesAnyOf(
                            e -> assertThat(e).hasMessageContaining("permission denied"),
                            e -> assertThat(e).hasMessageContaining("must be owner"));
            connection.rollback();
        }
    }

    /// the room itself takes the role: the statement below would succeed in the application's
    @Test
    void theRoomsOwnClientTakesTheRoleForAReaderAndPutsItBack() {
        signIn(ann);
        assertThatThrownBy(() ->
                        reading.client().sql("select result from prediction.run").query(String.class).list())
                .hasStackTraceContaining("permission denied");
        assertThat(reading.client().sql("select current_user").query(String.class).single())
                .isEqualTo("levelread_reading");
        assertThat(reading.client().sql("select reader_id from reading.answer").query(UUID.class).list())
                .containsExactly(ann.id());
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("levelread_app");
        signIn(account(Role.STUDY_LEAD));
        assertThat(reading.client().sql("select current_user").query(String.class).single()).isEqualTo("levelread_app");
    }

    private List<UUID> asReader(@Nullable UUID reader, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("set local role levelread_reading");
                if (reader != null) statement.execute("select set_config('levelread.reader', '" + reader + "', true)");
                List<UUID> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery(sql)) {
                    while (row.next()) rows.add(row.getObject(1, UUID.class));
                }
                return rows;
            } finally {
                connection.rollback();
            }
        }
    }
}
