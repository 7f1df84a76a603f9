package org.levelread.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.MovableClock;
import org.levelread.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final AuditTrail trail = new AuditTrail(jdbc, new JsonMapper(), new MovableClock(NOW));

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void writesWhoDidWhatAndWhen() {
        trail.write(new Audited("run.started", "Film 1", Map.of()));
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
        for (int i = 1; i <= 25; i++) trail.write(new Audited("film.uploaded", "Film " + i, Map.of()));

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
        trail.write(new Audited("film.uploaded", "Film 1", Map.of()));

        assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("the audit trail is append-only");
        assertThat(trail.count("")).isOne();
    }

    @Test
    void anActionHasTheRoomAndTheDeed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Audited("Uploaded a film", "Film 1", Map.of()));
    }
}
