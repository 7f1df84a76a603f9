package org.levelread.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.MovableClock;
import org.levelread.TestDatabase;
import org.levelread.audit.AuditAnchors.Anchor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class AuditTrailTest {
    private static final UUID HERE = UUID.randomUUID();
    private static final UUID THERE = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final DataSource database = TestDatabase.fresh().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private Set<UUID> open = Set.of(HERE, THERE);
    private final AuditTrail trail = new AuditTrail(
            jdbc, new JsonMapper(), new MovableClock(NOW), new AuditAnchors(""), new ObjectProvider<>() {
                @Override
                public AuditSeal getObject() {
                    return new AuditSeal() {
                        @Override
                        public Set<UUID> openStudies() {
                            return open;
                        }

                        @Override
                        public boolean everyStudyOpen() {
                            return open.containsAll(Set.of(HERE, THERE));
                        }
                    };
                }
            });

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void writesWhoDidWhatAndWhen() {
        trail.write(new Audited("prediction.requeued", "Film 1", Map.of()));
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("lead", "x"));
        trail.write(new Audited("study.exported", "demo", Map.of("format", "csv")));
        trail.write(new Audited("reader1", "account.login", "reader1", Map.of()));

        assertThat(trail.entries("", 0, 10)).extracting(AuditEntry::actor).containsExactly("reader1", "lead", "system");
        AuditEntry exported = trail.entries("EXPORTED csv", 0, 10).getFirst();
        assertThat(exported.at()).isEqualTo(NOW);
        assertThat(exported.subject()).isEqualTo("demo");
        assertThat(exported.detail()).isEqualTo("{\"format\": \"csv\"}");
    }

    @Test
    void filtersByAllWordsAndPages() {
        for (int i = 1; i <= 25; i++) trail.write(uploaded("Film " + i));

        assertThat(trail.count("")).isEqualTo(25);
        assertThat(trail.entries("", 20, 10)).hasSize(5);
        assertThat(trail.count("film 7 uploaded")).as("7 and 17").isEqualTo(2);
        assertThat(trail.count("nothing like it")).isZero();
        assertThat(trail.count("100%' or 1=1")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.entry set actor = 'nobody'",
                "delete from audit.entry",
                "truncate audit.entry",
            })
    void nothingIsChangedOrTakenOut(String sql) {
        trail.write(uploaded("Film 1"));

        assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("the audit trail is append-only");
        assertThat(trail.count("")).isOne();
    }

    @Test
    void holdsOldAndNewValueAndReason() {
        trail.write(Audited.change("study.paused", "Study 1", Map.of("state", "READING"), Map.of("state", "PAUSED"), "Flood"));
        AuditEntry entry = trail.entries("flood paused reading", 0, 1).getFirst();
        assertThat(entry.change()).isEqualTo("{\"new\": {\"state\": \"PAUSED\"}, \"old\": {\"state\": \"READING\"}}");
        assertThat(entry.reason()).isEqualTo("Flood");
    }

    @Test
    void showsThatSomebodyAnsweredAndNotWhatBeforeTheResultsAreOpen() {
        trail.write(uploaded("Film 1"));
        trail.write(corrected(HERE, "L4", "L5", "counted from L6"));
        assertThat(trail.count("L4")).isOne();

        open = Set.of();
        AuditEntry corrected = trail.entries("reading.corrected", 0, 1).getFirst();
        assertThat(corrected.sealed()).isTrue();
        assertThat(corrected.toString()).doesNotContain("L4", "L5", "L6");
        for (String word : List.of("L4", "L5", "L6", "detail", "counted")) assertThat(trail.count(word)).as(word).isZero();
        AuditEntry uploaded = trail.entries("uploaded", 0, 1).getFirst();
        assertThat(uploaded.sealed()).isFalse();
        assertThat(uploaded.change()).contains("sha");
    }

    @Test
    void oneBlindStudyHidesItsOwnAnswersAndNoOthers() {
        trail.write(corrected(HERE, "L4", "L5", "counted from L6"));
        trail.write(corrected(THERE, "T1", "T2", "counted from T3"));
        // as an earlier version wrote it, without a study
        jdbc.sql("""
                insert into audit.entry (at, actor, action, subject, new_value)
                values (now(), 'reader1', 'reading.signed', 'Reading 9', '{"answer": "T7"}')""").update();
        assertThat(List.of(trail.count("L4"), trail.count("T2"), trail.count("T7"))).containsExactly(1, 1, 1);

        open = Set.of(THERE);

        assertThat(List.of(trail.count("L4"), trail.count("T2"), trail.count("T7"))).containsExactly(0, 1, 0);
        assertThat(trail.entries("", 0, 10)).extracting(AuditEntry::sealed).containsExactly(true, false, true);
    }

    private static Audited corrected(UUID study, String from, String to, String why) {
        return Audited.answer(
                study,
                "reading.corrected",
                "Reading 1",
                Map.of("note", "detail " + from),
                Map.of("answer", from),
                Map.of("answer", to),
                why);
    }

    /// as long as the longest rationale of a reference's change and of one film in it
    @Test
    void holdsTheLongestReason() {
        String long8001 = "x".repeat(4000) + " " + "y".repeat(4000);
        trail.write(Audited.change("study.paused", "Study 1", Map.of("state", "READING"), Map.of("state", "PAUSED"), long8001));
        assertThat(trail.entries("", 0, 1).getFirst().reason()).isEqualTo(long8001);
    }

    @Test
    void theApplicationsRoleCanOnlyAdd() {
        trail.write(uploaded("Film 1"));
        for (String sql : List.of(
                "update audit.entry set actor = 'nobody'",
                "delete from audit.entry",
                "truncate audit.entry",
                "update audit.head set seq = 0",
                "alter table audit.entry disable trigger all",
                "insert into audit.head (only_one, seq, hash) values (true, 9, 'x')")) {
            assertThatThrownBy(() -> as("levelread_app", sql))
                    .as(sql)
                    .satisfiesAnyOf(
                            e -> assertThat(e).hasMessageContaining("permission denied"),
                            e -> assertThat(e).hasMessageContaining("must be owner"));
        }
        assertThatThrownBy(() -> as("levelread_reading", "select * from audit.entry"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aWholeTrailIsWhole() throws Exception {
        for (int i = 1; i <= 20; i++) trail.write(uploaded("Film " + i));
        assertThat(verify(List.of(new Anchor(20, hash(20))))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update audit.entry set actor = 'nobody' where seq = 7     | entry 7 (film.uploaded, Film 7) was changed, or does not follow the entry before it
            update audit.entry set at = at + interval '1 s' where seq = 7 | entry 7 (film.uploaded, Film 7) was changed, or does not follow the entry before it
            update audit.entry set detail = '{"n": 99}' where seq = 20 | entry 20 (film.uploaded, Film 20) was changed, or does not follow the entry before it
            delete from audit.entry where seq = 7                      | entry 7 is missing
            delete from audit.entry where seq <= 3                     | entries 1 to 3 are missing
            delete from audit.entry where seq > 18                     | entries 19 to 20 are missing at the end
            update audit.entry set seq = 99 where seq = 7; update audit.entry set seq = 7 where seq = 8; update audit.entry set seq = 8 where seq = 99 | entry 8 (film.uploaded, Film 7) was changed, or does not follow the entry before it
            """)
    void namesWhatSomebodyWithAllRightsChanged(String sql, String finding) throws Exception {
        for (int i = 1; i <= 20; i++) trail.write(uploaded("Film " + i));
        tamper(sql);
        assertThat(verify(List.of())).contains(finding);
    }

    @Test
    void theAnchorShowsACutEndWhoseHeadWasMovedToo() throws Exception {
        for (int i = 1; i <= 20; i++) trail.write(uploaded("Film " + i));
        Anchor anchor = new Anchor(20, hash(20));
        String last = hash(18);
        tamper("delete from audit.entry where seq > 18");
        jdbc.sql("update audit.head set seq = 18, hash = :hash").param("hash", last).update();
        assertThat(verify(List.of())).as("without the anchor it cannot show").isEmpty();
        assertThat(verify(List.of(anchor))).containsExactly("entries 19 to 20 are missing at the end");

        trail.write(uploaded("Film 19"));
        trail.write(uploaded("Film 20"));
        assertThat(verify(List.of(anchor))).containsExactly("entry 20 (film.uploaded, Film 20) is not the one that was anchored");
    }

    @Test
    void writesAtTheCommitOrNotAtAll() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            trail.write(uploaded("Film 1"));
            status.setRollbackOnly();
        });
        assertThat(trail.count("")).isZero();
        transaction.executeWithoutResult(status -> {
            trail.write(uploaded("Film 1"));
            trail.write(uploaded("Film 2"));
        });
        assertThat(trail.entries("", 0, 10)).extracting(AuditEntry::subject).containsExactly("Film 2", "Film 1");
    }

    private static Audited uploaded(String film) {
        return Audited.entry("film.uploaded", film, Map.of("sha", "of " + film), "");
    }

    private void tamper(String sql) {
        jdbc.sql("alter table audit.entry disable trigger append_only").update();
        jdbc.sql(sql).update();
        jdbc.sql("alter table audit.entry enable trigger append_only").update();
    }

    private String hash(int seq) {
        return jdbc.sql("select hash from audit.entry where seq = :seq").param("seq", seq).query(String.class).single();
    }

    /// as with a database of one's own, where nothing else makes the data folder
    @Test
    void anchorsAreKeptInAFolderThatIsNotThereYet(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("not/there/yet");
        Anchor anchor = new Anchor(7, "a".repeat(64));
        new AuditAnchors(data.toString()).append(anchor, "2026-01-02T03:04:05Z");
        assertThat(AuditAnchors.read(data)).containsExactly(anchor);
    }

    private List<String> verify(List<Anchor> anchors) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return AuditVerification.verify(connection, anchors).findings();
        }
    }

    private void as(String role, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set role " + role);
            statement.execute(sql);
        }
    }
}
