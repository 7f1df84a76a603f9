package org.levelread.analysis;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.cases.Decision;
import org.levelread.cases.Enrolment;
import org.levelread.cases.Enrolments;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.prediction.RunState;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Study;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.reading.Assignment;
import org.levelread.reading.Conduct;
import org.levelread.reading.ReaderProgress;
import org.levelread.reading.Reading;
import org.levelread.reading.Readings;
import org.levelread.reference.FilmReference;
import org.levelread.reference.References;
import org.levelread.spine.Cause;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Joins what the model, the readers and the reference say of a study's films. For who leads the study, and
/// nobody else.
@Service
public class Agreements {
    private final Films films;
    private final Enrolments enrolments;
    private final Predictions predictions;
    private final Readings readings;
    private final Conduct conduct;
    private final References references;
    private final Accounts accounts;
    private final MaskOverlaps overlaps;
    private final CauseStore causes;
    private final CauseCoders coders;
    private final Protocols protocols;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Agreements(
            Films films,
            Enrolments enrolments,
            Predictions predictions,
            Readings readings,
            Conduct conduct,
            References references,
            Accounts accounts,
            MaskOverlaps overlaps,
            CauseStore causes,
            CauseCoders coders,
            Protocols protocols,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.films = films;
        this.enrolments = enrolments;
        this.predictions = predictions;
        this.readings = readings;
        this.conduct = conduct;
        this.references = references;
        this.accounts = accounts;
        this.overlaps = overlaps;
        this.causes = causes;
        this.coders = coders;
        this.protocols = protocols;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// How far every reader has come, by code.
    public List<CodedProgress> progress(UUID studyId) {
        lead();
        ReaderCodes codes = codes(studyId);
        return readings.progress(studyId).stream()
                .map(p -> new CodedProgress(codes.of(p.readerId()), p.assigned(), p.submitted()))
                .sorted(Comparator.comparing(CodedProgress::reader))
                .toList();
    }

    /// Everything that was answered about every film of the study, by the films' numbers, for who leads the study or
    /// [codes its causes][CauseCoders]. Films that are excluded or for training are no part of it.
    public List<FilmComparison> comparisons(UUID studyId) {
        compares(studyId);
        unsealed(studyId);
        ReaderCodes codes = codes(studyId);
        Map<UUID, PredictionRun> runs = predictions.latestInStudy(studyId).stream()
                .filter(run -> run.state() == RunState.DONE)
                .collect(Collectors.toMap(PredictionRun::filmId, Function.identity()));
        Map<UUID, List<Reading>> answers = ownAnswers(studyId).stream()
                .collect(Collectors.groupingBy(Reading::filmId));
        Map<UUID, Map<String, Cause>> confirmed = confirmed(studyId, codes);
        Map<UUID, Enrolment> enrolled = enrolled(studyId);
        List<Film> all = films.inStudy(studyId).stream()
                .filter(film -> enrolled.containsKey(film.id()))
                .toList();
        Map<UUID, FilmReference> known =
                references.find(all.stream().map(Film::id).toList());
        List<FilmComparison> comparisons = new ArrayList<>();
        for (Film film : all) {
            PredictionRun run = runs.get(film.id());
            comparisons.add(new FilmComparison(
                    film.id().toString(),
                    film.title(),
                    Optional.ofNullable(enrolled.get(film.id()).patient()),
                    Optional.ofNullable(run).map(Answers::model),
                    answers.getOrDefault(film.id(), List.of()).stream()
                            .map(reading -> Answers.reader(reading, codes.of(reading.readerId())))
                            .toList(),
                    Optional.ofNullable(known.get(film.id())).map(Answers::reference),
                    run == null ? Map.of() : overlaps.of(run.id(), film),
                    confirmed.getOrDefault(film.id(), Map.of()),
                    groups(enrolled.get(film.id())),
                    run == null ? Optional.empty() : overlaps.bodies(run, film)));
        }
        return comparisons.stream().map(Subgroups::marked).toList();
    }

    private static Map<String, String> groups(Enrolment film) {
        Map<String, String> groups = new HashMap<>();
        if (film.site() != null) groups.put("site", film.site());
        if (film.view() != null) groups.put("view", film.view());
        return groups;
    }

    /// the films that are not excluded and not for training
    private Map<UUID, Enrolment> enrolled(UUID studyId) {
        return enrolments.inStudy(studyId).stream()
                .filter(film -> film.decision() != Decision.EXCLUDED && film.decision() != Decision.TRAINING)
                .collect(Collectors.toMap(Enrolment::filmId, Function.identity()));
    }

    /// The readers' own answers, one a reader and film: those that were given without the prediction. An answer beside the
    /// prediction is no second opinion on it; [#byArm] has these too. In a study that reads with the prediction alone they
    /// are all there is.
    private List<Reading> ownAnswers(UUID studyId) {
        Map<UUID, Assignment> plan = plan(studyId);
        List<Reading> given = inOrder(readings.submitted(studyId));
        boolean unaided = plan.values().stream().anyMatch(read -> !read.aided() && read.kind() == Assignment.Kind.STUDY);
        Map<List<UUID>, Reading> own = new LinkedHashMap<>();
        for (Reading reading : given) {
            if (unaided && plan.get(reading.id()).aided()) continue;
            own.putIfAbsent(List.of(reading.readerId(), reading.filmId()), reading);
        }
        return List.copyOf(own.values());
    }

    /// every answer with its arm, in a study that has more than one way of reading; empty in others
    List<StudyData.ArmAnswer> byArm(UUID studyId) {
        lead();
        unsealed(studyId);
        Map<UUID, Assignment> plan = plan(studyId);
        if (plan.values().stream().map(Assignment::aided).distinct().count() < 2) return List.of();
        ReaderCodes codes = codes(studyId);
        Set<UUID> enrolled = enrolled(studyId).keySet();
        return readings.submitted(studyId).stream()
                .filter(reading -> enrolled.contains(reading.filmId()))
                .map(reading -> {
                    Assignment read = plan.get(reading.id());
                    ReaderAnswer answer = Answers.reader(reading, codes.of(reading.readerId()));
                    return new StudyData.ArmAnswer(
                            reading.filmId().toString(),
                            answer.reader(),
                            read.aided(),
                            read.period(),
                            answer.levels(),
                            answer.seconds(),
                            answer.confidence());
                })
                .toList();
    }

    private Map<UUID, Assignment> plan(UUID studyId) {
        return conduct.assignments(studyId).stream()
                .collect(Collectors.toMap(Assignment::readingId, Function.identity()));
    }

    /// The answers that a reader gave to a film met again without knowing, beside the first of the same period, which was read
    /// in the same arm.
    List<StudyData.Repeat> repeats(UUID studyId) {
        lead();
        ReaderCodes codes = codes(studyId);
        Map<UUID, Assignment> plan = plan(studyId);
        Map<List<Object>, Reading> first = new HashMap<>();
        for (Reading reading : inOrder(readings.submitted(studyId))) {
            Assignment read = plan.get(reading.id());
            first.putIfAbsent(List.of(read.readerId(), read.filmId(), read.period(), read.step()), reading);
        }
        Set<UUID> enrolled = enrolled(studyId).keySet();
        List<StudyData.Repeat> repeats = new ArrayList<>();
        for (Reading again : inOrder(readings.repeated(studyId))) {
            Assignment read = plan.get(again.id());
            Reading before = first.get(List.of(read.readerId(), read.filmId(), read.period(), read.step()));
            if (before == null || !enrolled.contains(again.filmId())) continue;
            String code = codes.of(again.readerId());
            repeats.add(new StudyData.Repeat(
                    again.filmId().toString(),
                    code,
                    Answers.reader(before, code).levels(),
                    Answers.reader(again, code).levels()));
        }
        return repeats;
    }

    private static List<Reading> inOrder(List<Reading> given) {
        return given.stream()
                .sorted(Comparator.comparing((Reading reading) -> Objects.requireNonNull(reading.submittedAt()))
                        .thenComparing(Reading::id))
                .toList();
    }

    /// the readers' accounts by their codes
    public Map<String, UUID> readersByCode(UUID studyId) {
        compares(studyId);
        return codes(studyId).all();
    }

    /// What model, readers and reference say of one film, with the places, in this order.
    public List<AnswerOnFilm> answersOn(UUID studyId, UUID filmId) {
        lead();
        unsealed(studyId);
        ReaderCodes codes = codes(studyId);
        List<AnswerOnFilm> sides = new ArrayList<>();
        predictions
                .latest(filmId)
                .filter(run -> run.state() == RunState.DONE)
                .map(Answers::modelOnFilm)
                .ifPresent(sides::add);
        ownAnswers(studyId).stream()
                .filter(reading -> reading.filmId().equals(filmId))
                .map(reading -> Answers.readerOnFilm(reading, codes.of(reading.readerId())))
                .sorted(Comparator.comparing(AnswerOnFilm::by))
                .forEach(sides::add);
        references.find(filmId).map(Answers::referenceOnFilm).ifPresent(sides::add);
        return sides;
    }

    /// Keeps which cause a person confirmed for a difference between the model and another answer.
    ///
    /// @param against a reader's code, or [FilmComparison#REFERENCE]
    /// @param why it takes the place of the one confirmed before; blank for the first
    /// @throws IllegalArgumentException where one is replaced and nobody says why
    @Transactional
    public void confirm(UUID filmId, String against, @Nullable Cause suggested, Cause confirmed, String why) {
        SignedIn lead = lead();
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("no film has the id " + filmId));
        UUID reader = null;
        if (!against.equals(FilmComparison.REFERENCE)) {
            reader = codes(film.studyId())
                    .reader(against)
                    .orElseThrow(() -> new IllegalArgumentException("no reader has the code " + against));
        }
        UUID whose = reader;
        Map<String, Object> before = causes.inStudy(film.studyId()).stream()
                .filter(one -> one.filmId().equals(filmId) && Objects.equals(one.readerId(), whose))
                .findFirst()
                .<Map<String, Object>>map(one -> Map.of("cause", one.cause().code()))
                .orElse(Map.of());
        if (!before.isEmpty() && why.isBlank()) throw new IllegalArgumentException("Say why the cause is another one.");
        causes.add(filmId, reader, suggested, confirmed, lead.accountId(), clock.instant());
        events.publishEvent(Audited.answer(
                film.studyId(),
                "study.cause-confirmed",
                film.title(),
                Map.of("against", against, "suggested", suggested == null ? "none" : suggested.code()),
                before,
                Map.of("cause", confirmed.code()),
                why));
    }

