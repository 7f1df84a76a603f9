package org.levelread.pacs;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which images of an archive belong to the study, as its protocol says.
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
