package org.levelread.reading;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.levelread.protocol.Arm;
import org.levelread.protocol.Protocols;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/// Every read of a study in its details, for who leads it, once the results are open.
@Service
public class StudyReads {
    private final JdbcClient jdbc;
    private final Protocols protocols;
    private final CurrentAccount current;

    StudyReads(JdbcClient jdbc, Protocols protocols, CurrentAccount current) {
        this.jdbc = jdbc;
        this.protocols = protocols;
        this.current = current;
    }

    /// the submitted reads by reader, period and order
    ///
    /// @throws IllegalStateException with a sentence while the protocol keeps results hidden
    public List<StudyRead> all(UUID studyId) {
        SignedIn who = current.require();
        boolean leads = who.role() == Role.STUDY_LEAD || who.role() == Role.ADMINISTRATOR;
        if (!leads || who.mustChangePassword()) {
            throw new AccessDeniedException("only who leads the study sees its reads");
        }
        if (!protocols.resultsVisible(studyId)) {
            throw new IllegalStateException("The protocol keeps answers hidden until a study lead unblinds the study with a"
                    + " signature. The page Conduct has medians of the times until then.");
        }
        return jdbc.sql("""
                select r.*, a.first_answer as kept_first, signed.answer as signed, latest.answer as latest,
                       latest.revision - 1 as corrections, a.active_ms as worked, a.idle_ms as idled, a.changes as changed
                from reading.reading r
                join reading.answer a on a.reading_id = r.id and a.revision = 1
                cross join lateral (
                  select revision, jsonb_build_object('levels', levels, 'determinable', determinable, 'reason',
                         coalesce(reason, ''), 'quality', quality, 'comment', comment)::text as answer
                  from reading.answer where reading_id = r.id order by revision limit 1) signed
                cross join lateral (
                  select revision, jsonb_build_object('levels', levels, 'determinable', determinable, 'reason',
                         coalesce(reason, ''), 'quality', quality, 'comment', comment)::text as answer
                  from reading.answer where reading_id = r.id order by revision desc limit 1) latest
                where r.study_id = :study and r.state = 'SUBMITTED' and r.kind <> 'TRAINING'
                order by r.reader_id, r.period, r.order_index""")
                .param("study", studyId)
                .query((row, n) -> new StudyRead(
                        row.getObject("id", UUID.class),
                        row.getObject("film_id", UUID.class),
                        row.getObject("reader_id", UUID.class),
                        row.getInt("period"),
                        Arm.valueOf(row.getString("arm")),
                        row.getInt("step"),
                        row.getString("kind").equals("DUPLICATE"),
                        row.getInt("order_index"),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("submitted_at").toInstant(),
                        new Effort(row.getLong("worked"), row.getLong("idled"), row.getInt("changed")),
                        AnswerRow.answer(row.getString("kept_first")),
                        Objects.requireNonNull(AnswerRow.answer(row.getString("signed"))),
                        Objects.requireNonNull(AnswerRow.answer(row.getString("latest"))),
                        row.getInt("corrections"),
                        row.getString("aid_version")))
                .list();
    }
}
