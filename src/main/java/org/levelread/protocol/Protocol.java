package org.levelread.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;

/// What a study has planned, as its `protocol.yaml` says. Read by [ProtocolFile], which refuses what contradicts itself.
///
/// @param study short name, such as "crossover"
/// @param analysis the analysis plan in words
public record Protocol(
        String study,
        String title,
        String objective,
        Design design,
        Randomisation randomisation,
        Enrolment enrolment,
        @Nullable Training training,
        Questions questions,
        Reading reading,
        Endpoint endpoint,
        String analysis,
        @Nullable PacsSearch pacs,
        @Nullable Model model,
        @Nullable Adjudication adjudication) {

    /// the films that are read first, with the reference shown after each answer; empty where there are none
    public Optional<Training> trainingFirst() {
        return Optional.ofNullable(training);
    }

    /// which studies of the archive are candidates; empty where the protocol does not say
    public Optional<PacsSearch> pacsSearch() {
        return Optional.ofNullable(pacs);
    }

    /// confidence below which the model gives no level names, 0 to 1; empty where the protocol leaves it to the model
    public Optional<Double> abstainBelow() {
        return Optional.ofNullable(model).map(Model::abstainBelow);
    }

    /// whether adjudicators see the model's answer beside the readers'; never where the protocol does not say so
    public boolean adjudicatorsSeeModel() {
        return adjudication != null && Boolean.TRUE.equals(adjudication.showModel());
    }

    /// How the arms are compared.
    public enum Comparison {
        @JsonProperty("single")
        SINGLE,
        @JsonProperty("parallel")
        PARALLEL,
        @JsonProperty("crossover")
        CROSSOVER
    }

    /// @param readers how many take part; null: every reader account
    /// @param readersPerCase how many of them read one film; null: all
    /// @param washoutDays between a reader's last read of one period and the first of the next; null without periods
    public record Design(
            Comparison comparison,
            List<Arm> arms,
            @Nullable Integer readers,
            @Nullable Integer readersPerCase,
            @Nullable Integer washoutDays) {
        /// 2 in a crossover, else 1
        public int periods() {
            return comparison == Comparison.CROSSOVER ? 2 : 1;
        }
    }

    public enum Stratum {
        @JsonProperty("none")
        NONE,
        @JsonProperty("constructLength")
        CONSTRUCT_LENGTH
    }

    /// @param hiddenDuplicatesPercent per cent of a reader's films that come twice in a period, 0 to 25
    public record Randomisation(
            long seed,
            @Nullable Integer blockSize,
            @Nullable Stratum stratifyBy,
            @Nullable Integer hiddenDuplicatesPercent) {
        /// 0 where the protocol has none
        public int duplicatesPercent() {
            return hiddenDuplicatesPercent == null ? 0 : hiddenDuplicatesPercent;
        }

        public boolean byConstructLength() {
            return stratifyBy == Stratum.CONSTRUCT_LENGTH;
        }
    }

    public enum EnrolmentMode {
        /// films are read as they arrive
        @JsonProperty("rolling")
        ROLLING,
        /// every film is decided on before reading starts
        @JsonProperty("complete")
        COMPLETE
    }

    public record Enrolment(EnrolmentMode mode, List<Criterion> inclusion, List<Criterion> exclusion) {}

    /// @param id short name that stands in the flow diagram, such as "E2"
    public record Criterion(String id, String text) {}

    /// @param passPercent per cent of the training films whose instrumented set must equal the reference
    public record Training(int cases, int passPercent) {}

    /// @param notDeterminableReasons to choose from; any other is typed
    public record Questions(
            boolean instrumented,
            boolean confidence,
            boolean quality,
            boolean freeText,
            @Nullable List<String> notDeterminableReasons,
            @Nullable Level lowestLevel,
            @Nullable Level highestLevel) {
        public Level lowest() {
            return lowestLevel == null ? Level.S1 : lowestLevel;
        }

        public Level highest() {
            return highestLevel == null ? Level.T1 : highestLevel;
        }
    }

    /// @param opens first day, in the time zone; null: when the lead starts the study
    /// @param closes last day; null: until the lead closes the study
    /// @param breakAfterMinutes minutes at work after which a break is due; null: never
    /// @param breakMinutes how long the server opens no film then; null: a break is only suggested
    /// @param resultsBeforeLock whether the lead sees answers and agreement while films are still read
    public record Reading(
            @Nullable LocalDate opens,
            @Nullable LocalDate closes,
            @Nullable String timeZone,
            @Nullable Integer breakAfterMinutes,
            @Nullable Integer breakMinutes,
            @Nullable Integer remindAfterDays,
            boolean resultsBeforeLock) {
        /// UTC where the protocol says none
        public ZoneId zone() {
            return timeZone == null ? java.time.ZoneOffset.UTC : ZoneId.of(timeZone);
        }
    }

    public enum Measure {
        @JsonProperty("exactInstrumentedSet")
        EXACT_INSTRUMENTED_SET("share of films whose instrumented set equals the reference"),
        @JsonProperty("exactLevels")
        EXACT_LEVELS("share of films whose named levels equal the reference"),
        @JsonProperty("instrumentedKappa")
        INSTRUMENTED_KAPPA("Cohen's kappa of \"instrumented\" over levels"),
        @JsonProperty("setJaccard")
        SET_JACCARD("mean Jaccard index of the instrumented sets");

        private final String words;

        Measure(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public enum Hypothesis {
        @JsonProperty("estimation")
        ESTIMATION,
        @JsonProperty("superiority")
        SUPERIORITY,
        @JsonProperty("noninferiority")
        NONINFERIORITY,
        @JsonProperty("equivalence")
        EQUIVALENCE
    }

    /// @param margin on the endpoint's own scale; null only for estimation
    /// @param alpha two-sided level of significance; null: 0.05
    public record Endpoint(
            Measure primary,
            Hypothesis hypothesis,
            @Nullable Double margin,
            @Nullable Double alpha) {
        public double significance() {
            return alpha == null ? 0.05 : alpha;
        }
    }

    /// Criteria for a search in the archive; an empty list or a null date does not restrict.
    public record PacsSearch(
            @Nullable List<String> modalities,
            @Nullable List<String> bodyParts,
            @Nullable List<String> views,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        public PacsSearch {
            modalities = modalities == null ? List.of() : List.copyOf(modalities);
            bodyParts = bodyParts == null ? List.of() : List.copyOf(bodyParts);
            views = views == null ? List.of() : List.copyOf(views);
        }
    }

    /// @param version of the nets, as in their cards
    public record Model(@Nullable String version, @Nullable Double abstainBelow) {}

    /// @param showModel whether adjudicators see the model's answer; null: they do not
    public record Adjudication(@Nullable Boolean showModel) {}
}
