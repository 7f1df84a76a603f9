package org.levelread.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.protocol.Protocol.Criterion;
import org.levelread.protocol.Protocol.EnrolmentMode;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Step;
import org.levelread.protocol.StepTaken;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which films are in a study, and why others are not.
@Service
public class Enrolments {
    private static final int LONGEST_NOTE = 1000;
    private static final String UNKNOWN = "unknown";

    private final EnrolmentStore store;
    private final FilmStore films;
    private final Protocols protocols;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enrolments(
            EnrolmentStore store,
            FilmStore films,
            Protocols protocols,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.films = films;
        this.protocols = protocols;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// every film of the study, by number
    public List<Enrolment> inStudy(UUID studyId) {
        return store.inStudy(studyId);
    }

    /// the patient's pseudonym of each film that has one
    public Map<UUID, String> patients(UUID studyId) {
        Map<UUID, String> patients = new HashMap<>();
        for (Enrolment film : store.inStudy(studyId)) {
            if (film.patient() != null) patients.put(film.filmId(), film.patient());
        }
        return patients;
    }

    /// Decides on a film; a later decision takes the place of an earlier one, which stays in the trail.
    ///
    /// @param criterion of the frozen protocol, where excluded; else null
    /// @param why another decision is made; blank for the first
    /// @throws IllegalArgumentException with a sentence where the decision does not fit the protocol, or replaces one without a
    ///     reason
    @Transactional
    public void decide(UUID filmId, Decision decision, @Nullable String criterion, String note, String why) {
        SignedIn who = who();
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("There is no such film."));
        if ((decision == Decision.EXCLUDED) != (criterion != null)) {
            throw new IllegalArgumentException("Name the criterion by which the film is excluded.");
        }
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("The note has more than " + LONGEST_NOTE + " characters: shorten it.");
        }
        if (criterion != null && !exclusions(film.studyId()).contains(criterion)) {
            throw new IllegalArgumentException("The frozen protocol has no exclusion criterion " + criterion + ".");
        }
        Enrolment before = of(film);
        Map<String, String> old = words(before.decision(), before.criterion(), before.note());
        Map<String, String> now = words(decision, criterion, note.strip());
        if (old.equals(now)) return;
        if (!old.isEmpty() && why.isBlank()) throw new IllegalArgumentException("Say why the decision on " + film.title() + " changes.");
        store.decide(filmId, film.studyId(), decision, criterion, note.strip(), who.accountId(), clock.instant());
        events.publishEvent(Audited.change("film.enrolment-decided", film.title(), old, now, why));
        if (before.decision() == decision && Objects.equals(before.criterion(), criterion)) return;
        events.publishEvent(
                new EnrolmentDecided(filmId, film.studyId(), decision, why.isBlank() ? note.strip() : why.strip()));
    }

    /// Says whose film it is and how long the construct is, as known before anybody reads.
    ///
    /// @param patient pseudonym, at most 64 characters; null where not known
    /// @param constructLevels instrumented levels, 0 to 20; null where not known
    /// @param why something else is said than before; blank where nothing was known
    @Transactional
    public void describe(UUID filmId, @Nullable String patient, @Nullable Integer constructLevels, String why) {
        current.find().ifPresent(account -> who());
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("There is no such film."));
        String pseudonym = patient == null || patient.isBlank() ? null : patient.strip();
        if (pseudonym != null && pseudonym.length() > 64) {
            throw new IllegalArgumentException("A pseudonym has at most 64 characters.");
        }
        if (constructLevels != null && (constructLevels < 0 || constructLevels > 20)) {
            throw new IllegalArgumentException("A construct has 0 to 20 levels, not " + constructLevels + ".");
        }
        Enrolment before = of(film);
        if (Objects.equals(before.patient(), pseudonym) && Objects.equals(before.constructLevels(), constructLevels)) return;
        store.describe(filmId, pseudonym, constructLevels);
        tell(film, described(before.constructLevels(), before.patient()), described(constructLevels, pseudonym), why);
    }

    /// what was known and is not any more, or is something else, is replaced
    private void tell(Film film, Map<String, String> before, Map<String, String> after, String why) {
        Map<String, String> old = new TreeMap<>();
        Map<String, String> now = new TreeMap<>();
        for (String what : after.keySet()) {
            if (before.get(what).equals(after.get(what))) continue;
            if (!before.get(what).equals(UNKNOWN)) old.put(what, before.get(what));
            now.put(what, after.get(what));
        }
        if (!old.isEmpty() && why.isBlank()) {
            throw new IllegalArgumentException("Say why something else is said of " + film.title() + " than before.");
        }
        events.publishEvent(Audited.change("film.described", film.title(), old, now, why));
    }

    /// Says where and how a film was made, for the report's subgroups.
    ///
    /// @param site short name, at most 40 characters; null where not known
    /// @param view such as LL, at most 40 characters; null where not known
    /// @param why something else is said than before; blank where nothing was known
    @Transactional
    public void place(UUID filmId, @Nullable String site, @Nullable String view, String why) {
        current.find().ifPresent(account -> who());
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("There is no such film."));
        String where = shortName("site", site);
        String how = shortName("view", view);
        Enrolment before = of(film);
        if (Objects.equals(before.site(), where) && Objects.equals(before.view(), how)) return;
        store.place(filmId, where, how);
        tell(film, placed(before.site(), before.view()), placed(where, how), why);
    }

    private static @Nullable String shortName(String what, @Nullable String text) {
        if (text == null || text.isBlank()) return null;
        if (text.strip().length() > 40) {
            throw new IllegalArgumentException("A " + what + " has at most 40 characters: give a short name.");
        }
        return text.strip();
    }

    /// with rolling enrolment a film is in the study as soon as it is there
    @EventListener
    @Transactional
    void on(FilmAdded added) {
        if (rolling(added.studyId())) enrol(added.filmId(), added.studyId());
    }

    @EventListener
    @Transactional
    void on(StepTaken taken) {
        if (taken.step() != Step.STARTED || !rolling(taken.studyId())) return;
        for (Enrolment film : store.inStudy(taken.studyId())) {
            if (film.decision() == null) enrol(film.filmId(), taken.studyId());
        }
    }

    private void enrol(UUID filmId, UUID studyId) {
        store.decide(filmId, studyId, Decision.ENROLLED, null, "", null, clock.instant());
        events.publishEvent(Audited.entry(
                "film.enrolment-decided",
                films.find(filmId).orElseThrow().title(),
                words(Decision.ENROLLED, null, ""),
                "the protocol enrols films as they arrive"));
        events.publishEvent(new EnrolmentDecided(filmId, studyId, Decision.ENROLLED, ""));
    }

    private boolean rolling(UUID studyId) {
        return protocols
                .latest(studyId)
                .filter(version -> version.protocol().enrolment().mode() == EnrolmentMode.ROLLING)
                .isPresent();
    }

    public EnrolmentFlow flow(UUID studyId) {
        List<Enrolment> all = store.inStudy(studyId);
        int duplicates = store.duplicates(studyId);
        Map<String, Integer> excluded = new TreeMap<>();
        Set<String> patients = new HashSet<>();
        for (Enrolment film : all) {
            if (film.criterion() != null) excluded.merge(film.criterion(), 1, Integer::sum);
            if (film.decision() == Decision.ENROLLED) {
                patients.add(film.patient() == null ? "film " + film.filmId() : "patient " + film.patient());
            }
        }
        return new EnrolmentFlow(
                all.size() + duplicates,
                duplicates,
                count(all, null),
                excluded,
                count(all, Decision.TRAINING),
                count(all, Decision.ENROLLED),
                patients.size());
    }

    private static int count(List<Enrolment> all, @Nullable Decision decision) {
        return (int) all.stream().filter(film -> film.decision() == decision).count();
    }

    private Enrolment of(Film film) {
        return store.inStudy(film.studyId()).stream()
                .filter(enrolment -> enrolment.filmId().equals(film.id()))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> exclusions(UUID studyId) {
        return protocols
                .latest(studyId)
                .map(version -> version.protocol().enrolment().exclusion().stream()
                        .map(Criterion::id)
                        .collect(Collectors.toSet()))
                .orElseGet(Set::of);
    }

    /// empty where nothing is decided
    private static Map<String, String> words(@Nullable Decision decision, @Nullable String criterion, String note) {
        if (decision == null) return Map.of();
        Map<String, String> words = new TreeMap<>(Map.of("decision", decision.name()));
        if (criterion != null) words.put("criterion", criterion);
        if (!note.isEmpty()) words.put("note", note);
        return words;
    }

    private static Map<String, String> placed(@Nullable String site, @Nullable String view) {
        return Map.of("site", site == null ? UNKNOWN : site, "view", view == null ? UNKNOWN : view);
    }

    /// The trail outlives a correction, so a pseudonym stands there as a short hash: equal for the films of one patient.
    private static Map<String, String> described(@Nullable Integer constructLevels, @Nullable String patient) {
        return Map.of(
                "constructLevels", constructLevels == null ? UNKNOWN : constructLevels.toString(),
                "patient", patient == null ? UNKNOWN : "#" + hash(patient));
    }

    private static String hash(String patient) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(patient.getBytes(StandardCharsets.UTF_8)), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private SignedIn who() {
        SignedIn account = current.require();
        if (account.mustChangePassword() || account.role() != Role.STUDY_LEAD && account.role() != Role.SURGEON) {
            throw new AccessDeniedException("only the study lead and surgeons decide which films are in a study");
        }
        return account;
    }
}
