package org.levelread.pacs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.SegmentationObject;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.prediction.PredictedFilm;
import org.levelread.spine.LevelFinding;

/// What one run said of a film, as an archive is to get it.
///
/// @param runId the UIDs of the objects come from it, so that a second sending is the same objects again
/// @param frame of the archive's object, from 1, that is the film
/// @param levels body k of the prediction's levels as k + 1; null where the run kept none
/// @param uids a UID for a name, always the same, that tells nobody the name
record FilmResult(
        UUID runId,
        int frame,
        PredictedFilm prediction,
        @Nullable LabelMap levels,
        Optional<Mask> sacrum,
        Optional<Mask> instrumentation,
        UnaryOperator<String> uids) {
    private static final int BONE = 0xE6D96C;
    private static final int SACRUM = 0x5FB0E8;
    private static final int METAL = 0xE8604C;

    /// what a segment is of
    enum Kind {
        BODY,
        SACRUM,
        INSTRUMENTATION
    }

    /// @param body index into the prediction's levels, -1 for what is no body
    record Piece(Kind kind, int body, SegmentationObject.Segment segment) {}

    String uid(String of) {
        return uids.apply(of + " of run " + runId);
    }

    String trackingUid(int body) {
        return uid("body " + body);
    }

    /// "L4", or "Vertebra 3" where the levels cannot be told; counted from the lowest up
    String label(int body) {
        LevelFinding finding = prediction.levels().get(body);
        return finding.level() == null ? "Vertebra " + (body + 1) : finding.level().name();
    }

    /// the masks that show something, bodies from the lowest up, then the sacrum, then the hardware
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (int body = 0; levels != null && body < prediction.levels().size(); body++) {
            Mask mask = body(levels, body);
            if (mask.count() == 0) continue;
            pieces.add(new Piece(
                    Kind.BODY,
                    body,
                    new SegmentationObject.Segment(
                            label(body),
                            SpineCodes.ANATOMY,
                            SpineCodes.of(prediction.levels().get(body).level()),
                            BONE,
                            trackingUid(body),
                            mask)));
        }
        sacrum.filter(mask -> mask.count() > 0)
                .ifPresent(mask -> pieces.add(new Piece(
                        Kind.SACRUM,
                        -1,
                        new SegmentationObject.Segment(
                                "Sacrum", SpineCodes.ANATOMY, SpineCodes.SACRUM, SACRUM, uid("sacrum"), mask))));
        instrumentation
                .filter(mask -> mask.count() > 0)
                .ifPresent(mask -> pieces.add(new Piece(
                        Kind.INSTRUMENTATION,
                        -1,
                        new SegmentationObject.Segment(
                                "Instrumentation",
                                SpineCodes.OBJECT,
                                SpineCodes.IMPLANT,
                                METAL,
                                uid("instrumentation"),
                                mask))));
        return pieces;
    }

    private static Mask body(LabelMap levels, int body) {
        Mask mask = new Mask(levels.width(), levels.height());
        for (int i = 0; i < levels.values().length; i++) {
            if (levels.values()[i] == body + 1) mask.values()[i] = 1;
        }
        return mask;
    }
}
