package org.levelread.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.imaging.Radiograph;
import org.levelread.intake.FilmReader;
import org.levelread.simulation.FilmTruth.FilmType;
import org.levelread.simulation.FilmTruth.LevelTruth;
import org.levelread.simulation.FilmTruth.Side;
import org.levelread.simulation.FilmTruth.Variant;
import org.levelread.simulation.FilmTruth.View;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;

class FilmSimulatorTest {
    private static final Anatomy SOLIDS = Solids.anatomy();
    private static final SimulationOptions SMALL = SimulationOptions.usual().withPixels(24_000);
    private static final Set<String> HARDWARE = Set.of("Screw", "Rod", "Cage", "Other hardware");

    @TempDir
    Path folder;

    private static RenderedFilm film(long seed) {
        return new FilmSimulator(SOLIDS, SMALL).render(seed);
    }

    @Test
    void theSameSeedGivesTheSameBytesAtAnyNumberOfThreads() throws IOException {
        DatasetWriter.simulate(SOLIDS, SMALL, FilmFormat.PNG, 4, 7, folder.resolve("one"), 1, done -> {});
        DatasetWriter.simulate(SOLIDS, SMALL, FilmFormat.PNG, 4, 7, folder.resolve("three"), 3, done -> {});
        for (int seed = 7; seed < 11; seed++) {
            for (String end : List.of(".png", ".seg.nrrd", ".truth.json")) {
                String name = "film-00000" + seed + end;
                if (seed == 10) name = "film-000010" + end;
                assertThat(folder.resolve("three").resolve(name))
                        .hasSameBinaryContentAs(folder.resolve("one").resolve(name));
            }
        }
        assertThat(film(7).film().values()).isNotEqualTo(film(8).film().values());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        DatasetWriter.simulate(
                SOLIDS,
                SMALL,
                FilmFormat.PNG,
                1,
                3,
                folder,
                1,
                done -> assertThat(done).isEqualTo(1));
        RenderedFilm film = film(3);
        SlicerSegmentation read = SegNrrd.read(folder.resolve("film-000003.seg.nrrd"));
        assertThat(read.segments().stream().map(Segment::name))
                .isEqualTo(film.segments().stream().map(Segment::name).toList());
        for (Segment segment : film.segments()) {
            assertThat(read.segment(segment.name()).orElseThrow().mask().values())
                    .isEqualTo(segment.mask().values());
        }
        assertThat(Files.readString(folder.resolve("film-000003.truth.json")))
                .contains("\"anterior\" : \"" + film.truth().anterior().name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void aDicomFilmIsReadWithTwelveBitsAndTheSameBytesEachTime() throws IOException {
        SimulationOptions square = SMALL.withStretched(0);
        for (String out : List.of("one", "two")) {
            DatasetWriter.simulate(SOLIDS, square, FilmFormat.DICOM, 4, 7, folder.resolve(out), 2, done -> {});
        }
        for (long seed = 7; seed < 11; seed++) {
            Path file = folder.resolve("one").resolve("film-%06d.dcm".formatted(seed));
            assertThat(folder.resolve("two").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            Radiograph rendered = new FilmSimulator(SOLIDS, square).render(seed).film();
            Radiograph read = FilmReader.read(file);
            int highest = highest(rendered);
            int divisor = highest > 0xffff / 2 ? 16 : highest > 4095 ? highest > 8191 ? highest > 16383 ? 8 : 4 : 2 : 1;
            assertThat(highest(read)).isEqualTo(highest / divisor).isLessThan(4096);
            assertThat(read.value(30, 40)).isEqualTo(rendered.value(30, 40) / divisor);
            // a decimal string of DICOM holds sixteen characters
            assertThat(read.spacing().orElseThrow().rowMm())
                    .isCloseTo(rendered.spacing().orElseThrow().rowMm(), within(1e-9));
        }
    }

    @Test
    void stretchedFilmsAreNotWrittenAsDicom() {
        assertThatThrownBy(() -> DatasetWriter.simulate(SOLIDS, SMALL, FilmFormat.DICOM, 1, 1, folder, 1, done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--stretched 0");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anInvertedDicomFilmSaysSoAndIsReadWithBrightBones() throws IOException {
        SimulationOptions square = SMALL.withStretched(0);
        FilmSimulator simulator = new FilmSimulator(SOLIDS, square);
        long seed = 1;
        while (!simulator.render(seed).truth().inverted()) seed++;
        DatasetWriter.simulate(SOLIDS, square, FilmFormat.DICOM, 1, seed, folder, 1, done -> {});
        Path file = folder.resolve("film-%06d.dcm".formatted(seed));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("MONOCHROME1", "INVERSE")
                .doesNotContain("MONOCHROME2");
        Radiograph stored = simulator.render(seed).film();
        Radiograph read = FilmReader.read(file);
        // what is darkest as stored is brightest as read
        int dark = IntStream.range(0, stored.values().length)
                .boxed()
                .min(java.util.Comparator.comparingInt(i -> stored.values()[i] & 0xffff))
                .orElseThrow();
        assertThat(read.values()[dark] & 0xffff).isEqualTo(highest(read));
    }

    @Test
    void cementHasASegmentOfItsOwnAndIsNoHardware() {
        FilmSimulator simulator = new FilmSimulator(SOLIDS, SMALL.withHardware(0));
        RenderedFilm film = IntStream.range(1, 400)
                .mapToObj(simulator::render)
                .filter(f -> mask(f, "Cement").isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(film.truth().hardwarePresent()).isFalse();
        assertThat(film.truth().instrumentedLevels()).isEmpty();
        Mask cement = mask(film, "Cement").orElseThrow();
        Mask bodies = new Mask(cement.width(), cement.height());
        for (Segment s : film.segments()) {
            if (Level.parse(s.name()).isEmpty()) continue;
            for (int i = 0; i < bodies.values().length; i++) bodies.values()[i] |= s.mask().values()[i];
        }
        long inside = IntStream.range(0, bodies.values().length)
                .filter(i -> cement.values()[i] != 0 && bodies.values()[i] != 0)
                .count();
        assertThat(inside / (double) cement.count()).isGreaterThan(.7);
    }

    private static int highest(Radiograph film) {
        int highest = 0;
        for (short value : film.values()) highest = Math.max(highest, Short.toUnsignedInt(value));
        return highest;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void segmentsLieOnTheFilmAndMatchTheTruth(long seed) {
        RenderedFilm film = film(seed);
        FilmTruth truth = film.truth();
        assertThat(film.film().width() % 16 + film.film().height() % 16).isZero();
        Mask field = mask(film, "Exposed field").orElseThrow();
        for (Segment segment : film.segments()) {
            assertThat(segment.mask().width()).isEqualTo(truth.width());
            assertThat(segment.mask().height()).isEqualTo(truth.height());
            assertThat(segment.mask().count()).isPositive();
            assertThat(IntStream.range(0, field.values().length)
                            .filter(i -> segment.mask().values()[i] != 0 && field.values()[i] == 0))
                    .isEmpty();
        }
        assertThat(truth.levels()).isNotEmpty();
        for (LevelTruth level : truth.levels()) {
            Mask mask = mask(film, level.level().name()).orElseThrow();
            long inside = IntStream.range(0, mask.values().length)
                    .filter(i -> mask.values()[i] != 0
                            && contains(level.corners(), i % truth.width() + .5, i / truth.width() + .5, 3))
                    .count();
            // a body that leans is seen beyond the corners of its midplane
            int tenths = truth.difficulties().contains(Difficulty.DEFORMITY) ? 7 : 8;
            assertThat(inside)
                    .as("pixels of " + level.level() + " in its corners")
                    .isGreaterThan(mask.count() * tenths / 10L);
        }
        assertThat(film.segments().stream()
                        .filter(s ->
                                Level.parse(s.name()).filter(l -> l != Level.S1).isPresent()))
                .hasSameSizeAs(truth.levels());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theAnteriorCornersLieOnTheNamedSide(long seed) {
        FilmTruth truth = film(seed).truth();
        int sign = truth.anterior() == Side.RIGHT ? 1 : -1;
        for (LevelTruth level : truth.levels()) {
            assertThat(sign
                            * (level.corners().get(0).x()
                                    - level.corners().get(1).x()))
                    .isPositive();
            assertThat(level.corners().get(3).y())
                    .isGreaterThan(level.corners().get(0).y());
        }
    }

    @Test
    void bothSidesOccur() {
        assertThat(IntStream.range(0, 12)
                        .mapToObj(s -> film(s).truth().anterior())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aFilmWithoutHardwareHasNoHardwareSegment() {
        FilmSimulator simulator = new FilmSimulator(SOLIDS, SMALL.withHardware(0));
        for (long seed = 0; seed < 8; seed++) {
            RenderedFilm film = simulator.render(seed);
            assertThat(film.segments()).noneMatch(s -> HARDWARE.contains(s.name()));
            assertThat(film.truth().hardwarePresent()).isFalse();
            assertThat(film.truth().instrumentedLevels()).isEmpty();
        }
    }

    @Test
    void instrumentedLevelsAreOnTheFilm() {
        FilmSimulator simulator = new FilmSimulator(SOLIDS, SMALL.withHardware(1));
        int instrumented = 0;
        for (long seed = 0; seed < 10; seed++) {
            RenderedFilm film = simulator.render(seed);
            for (Level level : film.truth().instrumentedLevels())
                assertThat(mask(film, level.name()))
                        .as("%s on film %d", level, seed)
                        .isPresent();
            if (film.truth().instrumentedLevels().isEmpty()) continue;
            assertThat(film.truth().hardwarePresent()).isTrue();
            instrumented++;
        }
        assertThat(instrumented).isGreaterThan(5);
    }

    @Test
    void aFilmCutAboveTheSacrumHasNoSacrum() {
        FilmSimulator simulator = new FilmSimulator(SOLIDS, SMALL.withFilmType(FilmType.SACRUM_CUT));
        for (long seed = 0; seed < 10; seed++) {
            RenderedFilm film = simulator.render(seed);
            assertThat(film.truth().sacrumVisible()).isFalse();
            assertThat(film.segments())
                    .noneMatch(s -> s.name().equals("Sacrum") || s.name().equals("S1"));
            assertThat(film.truth().s1Endplate()).isNull();
        }
    }

    @Test
    void sixAndFourLumbarVertebraeAreNamed() {
        FilmTruth six = new FilmSimulator(
                        SOLIDS, SMALL.withNumbering(1, 0, 0, 0).withFilmType(FilmType.LUMBAR))
                .render(1)
                .truth();
        assertThat(six.variant()).isEqualTo(Variant.SIX_LUMBAR);
        assertThat(six.levels().getFirst().level()).isEqualTo(Level.L6);
        FilmTruth four = new FilmSimulator(
                        SOLIDS, SMALL.withNumbering(0, 1, 0, 0).withFilmType(FilmType.LUMBAR))
                .render(1)
                .truth();
        assertThat(four.variant()).isEqualTo(Variant.FOUR_LUMBAR);
        assertThat(four.levels().getFirst().level()).isEqualTo(Level.L4);
        assertThat(EnumSet.copyOf(four.levels().stream().map(LevelTruth::level).toList()))
                .doesNotContain(Level.L5, Level.L6);
    }

    @Test
    void routineFilmsHaveNoDifficultyAndHardOnesSome() {
        FilmSimulator routine = new FilmSimulator(SOLIDS, SMALL.withPart(Part.ROUTINE));
        FilmSimulator hard = new FilmSimulator(SOLIDS, SMALL.withPart(Part.HARD));
        for (long seed = 0; seed < 8; seed++) {
            FilmTruth easy = routine.render(seed).truth();
            assertThat(easy.part()).isEqualTo(Part.ROUTINE);
            assertThat(easy.difficulties()).isEmpty();
            assertThat(easy.variant()).isEqualTo(Variant.FIVE_LUMBAR);
            assertThat(easy.ribs()).isEqualTo(12);
            assertThat(easy.filmType()).isIn(FilmType.LUMBAR, FilmType.LONG);
            assertThat(easy.s1Share()).as("S1 on film %d", seed).isGreaterThan(.05);
            FilmTruth other = hard.render(seed).truth();
            assertThat(other.part()).isEqualTo(Part.HARD);
            assertThat(other.difficulties()).isNotEmpty();
        }
        assertThatThrownBy(() -> SMALL.withPart(Part.ROUTINE).withFilmType(FilmType.SPOT))
                .hasMessageContaining("SPOT");
    }

    @Test
    void eachDifficultyIsDrawn() {
        Set<Difficulty> mixed = EnumSet.noneOf(Difficulty.class), hard = EnumSet.noneOf(Difficulty.class);
        int without = 0;
        for (long seed = 0; seed < 400; seed++) {
            Set<Difficulty> drawn = Difficulty.draw(SMALL, new Chance(seed));
            if (drawn.isEmpty()) without++;
            mixed.addAll(drawn);
            hard.addAll(Difficulty.draw(SMALL.withPart(Part.HARD), new Chance(seed)));
        }
        assertThat(mixed).isEqualTo(EnumSet.allOf(Difficulty.class));
        assertThat(hard).isEqualTo(EnumSet.allOf(Difficulty.class));
        assertThat(without).isBetween(160, 260);
    }

    @Test
    void transitionalVertebraeAndOtherRibsAreInTheTruth() {
        Set<Variant> variants = EnumSet.noneOf(Variant.class);
        Set<Integer> ribs = new HashSet<>();
        FilmSimulator simulator =
                new FilmSimulator(SOLIDS, SMALL.withNumbering(0, 0, .5, .5).withFilmType(FilmType.LUMBAR));
        for (long seed = 0; seed < 16; seed++) {
            FilmTruth truth = simulator.render(seed).truth();
            assertThat(truth.difficulties()).contains(Difficulty.NUMBERING);
            assertThat(truth.variant() == Variant.FIVE_LUMBAR).isNotEqualTo(truth.ribs() == 12);
            assertThat(truth.levels().getFirst().level()).isEqualTo(Level.L5);
            variants.add(truth.variant());
            ribs.add(truth.ribs());
        }
        assertThat(variants).contains(Variant.SACRALISED_L5, Variant.LUMBARISED_S1);
        assertThat(ribs).containsExactlyInAnyOrder(11, 12, 13);
    }

    @Test
    void aFilmFromTheFrontNamesNothing() throws IOException {
        RenderedFilm film = new FilmSimulator(SOLIDS, SMALL.withFrontal(1)).render(1);
        assertThat(film.truth().view()).isEqualTo(View.ANTEROPOSTERIOR);
        assertThat(film.truth().anterior()).isNull();
        assertThat(film.truth().levels()).isEmpty();
        assertThat(film.truth().instrumentedLevels()).isEmpty();
        assertThat(film.segments().stream().map(Segment::name)).containsExactly("Exposed field");
        SimulationOptions square = SMALL.withFrontal(1).withStretched(0);
        DatasetWriter.simulate(SOLIDS, square, FilmFormat.DICOM, 1, 1, folder, 1, done -> {});
        String bytes = Files.readString(folder.resolve("film-000001.dcm"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("L\\F").doesNotContain("A\\F", "P\\F");
    }

    @Test
    void whatIsFixedInEachLevelIsInTheTruth() {
        Set<Implant> met = EnumSet.noneOf(Implant.class);
        FilmSimulator simulator = new FilmSimulator(SOLIDS, SMALL.withHardware(1));
        for (long seed = 0; seed < 12; seed++) {
            FilmTruth truth = simulator.render(seed).truth();
            assertThat(truth.implants().stream().map(FilmTruth.LevelImplants::level))
                    .isEqualTo(truth.instrumentedLevels());
            truth.implants().forEach(l -> {
                assertThat(l.implants()).isNotEmpty();
                met.addAll(l.implants());
            });
        }
        assertThat(met).contains(Implant.SCREW, Implant.CAGE);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Anatomy.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("L5.obj");
    }

    @Test
    void theBodiesOfEachBaseFillTheirCorners() throws IOException {
        Optional<Path> real = Solids.realAnatomy();
        if (real.isEmpty()) return;
        Anatomy anatomy = Anatomy.load(real.get());
        assertThat(anatomy.ribs).allSatisfy(side -> assertThat(side).hasSize(12));
        assertThat(anatomy.endplateMm).isBetween(25., 45.);
        for (Base base : Base.values()) {
            FilmSimulator simulator =
                    new FilmSimulator(anatomy, SMALL.withBases(Set.of(base)).withFilmType(FilmType.LUMBAR));
            for (long seed = 1; seed < 3; seed++) {
                RenderedFilm film = simulator.render(seed);
                assertThat(film.truth().base()).isEqualTo(base);
                assertThat(film.truth().levels()).hasSizeGreaterThan(3);
                assertThat(film.truth().sacrumVisible())
                        .isEqualTo(mask(film, "S1").isPresent());
                for (LevelTruth level : film.truth().levels()) {
                    if (!level.cut())
                        assertThat(share(film, level))
                                .as("%s of %s", level.level(), base)
                                .isBetween(.6, 1.4);
                }
            }
        }
    }

    /// area of the mask of a body over that between its corners
    private static double share(RenderedFilm film, LevelTruth level) {
        List<Point> c = level.corners();
        double area = Math.abs(
                        (c.get(0).x() - c.get(2).x()) * (c.get(1).y() - c.get(3).y())
                                - (c.get(1).x() - c.get(3).x())
                                        * (c.get(0).y() - c.get(2).y()))
                / 2;
        return mask(film, level.level().name()).orElseThrow().count() / area;
    }

    private static Optional<Mask> mask(RenderedFilm film, String name) {
        return film.segments().stream()
                .filter(s -> s.name().equals(name))
                .map(Segment::mask)
                .findFirst();
    }

    /// within a margin of the quadrilateral, whichever way it turns
    private static boolean contains(List<Point> quad, double x, double y, double margin) {
        int left = 0, right = 0;
        for (int i = 0; i < 4; i++) {
            Point a = quad.get(i), b = quad.get((i + 1) % 4);
            double side = ((b.x() - a.x()) * (y - a.y()) - (b.y() - a.y()) * (x - a.x())) / a.distanceTo(b);
            if (side > -margin) left++;
            if (side < margin) right++;
        }
        return left == 4 || right == 4;
    }
}
