package org.levelread.segmentation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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
import javax.imageio.ImageIO;
import org.levelread.imaging.Radiograph;
import org.levelread.slicer.SegNrrd;

/// All films of one or more folders, in memory, divided into training, validation and hold-out.
///
/// A folder holds `film-*.png` (8- or 16-bit grey, bone bright) and beside each `film-*.seg.nrrd`. It may grow
/// while training runs. The division depends only on the film's file name and the seed, so a film never changes
/// sides; each film must be of another patient than all others, as rendered films of different seeds are.
final class TrainingSet {
    /// A film younger than this may still be written: if it cannot be read it is left for the next look.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    enum Part {
        TRAINING,
        VALIDATION,
        HOLD_OUT
    }

    private final List<Path> folders;
    private final int pixels;
    private final long seed;
    private final Set<Path> taken = new HashSet<>();
    private volatile List<TrainingFilm> training = List.of();
    private volatile List<TrainingFilm> validation = List.of();
    private volatile List<TrainingFilm> holdOut = List.of();

    private TrainingSet(List<Path> folders, int pixels, long seed) {
        this.folders = List.copyOf(folders);
        this.pixels = pixels;
        this.seed = seed;
    }

    /// Reads all films there are.
    ///
    /// @throws IllegalArgumentException naming the file, if a film or its segmentation is missing, differs in
    ///     size or holds a segment without a meaning here, or if no film is left for training
    static TrainingSet open(List<Path> folders, int pixels, long seed) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(
                        folder + " is not a folder; give one with film-*.png and film-*.seg.nrrd");
            }
        }
        var set = new TrainingSet(folders, pixels, seed);
        set.look();
        if (set.training.isEmpty()) {
            throw new IllegalArgumentException(
                    "no film for training in " + folders
                            + "; each needs film-NAME.png and film-NAME.seg.nrrd, and about a fifth of them is kept for checking");
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
        List<Path> fresh = new ArrayList<>();
        for (Path folder : folders) {
            refuseOrphans(folder);
            for (Path film : list(folder, "film-*.png")) if (!taken.contains(film)) fresh.add(film);
        }
        List<Loaded> loaded = fresh.parallelStream().map(this::load).toList();
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

    private Loaded load(Path film) {
        Path segmentation = segmentationOf(film);
        try {
            if (!Files.exists(segmentation)) {
                throw new IllegalArgumentException("its segmentation " + segmentation.getFileName() + " is missing");
            }
            return new Loaded.Ready(film, TrainingFilm.of(stem(film), grey(film), SegNrrd.read(segmentation), pixels));
        } catch (IOException | IllegalArgumentException e) {
            if (young(film) || young(segmentation)) return new Loaded.NotYet();
            throw new IllegalArgumentException("cannot train on " + film + ": " + e.getMessage(), e);
        }
    }

    private void refuseOrphans(Path folder) {
        for (Path s : list(folder, "film-*.seg.nrrd")) {
            String name = s.getFileName().toString().replace(".seg.nrrd", ".png");
            if (!Files.exists(s.resolveSibling(name)) && !young(s)) {
                throw new IllegalArgumentException("cannot train on " + s + ": its film " + name + " is missing");
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

    private static List<Path> list(Path folder, String pattern) {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list " + folder + ": " + e.getMessage(), e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static Path segmentationOf(Path film) {
        return film.resolveSibling(stem(film) + ".seg.nrrd");
    }

    private static String stem(Path film) {
        String name = film.getFileName().toString();
        return name.substring(0, name.length() - ".png".length());
    }

    private static Radiograph grey(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) throw new IOException("it is not a PNG picture");
        int w = image.getWidth();
        int h = image.getHeight();
        short[] values = new short[w * h];
        switch (image.getType()) {
            case BufferedImage.TYPE_USHORT_GRAY -> {
                short[] data = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
                System.arraycopy(data, 0, values, 0, values.length);
            }
            case BufferedImage.TYPE_BYTE_GRAY -> {
                int[] data = image.getRaster().getPixels(0, 0, w, h, (int[]) null);
                for (int i = 0; i < values.length; i++) values[i] = (short) (data[i] * 257);
            }
            default -> throw new IOException("it is not an 8- or 16-bit grey picture");
        }
        return new Radiograph(w, h, values, null);
    }

    private void add(List<TrainingFilm> films) {
        training = join(training, films, Part.TRAINING);
        validation = join(validation, films, Part.VALIDATION);
        holdOut = join(holdOut, films, Part.HOLD_OUT);
    }

    private List<TrainingFilm> join(List<TrainingFilm> old, List<TrainingFilm> films, Part part) {
        var all = new ArrayList<>(old);
        for (TrainingFilm f : films) if (part(f.name(), seed) == part) all.add(f);
        // films of like aspect lie together; the order does not depend on when they came
        all.sort(Comparator.comparingDouble((TrainingFilm f) -> f.grid().aspect())
                .thenComparing(TrainingFilm::name));
        return List.copyOf(all);
    }

    /// eight of ten films train, one validates, one is held out
    static Part part(String film, long seed) {
        long mixed = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(seed * 1_000_003 + film.hashCode())
                .nextLong();
        return switch ((int) Math.floorMod(mixed, 10L)) {
            case 8 -> Part.VALIDATION;
            case 9 -> Part.HOLD_OUT;
            default -> Part.TRAINING;
        };
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
