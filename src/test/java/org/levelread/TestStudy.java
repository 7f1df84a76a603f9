package org.levelread;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows of other rooms that a store test needs: a study, its films, its people.
public final class TestStudy {
    private final JdbcClient jdbc;
    private final UUID id = UUID.randomUUID();
    private int films;

    public TestStudy(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("insert into protocol.study (id, slug, title, created_at) values (:id, 'test', 'Test', now())")
                .param("id", id)
                .update();
    }

    public UUID id() {
        return id;
    }

    /// an account without a password that would let anybody in
    public UUID account(String username, String role) {
        UUID account = UUID.randomUUID();
        jdbc.sql("""
                insert into readers.account (id, username, display_name, role, password_hash, created_at)
                values (:id, :name, :name, :role, 'none', now())""")
                .param("id", account)
                .param("name", username)
                .param("role", role)
                .update();
        return account;
    }

    /// a film of 100 x 200 pixels without its pixels
    public UUID film() {
        UUID film = UUID.randomUUID();
        films++;
        jdbc.sql("""
                insert into cases.film (id, study_id, number, pixel_sha256, width, height, window_low, window_high,
                                        original_name, uploaded_at)
                values (:id, :study, :number, :sha, 100, 200, 0, 65535, 'doe_jane.png', now())""")
                .param("id", film)
                .param("study", id)
                .param("number", films)
                .param("sha", "%064x".formatted(films))
                .update();
        return film;
    }

    /// a finished run over the film
    public UUID run(UUID film, String result) {
        UUID run = UUID.randomUUID();
        jdbc.sql("""
                insert into prediction.run (id, film_id, state, queued_at, started_at, finished_at, result)
                values (:id, :film, 'DONE', now(), now(), now(), :result::jsonb)""")
                .param("id", run)
                .param("film", film)
                .param("result", result)
                .update();
        return run;
    }
}
