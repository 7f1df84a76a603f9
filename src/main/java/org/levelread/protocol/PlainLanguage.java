package org.levelread.protocol;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.levelread.protocol.Protocol.Criterion;
import org.levelread.protocol.Protocol.EnrolmentMode;

/// A protocol as a page that anyone in the study can read.
public final class PlainLanguage {
    private final Protocol protocol;
    private final boolean forReaders;
    private final StringBuilder text = new StringBuilder();

    private PlainLanguage(Protocol protocol, boolean forReaders) {
        this.protocol = protocol;
        this.forReaders = forReaders;
    }

    /// Markdown, as `protocol.md` beside the file
    public static String of(Protocol protocol) {
        return new PlainLanguage(protocol, false).page();
    }

    /// Markdown without what a reader should not think of while reading: which films come twice, and the analysis
    public static String forReaders(Protocol protocol) {
        return new PlainLanguage(protocol, true).page();
    }

    private String page() {
        text.append("# ").append(protocol.title()).append("\n\n");
        text.append(protocol.objective().strip()).append("\n");
        section("Who reads what", design());
        section("Films", films());
        protocol.trainingFirst()
                .ifPresent(training -> section(
                        "Training",
                        "Each reader first reads %s and sees the reference after each answer. The study opens to a reader who names the instrumented levels of at least %d %% of them exactly; else the training is repeated."
                                .formatted(counted(training.cases(), "training film"), training.passPercent())));
        section("What a reader is asked", questions());
        section("When", when());
        if (!forReaders) {
            if (protocol.adjudication() != null) {
                section(
                        "Adjudication",
                        protocol.adjudicatorsSeeModel()
                                ? "Adjudicators see the readers' answers without names, and the model's answer beside them. With every decision it"
                                        + " is kept that the model's answer was shown."
                                : "Adjudicators see the readers' answers without names, and nothing of the model.");
            }
            section("The question the study is sized for", endpoint());
            section("Analysis plan", protocol.analysis().strip());
            section("Chance", chance());
        }
        return text.toString();
    }

    private void section(String title, String body) {
        text.append("\n## ").append(title).append("\n\n").append(body).append("\n");
    }

    private String design() {
        Protocol.Design design = protocol.design();
        String arms = design.arms().stream().map(Arm::words).collect(Collectors.joining("\" and \""));
        String who = design.readers() == null
                ? "Every reader takes part"
                : counted(design.readers(), "reader") + " take" + (design.readers() == 1 ? "s" : "") + " part";
        if (design.readersPerCase() != null && !design.readersPerCase().equals(design.readers())) {
            who += ", " + design.readersPerCase() + " of them for each film";
        }
        String how =
                switch (design.comparison()) {
                    case SINGLE -> "All reads are \"" + arms + "\".";
                    case PARALLEL ->
                        "Each reader reads a film in one of the arms \"" + arms + "\", which one is drawn by lot.";
                    case CROSSOVER ->
                        "Each reader reads each film in both arms, \"" + arms + "\", in two periods. Between a reader's "
                                + "last read of the first period and the first of the second lie at least "
                                + design.washoutDays() + " days.";
                };
        String unaided =
                " Unaided means the film alone: no prediction, no reference, nobody else's answer. Nobody sees who else reads what.";
        return who + ". " + how + unaided;
    }

    private String films() {
        Protocol.Enrolment enrolment = protocol.enrolment();
        String mode = enrolment.mode() == EnrolmentMode.ROLLING
                ? "Films are read as they arrive."
                : "Every film is decided on before reading starts.";
        return mode + criteria("A film enters when:", enrolment.inclusion())
                + criteria("A film is left out when:", enrolment.exclusion());
    }

    private static String criteria(String title, List<Criterion> criteria) {
        if (criteria.isEmpty()) return "";
        return criteria.stream()
                .map(criterion -> "- " + criterion.id() + ": " + criterion.text())
                .collect(Collectors.joining("\n", "\n\n" + title + "\n\n", ""));
    }

    private String questions() {
        Protocol.Questions asked = protocol.questions();
        StringBuilder list = new StringBuilder("- Which levels are in view, from " + asked.lowest() + " up to "
                + asked.highest() + ", or that they cannot be determined, and why\n");
        if (asked.instrumented()) list.append("- Which of them carry hardware\n");
        if (asked.confidence()) list.append("- How sure, level by level, from 1 to 5\n");
        if (asked.quality()) list.append("- How good the film is\n");
        if (asked.freeText()) list.append("- A remark, if there is one\n");
        return list.toString().stripTrailing();
    }

    private String when() {
        Protocol.Reading reading = protocol.reading();
        StringBuilder when = new StringBuilder(
                reading.opens() == null
                        ? "Reading opens when the study lead starts the study"
                        : "Reading opens on " + reading.opens());
        when.append(reading.closes() == null ? "." : " and ends with " + reading.closes() + ".");
        if (reading.opens() != null || reading.closes() != null) {
            when.append(" Days begin at midnight in ").append(reading.zone().getId()).append(".");
        }
        if (reading.breakAfterMinutes() != null) {
            when.append(" A break is due after ").append(reading.breakAfterMinutes()).append(" minutes at work");
            when.append(
                    reading.breakMinutes() == null
                            ? "."
                            : ": for " + counted(reading.breakMinutes(), "minute")
                                    + " no other film opens, unless the reader says why and reads on, which is written down.");
        }
        if (reading.remindAfterDays() != null) {
            when.append(" Who has not read for ")
                    .append(counted(reading.remindAfterDays(), "day"))
                    .append(" is reminded.");
        }
        if (!forReaders) {
            when.append(
                    reading.resultsBeforeLock()
                            ? " The study lead may see results while films are still read."
                            : " Nobody sees results before the database is locked, but by a signed unblinding.");
        }
        return when.toString();
    }

    private String endpoint() {
        Protocol.Endpoint endpoint = protocol.endpoint();
        String primary = capitalised(endpoint.primary().words());
        return primary + "; "
                + endpoint.hypothesis().name().toLowerCase(Locale.ROOT).replace("noninferiority", "non-inferiority")
                + (endpoint.margin() == null ? "" : " with a margin of " + endpoint.margin())
                + ", two-sided alpha " + endpoint.significance() + ".";
    }

    private String chance() {
        Protocol.Randomisation chance = protocol.randomisation();
        String duplicates = chance.duplicatesPercent() == 0
                ? "No film comes twice in a period."
                : chance.duplicatesPercent()
                        + " % of a reader's films come twice in a period, far apart and unannounced.";
        return "Seed " + chance.seed() + "; each reader has an order of their own"
                + (chance.blockSize() == null ? "" : "; arms are dealt in blocks of " + chance.blockSize())
                + (chance.byConstructLength() ? "; strata by the length of the construct" : "") + ". " + duplicates;
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String counted(int n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }
}
