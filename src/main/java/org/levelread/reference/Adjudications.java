package org.levelread.reference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.audit.Audited;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.Protocols;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.reading.Answer;
import org.levelread.reading.Reading;
import org.levelread.reading.Readings;
import org.levelread.reference.PanelFilm.PanelAnswer;
import org.levelread.spine.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How the readers' locked answers become a reference: by their majority, or by adjudicators who look at them
/// without names, and without anything of the model unless the frozen protocol says `adjudication.showModel: true`.
@Service
public class Adjudications {
    private final AdjudicationStore store;
    private final References references;
    private final Readings readings;
    private final Films films;
    private final Protocols protocols;
    private final ObjectProvider<ModelOpinions> opinions;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Adjudications(
            AdjudicationStore store,
            References references,
            Readings readings,
            Films films,
            Protocols protocols,
            ObjectProvider<ModelOpinions> opinions,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.references = references;
        this.readings = readings;
        this.films = films;
        this.protocols = protocols;
        this.opinions = opinions;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// The films with answers of at least two readers, those first on which the readers differ, then by number.
    public List<AdjudicationCase> cases(UUID studyId) {
        SignedIn adjudicator = adjudicator();
        Map<UUID, List<Answer>> answers = answers(studyId);
        Map<UUID, Adjudication> own = store.newest(studyId).stream()
                .filter(decided -> decided.adjudicatorId().equals(adjudicator.accountId()))
                .collect(Collectors.toMap(Adjudication::filmId, decided -> decided));
        List<AdjudicationCase> cases = new ArrayList<>();
        for (Film film : films.inStudy(studyId)) {
            List<Answer> given = new ArrayList<>(answers.getOrDefault(film.id(), List.of()));
            if (given.size() < 2) continue;
            // the same order at every look, another for each film and adjudicator
            Collections.shuffle(given, new Random(seed(film.id()) ^ seed(adjudicator.accountId())));
            boolean differ = given.stream().map(PanelMajority.Vote::of).distinct().count() > 1;
            cases.add(new AdjudicationCase(
                    film, given, differ, modelFor(film), Optional.ofNullable(own.get(film.id()))));
        }
        cases.sort((a, b) -> Boolean.compare(b.differ(), a.differ()));
        return cases;
    }

    /// nobody is asked for it unless the protocol shows it
    private Optional<ModelOpinion> modelFor(Film film) {
        boolean shown = protocols
                .latest(film.studyId())
                .map(version -> version.protocol().adjudicatorsSeeModel())
                .orElse(false);
        return shown ? opinions.stream().findFirst().flatMap(model -> model.of(film.id())) : Optional.empty();
    }

    /// Keeps what the signed-in adjudicator decided.
    ///
    /// @throws IllegalArgumentException with a sentence for the adjudicator
    @Transactional
    public void decide(UUID filmId, boolean determinable, Set<Level> levels, Set<Level> instrumented, String rationale) {
        SignedIn adjudicator = adjudicator();
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("no film has the id " + filmId));
        if (answers(film.studyId()).getOrDefault(filmId, List.of()).size() < 2) {
            throw new IllegalArgumentException(film.title() + " has not been read by two readers yet.");
        }
        Map<String, Object> before = store.newest(film.studyId()).stream()
                .filter(one -> one.filmId().equals(filmId) && one.adjudicatorId().equals(adjudicator.accountId()))
                .findFirst()
                .map(one -> FilmReference.words(one.determinable(), one.levels(), one.instrumented()))
                .orElse(Map.of());
        String shown = modelFor(film).map(ModelOpinion::version).orElse(null);
        store.add(new Adjudication(
                filmId, adjudicator.accountId(), determinable, levels, instrumented, rationale, shown, clock.instant()));
        events.publishEvent(Audited.answer(
                film.studyId(),
                "reference.adjudicated",
                film.title(),
                shown == null ? Map.of() : Map.of("modelShown", shown),
                before,
                FilmReference.words(determinable, levels, instrumented),
                rationale));
    }

    /// the newest decision of each adjudicator on each film, for who leads the study
    public List<Adjudication> decisions(UUID studyId) {
        lead();
        return store.newest(studyId);
    }

    /// what the readers' majority is on every film
    public List<PanelFilm> majorities(UUID studyId) {
        lead();
        Map<UUID, List<Answer>> answers = answers(studyId);
        return films.inStudy(studyId).stream()
                .map(film -> panel(film, PanelMajority.of(answers.getOrDefault(film.id(), List.of()))))
                .toList();
    }

