package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Polygon;

/// Collects the flags of one film: what could have gone wrong, each with numbers that a person can check.
final class Suspicions {
    private final Naming naming;
    private final FlagList flags;

    /// @param naming what the names rest on
    /// @param names of the chain's bodies, from the lowest up
    /// @param outlines of the chain's bodies in film pixels
    Suspicions(Naming naming, @Nullable Level[] names, List<Polygon> outlines) {
        this.naming = naming;
        this.flags = new FlagList(names, outlines);
    }

    static List<Flag> wrongView(int bodies) {
        return List.of(FlagList.flag(
                Cause.C2D, .8, "only %d vertebral %s in line were found", bodies, bodies == 1 ? "body" : "bodies"));
    }

    void frontal(FrontalView view) {
        flags.add(
                Cause.C2D,
                .85,
                "the vertebrae look alike to the left and right of their axis (%.2f of 1): the film seems to be taken from the"
                        + " front",
                view.symmetry());
        flags.measured("likeness of left and right, from -1 to 1", view.symmetry(), FrontalView.ALIKE);
    }

    /// @param signals null where the film's grey values are not at hand
    /// @param together see [ChainRepair#runTogether(Chain)]
    List<Flag> all(
            VertebraBodies split,
            @Nullable FilmSignals signals,
            SacrumSearch sacrum,
            ChainRepair repair,
            int together,
            HardwareMatch hardware,
            NumberingOptions options) {
        HardwareSuspicions ofHardware = new HardwareSuspicions(naming.chain(), flags);
        new SacrumSuspicions(naming, flags).raise(sacrum, split.maps());
        ofHardware.coverage(hardware);
        if (signals != null) PictureSuspicions.raise(signals, split.maps(), flags);
        new MaskSuspicions(naming, flags).raise(split, repair, together);
        new NameSuspicions(naming, flags).raise();
        ofHardware.hardware(hardware, options);
        return flags.all();
    }
}
