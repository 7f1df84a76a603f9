package org.levelread.reading.ui;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Draft;
import org.levelread.reading.Effort;
import org.levelread.reading.Questions;
import org.levelread.reading.Reading;
import org.levelread.reading.Shown;
import org.levelread.reading.SignedAnswer;
import org.levelread.readers.SignedIn;
import org.levelread.viewer.Overlay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One film to read, as the reading screen in the browser gets it: all that it ever gets beside the pixels.
///
/// @param place "Film 3 of 26"
/// @param meaning what the signature stands for
/// @param keys the reader's own keys
/// @param correcting the revision that is corrected; 0 for a first answer
/// @param overlays what an aided arm shows; nothing in an unaided one
/// @param notice a sentence above the answer; may be empty
record Assignment(
        UUID readingId,
        String place,
        String filmUrl,
        UUID account,
        String reader,
        String meaning,
        Questions questions,
        DraftShown draft,
        JsonNode keys,
        int correcting,
        List<Overlay> overlays,
        String notice) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param savedAt ISO 8601; null before anything was saved
    record DraftShown(
            int version,
            @org.jspecify.annotations.Nullable String savedAt,
            String savedBy,
            Answer answer,
            Effort effort) {
        static DraftShown of(Draft draft) {
            String at = draft.savedAt() == null ? null : draft.savedAt().toString();
            return new DraftShown(draft.version(), at, draft.savedBy(), draft.answer(), draft.effort());
        }
    }

    static Assignment toRead(Reading reading, String place, SignedIn reader, Answering answering) {
        return of(
                reading,
                place,
                reader,
                answering,
                Answering.MEANING,
                DraftShown.of(answering.draft(reading.id())),
                0);
    }

    static Assignment toCorrect(Reading reading, String place, SignedIn reader, Answering answering) {
        SignedAnswer latest = answering.history(reading.id()).getLast();
        DraftShown draft = new DraftShown(0, latest.givenAt().toString(), "", latest.answer(), Effort.NONE);
        return of(reading, place, reader, answering, Answering.CORRECTION_MEANING, draft, latest.revision());
    }

    /// with what an aided arm shows of the prediction; unchanged in an unaided one
    Assignment showing(Optional<Shown> prediction) {
        if (prediction.isEmpty()) return this;
        List<Overlay> outlines = prediction.get().outlines().stream()
                .map(outline -> new Overlay(outline.id(), outline.name(), outline.color(), outline.polygons()))
                .toList();
        return new Assignment(
                readingId,
                place,
                filmUrl,
                account,
                reader,
                meaning,
                questions,
                draft,
                keys,
                correcting,
                outlines,
                prediction.get().said());
    }

    private static Assignment of(
            Reading reading,
            String place,
            SignedIn reader,
            Answering answering,
            String meaning,
            DraftShown draft,
            int correcting) {
        return new Assignment(
                reading.id(),
                place,
                "films/" + reading.id() + "/pixels",
                reader.accountId(),
                reader.username(),
                meaning,
                answering.terms(reading).questions(),
                draft,
                JSON.readTree(answering.keys()),
                correcting,
                List.of(),
                "");
    }
}
