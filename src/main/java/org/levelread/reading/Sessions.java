package org.levelread.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.ProtocolVersion;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StudyState;
import org.springframework.stereotype.Component;

/// When a reader may read: the study's state, the window of days, the training and the washout, by the server's clock.
@Component
class Sessions implements ReadingGate, ReadingTerms {
    private final AssignmentStore store;
    private final Protocols protocols;

    Sessions(ReadingDatabase database, Protocols protocols) {
        this.store = new AssignmentStore(database.client());
        this.protocols = protocols;
    }

    /// @param opensAt null where no time is known, or time is not what is missing
    /// @param breakDue whether a break is what is missing: the reader may choose to read on
    record NotNow(@Nullable Instant opensAt, String sentence, boolean breakDue) {
        NotNow(@Nullable Instant opensAt, String sentence) {
            this(opensAt, sentence, false);
        }
    }

    /// Why the reader cannot open another film now; empty where one may be opened.
    Optional<NotNow> notNow(UUID studyId, UUID readerId, Instant now) {
        Optional<NotNow> state = notInState(studyId);
        if (state.isPresent()) return state;
        Protocol protocol = protocols.latest(studyId).orElseThrow().protocol();
        StudyReader reader = reader(studyId, readerId).orElse(null);
        if (reader == null) return Optional.of(new NotNow(null, "You are not a reader of this study."));
        if (!reader.active()) return Optional.of(new NotNow(null, "You do not take part in this study any more."));
        Optional<NotNow> window = outsideWindow(protocol, now);
        if (window.isPresent()) return window;
        return next(studyId, readerId)
                .flatMap(next -> tooEarly(protocol, next, now).or(() -> breakDue(protocol, next, now)));
    }

    /// a film that was begun may be finished first
    private Optional<NotNow> breakDue(Protocol protocol, Assignment next, Instant now) {
        Integer after = protocol.reading().breakAfterMinutes();
        Integer length = protocol.reading().breakMinutes();
        if (after == null || length == null || next.state() == ReadingState.OPEN) return Optional.empty();
        return Breaks.until(
                        store.stretches(next.studyId(), next.readerId()),
                        Duration.ofMinutes(after),
                        Duration.ofMinutes(length),
                        store.breakSkipped(next.studyId(), next.readerId()).orElse(null),
                        now)
                .map(end -> new NotNow(
                        end,
                        "You have read for " + after + " minutes: the protocol plans a break of " + length
                                + (length == 1 ? " minute" : " minutes") + ". The next film opens on "
                                + words(end, protocol.reading().zone()) + ".",
                        true));
    }

    /// the read that is on, else the next one; empty when nothing is left
    Optional<Assignment> next(UUID studyId, UUID readerId) {
        return store.next(studyId, readerId);
    }

    Optional<StudyReader> reader(UUID studyId, UUID readerId) {
        return store.readers(studyId).stream()
                .filter(reader -> reader.readerId().equals(readerId))
                .findFirst();
    }

    private Optional<NotNow> notInState(UUID studyId) {
        StudyState state = protocols.state(studyId);
        String sentence =
                switch (state) {
                    case READING -> "";
                    case PLANNED -> "The study has no frozen protocol yet: the study lead freezes one first.";
                    case FROZEN -> "The study lead has not started the study yet.";
                    case PAUSED -> "The study is paused. What you have begun is kept.";
                    case CLOSED, LOCKED -> "The study is closed: no film is read any more.";
                };
        return sentence.isEmpty() ? Optional.empty() : Optional.of(new NotNow(null, sentence));
    }

    private static Optional<NotNow> outsideWindow(Protocol protocol, Instant now) {
        LocalDate opens = protocol.reading().opens();
        ZoneId zone = protocol.reading().zone();
        if (opens != null) {
            Instant from = opens.atStartOfDay(zone).toInstant();
            if (now.isBefore(from)) {
                return Optional.of(new NotNow(from, "Reading opens on " + words(from, zone) + "."));
            }
        }
        return lastMoment(protocol)
                .filter(last -> !now.isBefore(last))
                .map(last -> new NotNow(null, "Reading ended on " + words(last, zone) + "."));
    }

    /// the moment after the last day of reading
    static Optional<Instant> lastMoment(Protocol protocol) {
        LocalDate closes = protocol.reading().closes();
        return closes == null
                ? Optional.empty()
                : Optional.of(closes.plusDays(1).atStartOfDay(protocol.reading().zone()).toInstant());
    }

    private Optional<NotNow> tooEarly(Protocol protocol, Assignment next, Instant now) {
        Integer washout = protocol.design().washoutDays();
        if (washout == null || next.period() < 2 || next.state() == ReadingState.OPEN) return Optional.empty();
        Instant opens = store.openedEarly(next.studyId(), next.readerId(), next.period())
                .or(() -> store.lastSubmitted(next.studyId(), next.readerId(), next.period() - 1)
                        .map(last -> last.plus(Duration.ofDays(washout))))
                .orElse(Instant.MIN);
        if (!now.isBefore(opens)) return Optional.empty();
        return Optional.of(new NotNow(
                opens,
                "Your next session opens on " + words(opens, protocol.reading().zone()) + ", after a washout of "
                        + washout + " days."));
    }

    /// Asked before a draft is saved or an answer signed. The window's last day does not refuse here: what was begun in time
    /// may be finished, and a late signature is written down as a deviation.
    @Override
    public Optional<String> refusal(Reading reading, Instant at) {
        return notInState(reading.studyId()).map(NotNow::sentence);
    }

    @Override
    public Terms of(Reading reading) {
        Assignment assignment = store.find(reading.id()).orElseThrow();
        Integer number = assignment.protocolVersion();
        ProtocolVersion version = protocols.versions(reading.studyId()).stream()
                .filter(one -> number != null && one.number() == number)
                .findFirst()
                .orElse(null);
        if (version == null) return Terms.PLAIN;
        Protocol.Questions asked = version.protocol().questions();
        String aid = assignment.aidVersion();
        // whether a film is a duplicate stands nowhere here: this is sent to the reader
        return new Terms(
                new Questions(
                        asked.instrumented(),
                        asked.confidence(),
                        asked.quality(),
                        asked.freeText(),
                        asked.lowest(),
                        asked.highest(),
                        asked.notDeterminableReasons() == null
                                ? Questions.USUAL_REASONS
                                : asked.notDeterminableReasons()),
                assignment.arm().words(),
                Map.of(
                        "overlays", aid == null ? "none" : "prediction",
                        "modelVersion", aid == null ? "none" : aid,
                        "protocolVersion", version.number() + " " + version.sha256(),
                        "period", Integer.toString(assignment.period()),
                        "step", Integer.toString(assignment.step())));
    }

    /// "3 March 2027 at 08:00 (UTC)"
    private static String words(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.ENGLISH)
                        .withZone(zone)
                        .format(at)
                + " (" + (zone.getId().equals("Z") ? "UTC" : zone.getId()) + ")";
    }
}
