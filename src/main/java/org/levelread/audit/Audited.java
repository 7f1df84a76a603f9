package org.levelread.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a person or the server did, for the trail. Published as an event by the room in which it happened;
/// written in the same transaction.
///
/// Holds no patient data and no password: both outlive a correction here.
///
/// @param actor who did it where that is not who is signed in; null means who is signed in, or "system"
/// @param action the room and what was done, such as "film.uploaded": one of [AuditedAction#all()]
/// @param subject on what, such as "Film 7" or a user name
/// @param detail what else a person needs to understand the entry; written as JSON
/// @param oldValue what a change replaced; empty where nothing was there or nothing was changed
/// @param newValue what it put there
/// @param reason in the words of who did it; empty where none was asked
public record Audited(
        @Nullable String actor,
        String action,
        String subject,
        Map<String, ?> detail,
        Map<String, ?> oldValue,
        Map<String, ?> newValue,
        String reason) {
    /// in the detail, the id of the study that the entry is of; every entry that tells an answer has it
    public static final String STUDY = "study";

    /// @throws IllegalArgumentException where [AuditedAction] does not list the action, or the entry lacks what a change must have
    public Audited {
        detail = Map.copyOf(detail);
        oldValue = Map.copyOf(oldValue);
        newValue = Map.copyOf(newValue);
        reason = reason.strip();
        AuditedAction.of(action).check(detail, oldValue, newValue, reason);
    }

    /// without old and new value
    public Audited(@Nullable String actor, String action, String subject, Map<String, ?> detail) {
        this(actor, action, subject, detail, Map.of(), Map.of(), "");
    }

    /// by who is signed in
    public Audited(String action, String subject, Map<String, ?> detail) {
        this(null, action, subject, detail);
    }

    /// a new value where none was, or beside an earlier one, by who is signed in
    public static Audited entry(String action, String subject, Map<String, ?> newValue, String reason) {
        return change(action, subject, Map.of(), newValue, reason);
    }

    /// what somebody answered, or what follows from answers, by who is signed in; hidden until the study's results are open
    ///
    /// @param oldValue empty where nothing is replaced
    public static Audited answer(
            UUID studyId,
            String action,
            String subject,
            Map<String, ?> detail,
            Map<String, ?> oldValue,
            Map<String, ?> newValue,
            String reason) {
        Map<String, Object> withStudy = new HashMap<>(detail);
        withStudy.put(STUDY, studyId.toString());
        return new Audited(null, action, subject, withStudy, oldValue, newValue, reason);
    }

    /// a change of study data or rights, by who is signed in
    public static Audited change(
            String action, String subject, Map<String, ?> oldValue, Map<String, ?> newValue, String reason) {
        return new Audited(null, action, subject, Map.of(), oldValue, newValue, reason);
    }
}