    /// The report as CSV.
    @Transactional
    public byte[] csv(Study study) {
        lead();
        AgreementReport report = AgreementReport.of(comparisons(study.id()));
        exported(study, "csv", report);
        return ReportCsv.of(report);
    }

    private void exported(Study study, String format, AgreementReport report) {
        events.publishEvent(new Audited(
                "study.exported", study.slug(), Map.of("format", format, "sha256OfCsv", ReportCsv.checksum(report))));
    }

    private Map<UUID, Map<String, Cause>> confirmed(UUID studyId, ReaderCodes codes) {
        Map<UUID, Map<String, Cause>> confirmed = new HashMap<>();
        for (CauseStore.Confirmed one : causes.inStudy(studyId)) {
            UUID reader = one.readerId();
            confirmed
                    .computeIfAbsent(one.filmId(), film -> new HashMap<>())
                    .put(reader == null ? FilmComparison.REFERENCE : codes.of(reader), one.cause());
        }
        return confirmed;
    }

    /// who is a reader, or was one and has films
    private ReaderCodes codes(UUID studyId) {
        Set<UUID> assigned = readings.progress(studyId).stream()
                .map(ReaderProgress::readerId)
                .collect(Collectors.toSet());
        return new ReaderCodes(accounts.list().stream()
                .filter(account -> account.role() == Role.READER || assigned.contains(account.id()))
                .toList());
    }

    /// whether the protocol, or a signed unblinding, lets the lead see results now
    public boolean visible(UUID studyId) {
        return protocols.resultsVisible(studyId);
    }

    private void unsealed(UUID studyId) {
        if (!visible(studyId)) {
            throw new AccessDeniedException("the results are sealed until a study lead unblinds the study");
        }
    }

    private void compares(UUID studyId) {
        if (!coders.mayCode(studyId)) throw new AccessDeniedException("only who leads the study may compare the answers");
    }

    private SignedIn lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study may compare the answers");
        }
        return account;
    }
}
