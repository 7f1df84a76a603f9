package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.slicer.SegNrrd;

/// All films of one or more folders, in memory, divided into training, validation and hold-out.
///
/// Folders are those of [DatasetFolder]; one may grow while training runs. The division, 8 : 2 : 2, depends only on the
/// patient and the seed, so a film never changes sides and a patient is never on two.
final class TrainingSet {
    /// A film younger than this may still be written: if it cannot be read it is left for the next look.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    enum Part {
        TRAINING,
        VALIDATION,
        HOLD_OUT
    }

    private final List<DatasetFolder> folders;
    private final int pixels;
    private final long seed;
    private final Set<Path> taken = new HashSet<>();
    private volatile List<TrainingFilm> training = List.of();
    private volatile List<TrainingFilm> validation = List.of();
    private volatile List<TrainingFilm> holdOut = List.of();

    private TrainingSet(List<DatasetFolder> folders, int pixels, long seed) {
        this.folders = List.copyOf(folders);
        this.pixels = pixels;
        this.seed = seed;
    }

    /// Reads all films there are.
    ///
    /// @throws IllegalArgumentException naming the file, if a film or its segmentation is missing, differs in
    ///     size or holds a segment without a meaning here, or if no film is left for training
    static TrainingSet open(List<Path> folders, int pixels, long seed) {
        var set = new TrainingSet(folders.stream().map(DatasetFolder::open).toList(), pixels, seed);
        set.look();
        if (set.training.isEmpty()) {
            throw new IllegalArgumentException(
                    "no film for training in " + folders
                            + "; each needs NAME.png or NAME.dcm and NAME.seg.nrrd, and a third of the patients is kept for checking");
        }
        return set;
    }

    /// films for a test, already in memory
    static TrainingSet of(List<TrainingFilm> films, long seed) {
        var set = new TrainingSet(List.of(), 0, seed);
        set.add(films);
        return set;
    }

    /// Takes in films that came since the last look.
    ///
    /// @return how many
    synchronized int look() {
        record Fresh(DatasetFolder folder, Path film) {}
        List<Fresh> fresh = new ArrayList<>();
        for (DatasetFolder folder : folders) {
            refuseOrphans(folder);
            for (Path film : folder.films()) if (!taken.contains(film)) fresh.add(new Fresh(folder, film));
        }
        List<Loaded> loaded =
                fresh.parallelStream().map(f -> load(f.folder, f.film)).toList();
        var films = new ArrayList<TrainingFilm>();
        for (Loaded l : loaded) {
            switch (l) {
                case Loaded.Ready r -> {
                    taken.add(r.file);
                    films.add(r.film);
                }
                case Loaded.NotYet ignored -> {}
            }
        }
        add(films);
        return films.size();
    }

    private sealed interface Loaded {
        record Ready(Path file, TrainingFilm film) implements Loaded {}

        record NotYet() implements Loaded {}
    }

    private Loaded load(DatasetFolder folder, Path film) {
        Path segmentation = DatasetFolder.segmentationOf(film);
        try {
            if (!Files.exists(segmentation)) {
                throw new IllegalArgumentException("its segmentation " + segmentation.getFileName() + " is missing");
            }
            return new Loaded.Ready(
                    film,
                    TrainingFilm.of(
                            DatasetFolder.stem(film),
                            folder.patientOf(film),
                            FilmReader.read(film),
                            SegNrrd.read(segmentation),
                            folder.names(),
                            pixels));
        } catch (IOException | IllegalArgumentException | FilmRefusedException e) {
            if (young(film) || young(segmentation)) return new Loaded.NotYet();
            throw new IllegalArgumentException("cannot train on " + film + ": " + e.getMessage(), e);
        }
    }

    private void refuseOrphans(DatasetFolder folder) {
        for (Path s : folder.segmentations()) {
            if (!DatasetFolder.hasFilm(s) && !young(s)) {
                String name = s.getFileName().toString().replace(".seg.nrrd", ".png");
                throw new IllegalArgumentException(
                        "cannot train on " + s + ": its film " + name + " is missing (a .jpg or .dcm would do)");
            }
        }
    }

    private static boolean young(Path file) {
        try {
            return Files.exists(file)
                    && Files.getLastModifiedTime(file)
                            .toInstant()
                            .isAfter(Instant.now().minus(SETTLED));
        } catch (IOException e) {
            return false;
        }
    }

    private void add(List<TrainingFilm> films) {
        training = join(training, films, Part.TRAINING);
        validation = join(validation, films, Part.VALIDATION);
        holdOut = join(holdOut, films, Part.HOLD_OUT);
    }

    private List<TrainingFilm> join(List<TrainingFilm> old, List<TrainingFilm> films, Part part) {
        var all = new ArrayList<>(old);
        for (TrainingFilm f : films) if (part(f.patient(), seed) == part) all.add(f);
        // films of like aspect lie together; the order does not depend on when they came
        all.sort(Comparator.comparingDouble((TrainingFilm f) -> f.grid().aspect())
                .thenComparing(TrainingFilm::name));
        return List.copyOf(all);
    }

    /// of twelve patients eight train, two validate, two are held out
    static Part part(String patient, long seed) {
        long mixed = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(seed * 1_000_003 + patient.hashCode())
                .nextLong();
        int place = (int) Math.floorMod(mixed, 12L);
        return place < 8 ? Part.TRAINING : place < 10 ? Part.VALIDATION : Part.HOLD_OUT;
    }

    /// ordered by aspect
    List<TrainingFilm> films(Part part) {
        return switch (part) {
            case TRAINING -> training;
            case VALIDATION -> validation;
            case HOLD_OUT -> holdOut;
        };
    }
}
