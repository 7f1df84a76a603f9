package org.levelread.spine;

import org.levelread.imaging.Mask;

/// Something the numbering may start from: a region that looks like S1.
///
/// @param body its moments, as of a vertebral body
/// @param region its pixels
/// @param confidence that this is S1, in [0, 1]
record Anchor(Kind kind, Body body, Mask region, double confidence) {
    enum Kind {
        /// the net for the sacrum saw a body of S1
        S1_BODY,
        /// only the sacrum's outline was seen; its upper part stands in for S1
        OUTLINE
    }
}