    /// what the adjudicators agree on; films that nobody adjudicated are left out
    public List<PanelFilm> adjudicated(UUID studyId) {
        lead();
        Map<UUID, List<Adjudication>> decided =
                store.newest(studyId).stream().collect(Collectors.groupingBy(Adjudication::filmId));
        return films.inStudy(studyId).stream()
                .filter(film -> decided.containsKey(film.id()))
                .map(film -> adjudicated(film, decided.get(film.id())))
                .toList();
    }

    /// Makes the decided films of a panel the study's reference, as one change; undecided ones keep what they have.
    ///
    /// @param origin [ReferenceChange#MAJORITY] or [ReferenceChange#ADJUDICATION]
    /// @throws IllegalArgumentException where nothing is decided, or all of it is the reference already
    @Transactional
    public ReferenceChange adopt(UUID studyId, String origin, String rationale) {
        List<PanelFilm> panel =
                origin.equals(ReferenceChange.MAJORITY) ? majorities(studyId) : adjudicated(studyId);
        List<NewReference> added = new ArrayList<>();
        for (PanelFilm one : panel) one.decided().flatMap(answer -> changed(one, answer, origin)).ifPresent(added::add);
        if (added.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to store: no film is decided, or the reference already says the same.");
        }
        return references.store(studyId, origin, rationale.strip(), added);
    }

    /// outlines and masks of an earlier version with the same levels are kept
    private Optional<NewReference> changed(PanelFilm film, PanelAnswer answer, String origin) {
        UUID id = film.film().id();
        Optional<FilmReference> earlier = references.find(id);
        boolean sameLevels = earlier.filter(old -> old.named().equals(answer.levels())).isPresent();
        boolean same = earlier.filter(old -> old.determinable() == answer.determinable()
                        && old.instrumented().equals(answer.instrumented()))
                .isPresent();
        if (same && sameLevels) return Optional.empty();
        List<ReferenceLevel> levels = sameLevels
                ? earlier.orElseThrow().levels()
                : answer.levels().stream()
                        .map(level -> new ReferenceLevel(level, List.of()))
                        .toList();
        FilmReference reference =
                new FilmReference(id, origin, answer.determinable(), levels, answer.instrumented());
        byte[] masks = sameLevels ? references.segmentation(id).orElse(null) : null;
        return Optional.of(new NewReference(reference, masks, film.sentence()));
    }

    private static PanelFilm panel(Film film, PanelMajority majority) {
        return switch (majority) {
            case PanelMajority.Decided d ->
                new PanelFilm(
                        film,
                        Optional.of(new PanelAnswer(d.determinable(), d.levels(), d.instrumented())),
                        d.votes() + " of " + d.readers() + " readers");
            case PanelMajority.Tie t -> new PanelFilm(film, Optional.empty(), "not decided: " + t.votes());
            case PanelMajority.TooFew few ->
                new PanelFilm(
                        film,
                        Optional.empty(),
                        few.readers() == 0 ? "no reader has answered" : "only one reader has answered");
        };
    }

    private static PanelFilm adjudicated(Film film, List<Adjudication> decided) {
        Adjudication first = decided.getFirst();
        if (!decided.stream().allMatch(first::sameAs)) {
            return new PanelFilm(film, Optional.empty(), "not decided: " + decided.size() + " adjudicators differ");
        }
        String rationale = decided.stream()
                .sorted(Comparator.comparing(Adjudication::decidedAt))
                .map(Adjudication::rationale)
                .distinct()
                .collect(Collectors.joining(" / "));
        String shown = rationale.length() > 3900 ? rationale.substring(0, 3900) + "…" : rationale;
        return new PanelFilm(
                film,
                Optional.of(new PanelAnswer(first.determinable(), first.levels(), first.instrumented())),
                (decided.size() == 1 ? "1 adjudicator: " : decided.size() + " adjudicators: ") + shown);
    }

    /// by film; a reader who read a film more than once has one voice, the first
    private Map<UUID, List<Answer>> answers(UUID studyId) {
        Map<List<UUID>, Reading> first = new LinkedHashMap<>();
        readings.submittedForReference(studyId).stream()
                .sorted(Comparator.comparing((Reading reading) -> Objects.requireNonNull(reading.submittedAt()))
                        .thenComparing(Reading::id))
                .forEach(reading -> first.putIfAbsent(List.of(reading.readerId(), reading.filmId()), reading));
        return first.values().stream()
                .collect(Collectors.groupingBy(
                        Reading::filmId, Collectors.mapping(Reading::answer, Collectors.toList())));
    }

    private static long seed(UUID id) {
        return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    }

    private SignedIn adjudicator() {
        SignedIn account = current.require();
        if (account.role() != Role.ADJUDICATOR && account.role() != Role.STUDY_LEAD) {
            throw new AccessDeniedException("only an adjudicator or who leads the study may adjudicate");
        }
        return account;
    }

    private void lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study may decide on the reference");
        }
    }
}
