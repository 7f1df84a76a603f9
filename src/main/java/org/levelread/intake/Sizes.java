package org.levelread.intake;

import org.levelread.imaging.FilmSize;

/// Refuses sizes that no film has, from the header and before memory is taken.
final class Sizes {
    private Sizes() {}

    static void require(long widthPx, long heightPx) throws Refusal {
        String objection = FilmSize.objection(widthPx, heightPx);
        if (objection != null) throw new Refusal(objection);
    }
}
