package org.levelread.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Step;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.reading.BlindingEvidence.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gathers the evidence that a study was read blind: from the database's own rights and from what is stored of each answer.
@Service
public class Blinding {
    /// what a reader must not reach
    private static final String HIDDEN = "'prediction', 'reference', 'analysis', 'audit', 'readers', 'cases', 'protocol'";

    private final JdbcClient jdbc;
    private final Protocols protocols;
    private final CurrentAccount current;

    Blinding(JdbcClient jdbc, Protocols protocols, CurrentAccount current) {
        this.jdbc = jdbc;
        this.protocols = protocols;
        this.current = current;
    }

    @Transactional(readOnly = true)
    public BlindingEvidence evidence(UUID studyId) {
        SignedIn who = current.require();
        if (who.role() != Role.STUDY_LEAD && who.role() != Role.ADMINISTRATOR || who.mustChangePassword()) {
            throw new AccessDeniedException("only who leads the study sees the evidence of its blinding");
        }
        List<Line> lines = new ArrayList<>();
        rights(lines);
        answers(lines, studyId);
        steps(lines, studyId);
        return new BlindingEvidence(List.copyOf(lines));
    }

    private void rights(List<Line> lines) {
        int reachable = count("""
                select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in (%s) and c.relkind in ('r', 'v', 'm', 'p')
                  and (has_any_column_privilege('levelread_reading', c.oid, 'select')
                       and has_schema_privilege('levelread_reading', n.oid, 'usage'))""".formatted(HIDDEN));
        lines.add(new Line(
                reachable == 0,
                "The database role that reads for readers can read no table of predictions, references, analyses, people or films.",
                reachable == 0 ? "no right on any of them" : reachable + (reachable == 1 ? " table" : " tables") + " can be read"));
        int open = count("""
                select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'reading' and c.relkind = 'r' and not c.relrowsecurity
                  and has_any_column_privilege('levelread_reading', c.oid, 'select')""");
        lines.add(new Line(
                open == 0,
                "Of the reading room's own tables that role sees the rows of the reader who asks, and no others.",
                open == 0 ? "row security on every table it may read" : open + " tables without row security"));
        int attributes = count("""
                select count(*) from pg_roles where rolname = 'levelread_reading'
                  and (rolsuper or rolbypassrls or rolcanlogin)""");
        lines.add(new Line(
                attributes == 0,
                "The role is no superuser, cannot pass by row security and cannot log in.",
                attributes == 0 ? "none of these attributes" : "it has such an attribute"));
    }

    private void answers(List<Line> lines, UUID studyId) {
        int submitted = count("select count(*) from reading.reading where study_id = :study and state = 'SUBMITTED'", studyId);
        int unaided = count("""
                select count(*) from reading.reading where study_id = :study and state = 'SUBMITTED'
                  and (arm = 'UNAIDED' or (arm = 'SEQUENTIAL' and step = 1))""", studyId);
        int leaks = count("""
                select count(*) from reading.reading where study_id = :study and aid_version is not null
                  and (arm = 'UNAIDED' or (arm = 'SEQUENTIAL' and step = 1))""", studyId);
        lines.add(new Line(
                leaks == 0,
                "No prediction was shown with a read of an unaided arm.",
                unaided + " unaided of " + submitted + " submitted reads, " + leaks + " with a prediction"));
        int bare = count("""
                select count(*) from reading.reading where study_id = :study and state = 'SUBMITTED' and aid_version is null
                  and (arm = 'AIDED' or (arm = 'SEQUENTIAL' and step = 2))""", studyId);
        lines.add(new Line(
                bare == 0,
                "With every aided read the version of the models that were shown is kept.",
                bare == 0 ? "none lacks it" : bare + " lack it"));
        int unversioned = count("""
                select count(*) from reading.reading where study_id = :study and state = 'SUBMITTED'
                  and protocol_version is null""", studyId);
        lines.add(new Line(
                unversioned == 0,
                "Every answer was given under a frozen protocol.",
                unversioned == 0 ? submitted + " of " + submitted : unversioned + " were not"));
        int before = count("""
                select count(*) from reading.reading second
                join reading.reading first using (study_id, reader_id, film_id, period, kind)
                where study_id = :study and second.step = 2 and first.step = 1 and second.opened_at is not null
                  and (first.submitted_at is null or first.submitted_at > second.opened_at)""", studyId);
        lines.add(new Line(
                before == 0,
                "No aided look of a sequential read was opened before the unaided answer was locked.",
                before == 0 ? "none" : before + " were"));
    }

    private void steps(List<Line> lines, UUID studyId) {
        List<String> unblinded = protocols.steps(studyId).stream()
                .filter(step -> step.step() == Step.UNBLINDED)
                .map(step -> step.at() + ": " + step.reason())
                .toList();
        boolean open = protocols
                .latest(studyId)
                .map(version -> version.protocol().reading().resultsBeforeLock())
                .orElse(true);
        lines.add(new Line(
                true,
                open
                        ? "By its protocol the study lead may see results while films are read; readers never."
                        : "The study lead sees results only after a signed unblinding.",
                open
                        ? "resultsBeforeLock: true"
                        : unblinded.isEmpty() ? "not unblinded" : "unblinded " + String.join("; ", unblinded)));
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private int count(String sql, UUID studyId) {
        return jdbc.sql(sql).param("study", studyId).query(Integer.class).single();
    }
}
