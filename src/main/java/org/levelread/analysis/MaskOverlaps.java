package org.levelread.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.cases.Film;
import org.levelread.imaging.Mask;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.reference.ReferenceChanged;
import org.levelread.reference.References;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.statistics.MaskOverlap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// How far a run's masks cover those of the reference, and what became of its bodies; counted once a run, then kept.
@Component
class MaskOverlaps {
    private final OverlapStore store;
    private final Predictions predictions;
    private final References references;

    MaskOverlaps(OverlapStore store, Predictions predictions, References references) {
        this.store = store;
        this.predictions = predictions;
        this.references = references;
    }

    /// empty where the film has no reference with masks or the run has none
    Map<Structure, MaskOverlap> of(UUID runId, Film film) {
        Map<Structure, MaskOverlap> kept = store.find(runId);
        if (!kept.isEmpty()) return kept;
        Optional<byte[]> reference = references.segmentation(film.id());
        if (reference.isEmpty()) return Map.of();
        Map<Structure, MaskOverlap> counted = new EnumMap<>(Structure.class);
        ReferenceMasks.of(read(reference.get(), film)).forEach((structure, mask) -> {
            Optional<Mask> predicted = predictions.mask(runId, predicted(structure));
            predicted.ifPresent(p -> counted.put(structure, MaskOverlap.of(p.values(), mask.values())));
        });
        store.put(runId, counted);
        return counted;
    }

    /// Empty where the film has no reference with named bodies, or the run does not tell bodies apart.
    Optional<BodyMatch> bodies(PredictionRun run, Film film) {
        Optional<Optional<BodyMatch>> kept = store.bodies(run.id());
        if (kept.isPresent()) return kept.get();
        Optional<byte[]> reference = references.segmentation(film.id());
        if (reference.isEmpty()) return Optional.empty();
        Optional<BodyMatch> match = predictions
                .levels(run.id())
                .flatMap(predicted -> BodyMatch.of(predicted, Answers.names(run), read(reference.get(), film)));
        store.put(run.id(), match);
        return match;
    }

    /// what was counted against the earlier reference does not count any more
    @EventListener
    void on(ReferenceChanged changed) {
        store.forgetFilm(changed.filmId());
    }

    private static org.levelread.prediction.Structure predicted(Structure structure) {
        return switch (structure) {
            case VERTEBRAE -> org.levelread.prediction.Structure.VERTEBRAE;
            case SACRUM -> org.levelread.prediction.Structure.SACRUM;
            case INSTRUMENTATION -> org.levelread.prediction.Structure.INSTRUMENTATION;
        };
    }

    private static SlicerSegmentation read(byte[] segNrrd, Film film) {
        try {
            return SegNrrd.read(segNrrd, "reference.seg.nrrd", film.width(), film.height());
        } catch (IOException e) {
            throw new UncheckedIOException("the masks of the reference of " + film.title() + " cannot be read", e);
        }
    }
}
