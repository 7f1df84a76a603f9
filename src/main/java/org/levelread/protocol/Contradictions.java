package org.levelread.protocol;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.levelread.protocol.Protocol.Comparison;
import org.levelread.protocol.Protocol.EnrolmentMode;
import org.levelread.protocol.Protocol.Hypothesis;

/// What a schema cannot say: values that are each allowed and do not go together.
final class Contradictions {
    /// @param path of the value to change
    record Found(String path, String reason) {}

    private final Protocol protocol;
    private final List<Found> found = new ArrayList<>();

    private Contradictions(Protocol protocol) {
        this.protocol = protocol;
    }

    static List<Found> of(Protocol protocol) {
        Contradictions contradictions = new Contradictions(protocol);
        contradictions.design();
        contradictions.randomisation();
        contradictions.criteria();
        contradictions.reading();
        contradictions.others();
        return contradictions.found;
    }

    private void design() {
        Protocol.Design design = protocol.design();
        int arms = design.arms().size();
        boolean rolling = protocol.enrolment().mode() == EnrolmentMode.ROLLING;
        switch (design.comparison()) {
            case SINGLE -> refuseIf(arms != 1, "design.arms", "a single comparison has one arm, not " + arms);
            case PARALLEL -> refuseIf(arms < 2, "design.arms", "a parallel comparison needs two arms or three");
            case CROSSOVER -> {
                refuseIf(arms != 2, "design.arms", "a crossover has two arms, not " + arms);
                refuseIf(
                        design.arms().contains(Arm.SEQUENTIAL),
                        "design.arms",
                        "a sequential arm shows the prediction in every period: compare unaided with aided");
                refuseIf(design.washoutDays() == null, "design.washoutDays", "a crossover needs a washout");
                refuseIf(rolling, "enrolment.mode", "a crossover needs all films before reading: use complete");
            }
        }
        refuseIf(
                design.comparison() != Comparison.CROSSOVER && design.washoutDays() != null,
                "design.washoutDays",
                "only a crossover has a washout");
        Integer readers = design.readers();
        Integer perCase = design.readersPerCase();
        refuseIf(!rolling && readers == null, "design.readers", "is missing: with complete enrolment it must be known");
        refuseIf(
                perCase != null && (readers == null || perCase > readers),
                "design.readersPerCase",
                "is more than the readers who take part");
    }

    private void randomisation() {
        Protocol.Randomisation randomisation = protocol.randomisation();
        int arms = protocol.design().arms().size();
        Integer block = randomisation.blockSize();
        refuseIf(
                block != null && block % arms != 0,
                "randomisation.blockSize",
                "is no multiple of the " + arms + " arms, so that they cannot come equally often in a block");
        refuseIf(
                randomisation.byConstructLength() && protocol.enrolment().mode() == EnrolmentMode.ROLLING,
                "randomisation.stratifyBy",
                "strata can be filled only where all films are known: use complete enrolment");
        refuseIf(
                randomisation.duplicatesPercent() > 0 && protocol.enrolment().mode() == EnrolmentMode.ROLLING,
                "randomisation.hiddenDuplicatesPercent",
                "duplicates can be kept far apart only where all films are known: use complete enrolment");
    }

    private void criteria() {
        Set<String> ids = new HashSet<>();
        Stream.concat(
                        protocol.enrolment().inclusion().stream(),
                        protocol.enrolment().exclusion().stream())
                .filter(criterion -> !ids.add(criterion.id()))
                .forEach(twice -> refuseIf(true, "enrolment", "the criterion " + twice.id() + " is there twice"));
    }

    private void reading() {
        Protocol.Reading reading = protocol.reading();
        refuseIf(
                reading.opens() != null && reading.closes() != null && reading.closes().isBefore(reading.opens()),
                "reading.closes",
                "is before the first day of reading");
        refuseIf(
                reading.breakMinutes() != null && reading.breakAfterMinutes() == null,
                "reading.breakMinutes",
                "says how long a break is, and reading.breakAfterMinutes does not say when it is due");
        try {
            if (reading.timeZone() != null) ZoneId.of(reading.timeZone());
        } catch (DateTimeException e) {
            refuseIf(true, "reading.timeZone", "no such time zone is known: write one like Europe/Zurich");
        }
    }

    private void others() {
        Protocol.Endpoint endpoint = protocol.endpoint();
        refuseIf(
                endpoint.hypothesis() != Hypothesis.ESTIMATION && endpoint.margin() == null,
                "endpoint.margin",
                "is missing: it says which difference counts");
        Protocol.Questions questions = protocol.questions();
        refuseIf(
                questions.lowest().compareTo(questions.highest()) >= 0,
                "questions.highestLevel",
                "does not lie above " + questions.lowest());
        Protocol.PacsSearch pacs = protocol.pacs();
        refuseIf(
                pacs != null && pacs.from() != null && pacs.to() != null && pacs.to().isBefore(pacs.from()),
                "pacs.to",
                "is before the first date");
    }

    private void refuseIf(boolean wrong, String path, String reason) {
        if (wrong) found.add(new Found(path, reason));
    }
}
