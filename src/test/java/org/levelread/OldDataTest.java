package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database that the first version filled comes to the newest version with everything that was in it.
class OldDataTest {
    private static final String ROWS = """
            insert into readers.account (id, username, display_name, role, password_hash, created_at) values
              ('00000000-0000-0000-0000-0000000000a1', 'reader1', 'Reader One', 'READER', 'x', '2026-01-01T00:00Z'),
              ('00000000-0000-0000-0000-0000000000a2', 'lead', 'Lead', 'STUDY_LEAD', 'x', '2026-01-01T00:00Z');
            insert into protocol.study (id, slug, title, created_at) values
              ('00000000-0000-0000-0000-000000000001', 'one', 'One', '2026-01-01T00:00Z'),
              ('00000000-0000-0000-0000-000000000002', 'two', 'Two', '2026-01-01T00:00Z');
            insert into cases.film (id, study_id, number, pixel_sha256, width, height, window_low, window_high, original_name, uploaded_at)
            select ('00000000-0000-0000-0000-0000000000f' || n)::uuid,
                   ('00000000-0000-0000-0000-00000000000' || case when n < 4 then 1 else 2 end)::uuid,
                   n, repeat(n::text, 64), 100, 200, 1, 1000, 'film', timestamptz '2026-01-01T00:00Z'
            from (select generate_series(1, 4) as n) numbers;
            insert into reading.reading (id, study_id, film_id, reader_id, order_index, state, opened_at, saved_at, submitted_at,
                                         active_ms, determinable, levels)
            values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-000000000001',
                    '00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000a1', 1, 'SUBMITTED',
                    '2026-02-01T00:00Z', '2026-02-01T00:01Z', '2026-02-01T00:01Z', 41000, true,
                    '[{"level":"L5","x":1,"y":2,"instrumented":true}]');
            insert into reference.film_reference (film_id, source, levels, instrumented, segmentation, created_at) values
              ('00000000-0000-0000-0000-0000000000f1', 'rendered', '[{"level":"L5","corners":[[1,2.5]]}]', '{L5}', '\\x0102', '2026-01-02T00:00Z'),
              ('00000000-0000-0000-0000-0000000000f2', 'import', '[{"level":"L4","corners":[]}]', '{}', null, '2026-01-03T00:00Z'),
              ('00000000-0000-0000-0000-0000000000f3', 'rendered', '[]', '{}', null, '2026-01-04T00:00Z'),
              ('00000000-0000-0000-0000-0000000000f4', 'import', '[{"level":"S1","corners":[]}]', '{S1}', null, '2026-01-05T00:00Z');
            insert into analysis.confirmed_cause (id, film_id, reader_id, suggested, confirmed, confirmed_by, confirmed_at) values
              ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000f1',
               '00000000-0000-0000-0000-0000000000a1', 'C1A', 'C4A', '00000000-0000-0000-0000-0000000000a2', '2026-03-01T00:00Z');
            """;

    @Test
    void referencesBecomeTheFirstVersions() {
        TestDatabase database = TestDatabase.asOf("010");
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql(ROWS).update();

        database.migrate();

        // one change a study and origin, the oldest first, each with its films
        assertThat(jdbc.sql("""
                        select study.slug || ' ' || change.number || ' ' || change.origin || ' ' || count(*)
                        from reference.change join protocol.study on study.id = change.study_id
                        join reference.version on version.change_id = change.id
                        group by study.slug, change.number, change.origin order by study.slug, change.number""")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("one 1 rendered 2", "one 2 import 1", "two 1 import 1"));
        assertThat(jdbc.sql("""
                        select film.number || ' ' || version.number || ' ' || version.levels || ' ' || version.instrumented::text
                               || ' ' || coalesce(encode(version.segmentation, 'hex'), 'none')
                        from reference.version join cases.film on film.id = version.film_id order by film.number""")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "1 1 [{\"level\": \"L5\", \"corners\": [[1, 2.5]]}] {L5} 0102",
                        "2 1 [{\"level\": \"L4\", \"corners\": []}] {} none",
                        "3 1 [] {} none",
                        "4 1 [{\"level\": \"S1\", \"corners\": []}] {S1} none");
    }

    @Test
    void answersAndCausesStay() {
        TestDatabase database = TestDatabase.asOf("010");
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql(ROWS).update();

        database.migrate();

        assertThat(jdbc.sql("select state || ' ' || arm || ' ' || kind || ' ' || active_ms from reading.reading")
                        .query(String.class)
                        .single())
                .isEqualTo("SUBMITTED UNAIDED STUDY 41000");
        assertThat(jdbc.sql("select suggested || ' ' || confirmed from analysis.confirmed_cause")
                        .query(String.class)
                        .single())
                .isEqualTo("C1A C4A");
        assertThat(jdbc.sql("select count(*) from readers.account").query(Integer.class).single())
                .isEqualTo(2);
    }
}
