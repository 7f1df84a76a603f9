package org.levelread.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.levelread.protocol.ProtocolVersion.Touches;

/// What an amendment may change once films were dealt.
final class Amendments {
    private Amendments() {}

    /// the sentence why this cannot be an amendment; empty when it can
    static Optional<String> objection(Protocol before, Protocol after, Touches touches) {
        List<String> fixed = new ArrayList<>();
        if (!before.study().equals(after.study())) fixed.add("study");
        if (!before.design().equals(after.design())) fixed.add("design");
        if (!before.randomisation().equals(after.randomisation())) fixed.add("randomisation");
        if (before.enrolment().mode() != after.enrolment().mode()) fixed.add("enrolment.mode");
        if (!Objects.equals(before.training(), after.training())) fixed.add("training");
        if (!fixed.isEmpty()) {
            return Optional.of("An amendment cannot change " + String.join(", ", fixed)
                    + ": films are dealt by it. Plan another study instead.");
        }
        if (touches == Touches.NO_READ && !before.questions().equals(after.questions())) {
            return Optional.of("The questions changed: say that the amendment touches the reads not opened yet.");
        }
        return Optional.empty();
    }
}
