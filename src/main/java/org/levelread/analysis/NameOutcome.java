package org.levelread.analysis;

/// How the model's instrumented levels relate to another answer, told apart by whether the bones or only their names
/// differ.
///
/// The names of one answer are moved up or down the column by up to four levels. Where the two then name the same
/// levels, the bones are the same and the names are off by that much; where no move does it, the bones differ. A
/// construct of one level always fits after a move, so its count of shifts is an upper bound.
///
/// @param kind what it is
/// @param shift levels that the model's names lie further down than the other's; 0 unless `kind` is WRONG_NAME
public record NameOutcome(Kind kind, int shift) {
    public enum Kind {
        RIGHT("right bones, right name"),
        WRONG_NAME("right bones, wrong name"),
        WRONG_BONES("wrong bones"),
        NOT_DETERMINABLE("not determinable");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// "right bones, wrong name"
        public String words() {
            return words;
        }
    }

    public static NameOutcome of(LevelAnswer model, LevelAnswer other) {
        if (!model.determinable() || !other.determinable()) return new NameOutcome(Kind.NOT_DETERMINABLE, 0);
        if (model.sameAs(other)) return new NameOutcome(Kind.RIGHT, 0);
        LevelShift best = LevelShift.best(model, other);
        return best.by() != 0 && best.jaccard() == 1
                ? new NameOutcome(Kind.WRONG_NAME, best.by())
                : new NameOutcome(Kind.WRONG_BONES, 0);
    }
}
