package org.levelread.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/// Everything that a report is computed from, and nothing else: equal data give the same bytes and the same hash.
///
/// @param slug the study's short name
/// @param margin how much less the model may agree with the readers than these with each other, in (0, 1)
/// @param reference the changes of the reference, the oldest first
/// @param adjudications by film and adjudicator
/// @param films with the readers' answers that were given without the prediction, where there are such
/// @param codings by film, answer and coder
/// @param arms every answer with its arm, by film, reader and period; empty where there is one way of reading
/// @param screened null where it is not known, as in data that were frozen before it was kept
/// @param format of these data, at most [#NEWEST]; null for the first. A report says of data what their format could say, so
///     that the numbers of an old freeze stay what they were
public record StudyData(
        String slug,
        String title,
        double margin,
        List<FilmComparison> films,
        List<ReferenceStep> reference,
        List<Adjudicated> adjudications,
        List<CauseCoding> codings,
        List<Repeat> repeats,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArmAnswer> arms,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Screened screened,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer format) {
    /// 2 keeps how sure readers and model are of each level, and whether an adjudicator saw the model's answer; 3 what became of the
    /// bodies that the reference outlines
    public static final int NEWEST = 3;

    /// What came of all films that were offered, before those that are analysed.
    ///
    /// @param duplicates refused because the same pixels were there already
    /// @param excluded by criterion, such as "E1: no lateral view"
    public record Screened(
            int offered, int duplicates, int undecided, SortedMap<String, Integer> excluded, int training) {
        public Screened {
            excluded = new TreeMap<>(excluded);
        }
    }

    /// One reader's answer on one film in one arm.
    ///
    /// @param aided whether the prediction was shown with the film
    /// @param period from 1
    /// @param seconds at work on it
    /// @param confidence as in [ReaderAnswer]
    public record ArmAnswer(
            String filmId,
            String reader,
            boolean aided,
            int period,
            LevelAnswer levels,
            double seconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Level, Integer> confidence) {
        public ArmAnswer {
            confidence = ReaderAnswer.kept(confidence);
        }

        public ArmAnswer(String filmId, String reader, boolean aided, int period, LevelAnswer levels, double seconds) {
            this(filmId, reader, aided, period, levels, seconds, Map.of());
        }
    }

    /// @param films what the reference of each changed film became, by the film's id
    public record ReferenceStep(
            int number, String origin, String rationale, String madeAt, SortedMap<String, LevelAnswer> films) {
        public ReferenceStep {
            films = new TreeMap<>(films);
        }
    }

    /// @param adjudicator "adjudicator 1", in the order of their accounts
    /// @param modelShown true where the model's answer stood beside the readers'; null else
    public record Adjudicated(
            String filmId,
            String adjudicator,
            LevelAnswer levels,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean modelShown) {
        /// nothing of the model was shown
        public Adjudicated(String filmId, String adjudicator, LevelAnswer levels) {
            this(filmId, adjudicator, levels, null);
        }

        public boolean besideTheModel() {
            return Boolean.TRUE.equals(modelShown);
        }
    }

    /// One reader's two answers on the same film, the second without knowing.
    public record Repeat(String filmId, String reader, LevelAnswer first, LevelAnswer second) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    public StudyData {
        if (format != null && (format < 2 || format > NEWEST)) {
            throw new IllegalArgumentException("These data are of format " + format + ", and this version of LevelRead reads "
                    + "formats 1 to " + NEWEST + ": open them with the version that froze them, or a newer one.");
        }
        if (!(margin > 0 && margin < 1)) throw new IllegalArgumentException("a margin lies in (0, 1), was " + margin);
        films = films.stream().sorted(Comparator.comparing(FilmComparison::filmId)).toList();
        reference = List.copyOf(reference);
        adjudications = adjudications.stream()
                .sorted(Comparator.comparing(Adjudicated::filmId).thenComparing(Adjudicated::adjudicator))
                .toList();
        codings = codings.stream()
                .sorted(Comparator.comparing(CauseCoding::filmId)
                        .thenComparing(CauseCoding::against)
                        .thenComparing(CauseCoding::coder))
                .toList();
        repeats = repeats.stream()
                .sorted(Comparator.comparing(Repeat::filmId).thenComparing(Repeat::reader))
                .toList();
        // data that were frozen before there were arms have none
        arms = arms == null
                ? List.of()
                : arms.stream()
                        .sorted(Comparator.comparing(ArmAnswer::filmId)
                                .thenComparing(ArmAnswer::reader)
                                .thenComparing(ArmAnswer::period)
                                .thenComparing(ArmAnswer::aided))
                        .toList();
    }

    /// nothing is known of films that were offered and not taken
    public StudyData(
            String slug,
            String title,
            double margin,
            List<FilmComparison> films,
            List<ReferenceStep> reference,
            List<Adjudicated> adjudications,
            List<CauseCoding> codings,
            List<Repeat> repeats,
            List<ArmAnswer> arms) {
        this(slug, title, margin, films, reference, adjudications, codings, repeats, arms, null);
    }

    /// in the newest format
    public StudyData(
            String slug,
            String title,
            double margin,
            List<FilmComparison> films,
            List<ReferenceStep> reference,
            List<Adjudicated> adjudications,
            List<CauseCoding> codings,
            List<Repeat> repeats,
            List<ArmAnswer> arms,
            @Nullable Screened screened) {
        this(slug, title, margin, films, reference, adjudications, codings, repeats, arms, screened, NEWEST);
    }

    /// false for data that were frozen when nothing of a single level's confidence was kept
    public boolean keepsConfidence() {
        return format != null;
    }

    /// false for data that were frozen when the reference's bodies were not matched
    public boolean keepsBodies() {
        return format != null && format >= 3;
    }

    public static StudyData ofFilms(String slug, String title, double margin, List<FilmComparison> films) {
        return new StudyData(slug, title, margin, films, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// JSON in one canonical form
    public byte[] bytes() {
        return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }

    /// @throws IllegalArgumentException with a sentence, for a format that this version does not know
    public static StudyData parse(byte[] bytes) {
        try {
            return JSON.readValue(bytes, StudyData.class);
        } catch (ValueInstantiationException e) {
            throw e.getCause() instanceof IllegalArgumentException refused ? refused : e;
        }
    }

    /// SHA-256 of [#bytes], 64 hexadecimal digits
    public String hash() {
        return sha256(bytes());
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// films by id
    public Map<String, FilmComparison> byId() {
        Map<String, FilmComparison> byId = new TreeMap<>();
        for (FilmComparison film : films) byId.put(film.filmId(), film);
        return byId;
    }
}
