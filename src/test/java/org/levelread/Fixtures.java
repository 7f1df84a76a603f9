package org.levelread;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAddition;
import org.levelread.cases.Films;
import org.levelread.imaging.Radiograph;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.AccountCreation;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Reading;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.Readings;
import org.levelread.reading.Submissions;
import org.levelread.spine.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// People and films for tests of the whole application.
public final class Fixtures {
    private Fixtures() {}

    public static Account account(Accounts accounts, Role role) {
        String name = "a" + UUID.randomUUID().toString().substring(0, 8);
        // the server itself makes it, whoever the test has signed in
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        SecurityContextHolder.clearContext();
        AccountCreation made = accounts.createForDemo(name, "Name of " + name, role, "correct horse " + name);
        if (before != null) SecurityContextHolder.getContext().setAuthentication(before);
        return switch (made) {
            case AccountCreation.Created created -> created.account();
            case AccountCreation.Refused refused -> throw new AssertionError(refused.reason());
        };
    }

    /// the password of an account made here
    public static String password(Account account) {
        return "correct horse " + account.username();
    }

    public static void signIn(Account account) {
        SecurityContextHolder.getContext().setAuthentication(CurrentAccount.authentication(account));
    }

    /// a study whose frozen protocol lets every reader read every film as it comes, unaided
    public static Study openStudy(Studies studies, Protocols protocols, String slug) {
        Study study = studies.create(slug, "A study", false);
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        SecurityContextHolder.clearContext();
        protocols.adopt(study.id(), OPEN_PROTOCOL);
        if (before != null) SecurityContextHolder.getContext().setAuthentication(before);
        return study;
    }

    private static final String OPEN_PROTOCOL = """
            study: open
            title: Open study
            objective: Every reader reads every film as it comes, without the prediction.
            design: {comparison: single, arms: [unaided]}
            randomisation: {seed: 7}
            enrolment: {mode: rolling, inclusion: [], exclusion: [{id: E1, text: Not a film of the spine}]}
            questions: {instrumented: true, confidence: false, quality: false, freeText: false}
            reading: {remindAfterDays: 7, resultsBeforeLock: true}
            endpoint: {primary: exactLevels, hypothesis: estimation}
            analysis: Agreement of everybody with everybody else.
            """;

    /// a run's result that names L5 alone, instrumented, above a sacrum in view
    public static final String L5_ALONE = """
            {"film": "x", "width": 100, "height": 200,
             "levels": [{"level": "L5", "polygon": [], "centroid": [50,150], "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": true, "polygon": [], "endplate": null, "confidence": 0.8},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["L5"],
             "determinable": true, "reason": null, "flags": [], "models": {"vertebrae": "v7"}, "millis": {}}""";

    /// the film's run is done with this result
    public static void predicted(JdbcClient jdbc, UUID filmId, String result) {
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb
                where film_id = :film""").param("film", filmId).param("result", result).update();
    }

    /// the reader opens the next film and submits that this level alone carries hardware
    ///
    /// @return the film
    public static UUID reads(Account reader, Study study, Level only, Readings readings, Answering answering) {
        signIn(reader);
        Reading reading = readings.openNext(study.id()).orElseThrow();
        Submissions.submit(
                answering, reading, new Answer(List.of(new ReadingLevel(only, 50, 150, true)), true, ""), 12_000);
        return reading.filmId();
    }

    /// a small film of noise that no other film equals
    public static Film film(Films films, Study study, String originalName) {
        short[] pixels = new short[100 * 200];
        Random random = new Random(UUID.randomUUID().getLeastSignificantBits());
        for (int i = 0; i < pixels.length; i++) pixels[i] = (short) random.nextInt(65536);
        return switch (films.add(study.id(), new Radiograph(100, 200, pixels, null), originalName, null)) {
            case FilmAddition.Added added -> added.film();
            case FilmAddition.Duplicate duplicate -> throw new AssertionError(duplicate);
        };
    }
}
