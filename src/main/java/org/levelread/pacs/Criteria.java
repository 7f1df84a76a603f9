package org.levelread.pacs;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which images of an archive belong to the study: those that its protocol plans, or fewer.
///
/// @param modalities as DX, CR; at least one
/// @param bodyParts values of Body Part Examined, as LSPINE; empty: any
/// @param views values of View Position, as LL, LATERAL; empty: any
/// @param from first study date, null: any
/// @param to last study date, null: any
public record Criteria(
        List<String> modalities,
        List<String> bodyParts,
        List<String> views,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    /// lateral films of the spine
    public static final Criteria USUAL = new Criteria(List.of("DX", "CR"), List.of(), List.of(), null, null);

    public Criteria {
        modalities = codes(modalities, "modality");
        bodyParts = codes(bodyParts, "body part");
        views = codes(views, "view");
        if (modalities.isEmpty()) {
            throw new IllegalArgumentException("Name at least one modality, as DX or CR.");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("The last study date " + to + " lies before the first, " + from + ".");
        }
    }

    /// Says what of these criteria the protocol does not plan; empty where they are the same or narrower. An empty list
    /// and a missing date are what the protocol says.
    ///
    /// @return one sentence
    Optional<String> beyond(Criteria planned) {
        return beyond("modalities", modalities, planned.modalities)
                .or(() -> beyond("body parts", bodyParts, planned.bodyParts))
                .or(() -> beyond("views", views, planned.views))
                .or(() -> from != null && planned.from != null && from.isBefore(planned.from)
                        ? Optional.of(sentence("study dates from " + planned.from, from.toString()))
                        : Optional.empty())
                .or(() -> to != null && planned.to != null && to.isAfter(planned.to)
                        ? Optional.of(sentence("study dates to " + planned.to, to.toString()))
                        : Optional.empty());
    }

    private static Optional<String> beyond(String what, List<String> wanted, List<String> planned) {
        if (planned.isEmpty()) return Optional.empty();
        List<String> others =
                wanted.stream().filter(code -> !planned.contains(code)).toList();
        if (others.isEmpty()) return Optional.empty();
        return Optional.of(sentence("the " + what + " " + String.join(", ", planned), String.join(", ", others)));
    }

    private static String sentence(String planned, String other) {
        return "The study's protocol takes " + planned + ", not " + other + ": a connection may only take fewer films. To"
                + " take others, amend the protocol.";
    }

    /// what these criteria and the protocol's both take
    ///
    /// @throws IllegalArgumentException in one sentence where that is nothing
    Criteria within(Criteria planned) {
        return new Criteria(
                both("modality", modalities, planned.modalities),
                both("body part", bodyParts, planned.bodyParts),
                both("view", views, planned.views),
                from == null || planned.from != null && planned.from.isAfter(from) ? planned.from : from,
                to == null || planned.to != null && planned.to.isBefore(to) ? planned.to : to);
    }

    private static List<String> both(String what, List<String> wanted, List<String> planned) {
        if (planned.isEmpty() || wanted.isEmpty()) return planned.isEmpty() ? wanted : planned;
        List<String> both = wanted.stream().filter(planned::contains).toList();
        if (!both.isEmpty()) return both;
        throw new IllegalArgumentException("No " + what + " of this connection is in the study's protocol any more: edit its"
                + " criteria.");
    }

    private static List<String> codes(List<String> values, String what) {
        List<String> codes = values.stream()
                .map(value -> value.strip().toUpperCase(Locale.ROOT))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        for (String code : codes) {
            if (!code.matches("[A-Z0-9_ -]{1,16}")) {
                throw new IllegalArgumentException("A " + what + " is a code of at most 16 letters, digits and _, as "
                        + (what.equals("modality") ? "DX" : "LSPINE") + "; \"" + code + "\" is none.");
            }
        }
        return codes;
    }

    /// whether an image belongs; what an archive does not say of an image does not keep it out, as many films come
    /// without a body part
    boolean takes(String bodyPart, String view) {
        return takes(bodyParts, bodyPart) && takes(views, view);
    }

    private static boolean takes(List<String> wanted, String value) {
        return wanted.isEmpty() || value.isBlank() || wanted.contains(value.strip().toUpperCase(Locale.ROOT));
    }

    /// a range as QIDO-RS takes it, "20260101-20260331"; empty where any date will do
    String dates() {
        if (from == null && to == null) return "";
        return (from == null ? "" : day(from)) + "-" + (to == null ? "" : day(to));
    }

    private static String day(LocalDate date) {
        return date.toString().replace("-", "");
    }
}
