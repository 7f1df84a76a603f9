package org.levelread.analysis;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.analysis.StudyData.Adjudicated;
import org.levelread.analysis.StudyData.ReferenceStep;
import org.levelread.cases.EnrolmentFlow;
import org.levelread.cases.Enrolments;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Study;
import org.levelread.reference.Adjudication;
import org.levelread.reference.Adjudications;
import org.levelread.reference.ReferenceChange;
import org.levelread.reference.References;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes everything that a report is computed from out of the rooms, at one moment; and keeps what came of each film.
@Service
public class FrozenStudy {
    /// where the protocol names none
    public static final double USUAL_MARGIN = .1;

    private final Agreements agreements;
    private final CauseCodings codings;
    private final CauseStore causes;
    private final OutcomeStore outcomes;
    private final References references;
    private final Adjudications adjudications;
    private final Protocols protocols;
    private final Enrolments enrolments;
    private final Clock clock;

    FrozenStudy(
            Agreements agreements,
            CauseCodings codings,
            CauseStore causes,
            OutcomeStore outcomes,
            References references,
            Adjudications adjudications,
            Protocols protocols,
            Enrolments enrolments,
            Clock clock) {
        this.agreements = agreements;
        this.codings = codings;
        this.causes = causes;
        this.outcomes = outcomes;
        this.references = references;
        this.adjudications = adjudications;
        this.protocols = protocols;
        this.enrolments = enrolments;
        this.clock = clock;
    }

    /// The study's data, for who leads it.
    ///
    /// The outcomes of all films are stored with the data's hash.
    @Transactional
    public StudyData take(Study study) {
        List<FilmComparison> films = agreements.comparisons(study.id());
        StudyData data = new StudyData(
                study.slug(),
                study.title(),
                margin(study.id()),
                films,
                steps(study.id()),
                adjudicated(study.id()),
                codings.all(study.id()),
                agreements.repeats(study.id()),
                agreements.byArm(study.id()),
                screened(study.id()));
        store(study.id(), data);
        return data;
    }

    private void store(UUID studyId, StudyData data) {
        Map<String, UUID> by = new HashMap<>();
        Map<UUID, String> codes = new HashMap<>();
        agreements.readersByCode(studyId).forEach((code, reader) -> codes.put(reader, code));
        for (CauseStore.Confirmed one : causes.inStudy(studyId)) {
            String against = one.readerId() == null ? FilmComparison.REFERENCE : codes.get(one.readerId());
            by.put(one.filmId() + " " + against, one.by());
        }
        String hash = data.hash();
        Instant now = clock.instant();
        outcomes.forget(studyId);
        for (FilmOutcome outcome : FilmOutcome.of(data.films())) outcomes.put(outcome, by, hash, now);
    }

    private double margin(UUID studyId) {
        return protocols
                .latest(studyId)
                .map(version -> version.protocol().endpoint())
                .map(Protocol.Endpoint::margin)
                .filter(margin -> margin > 0 && margin < 1)
                .orElse(USUAL_MARGIN);
    }

    private StudyData.Screened screened(UUID studyId) {
        EnrolmentFlow flow = enrolments.flow(studyId);
        Map<String, String> texts = protocols
                .latest(studyId)
                .map(version -> version.protocol().enrolment().exclusion().stream()
                        .collect(Collectors.toMap(Protocol.Criterion::id, Protocol.Criterion::text)))
                .orElseGet(Map::of);
        SortedMap<String, Integer> excluded = new TreeMap<>();
        flow.excluded().forEach((id, n) ->
                excluded.put(texts.containsKey(id) ? id + ": " + texts.get(id) : id, n));
        return new StudyData.Screened(flow.offered(), flow.duplicates(), flow.undecided(), excluded, flow.training());
    }

    private List<ReferenceStep> steps(UUID studyId) {
        List<ReferenceStep> steps = new ArrayList<>();
        for (ReferenceChange change : references.changes(studyId)) {
            SortedMap<String, LevelAnswer> films = new TreeMap<>();
            references.asOf(studyId, change.number()).forEach((film, version) -> {
                if (version.change().id().equals(change.id())) {
                    films.put(film.toString(), Answers.reference(version.reference()));
                }
            });
            steps.add(new ReferenceStep(
                    change.number(), change.origin(), change.rationale(), change.madeAt().toString(), films));
        }
        return steps;
    }

    private List<Adjudicated> adjudicated(UUID studyId) {
        List<Adjudication> decided = adjudications.decisions(studyId);
        List<UUID> people = decided.stream().map(Adjudication::adjudicatorId).distinct().sorted().toList();
        return decided.stream()
                .map(one -> new Adjudicated(
                        one.filmId().toString(),
                        "adjudicator " + (people.indexOf(one.adjudicatorId()) + 1),
                        one.determinable()
                                ? LevelAnswer.of(one.levels(), one.instrumented())
                                : LevelAnswer.notDeterminable(),
                        one.modelShown() == null ? null : true))
                .toList();
    }
}
