package org.levelread.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.ApplicationTest;
import org.levelread.cases.DeidentificationKey;
import org.levelread.cases.Film;
import org.levelread.imaging.Mask;
import org.levelread.protocol.Study;
import org.levelread.readers.Role;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class ReferenceImportsTest extends ApplicationTest {
    private static final String HEADER = "film,determinable,levels,instrumented,rationale\r\n";

    @Autowired
    ReferenceImports imports;

    @Autowired
    References references;

    @Autowired
    DeidentificationKey key;

    @TempDir
    Path folder;

    private Study study;
    private Film first;
    private Film second;

    @BeforeEach
    void twoFilms() {
        study = study();
        first = film(study, "one.png");
        second = film(study, "two.png");
        signIn(account(Role.STUDY_LEAD));
    }

    /// of a picture's name only a pseudonym is kept, and still its reference is named after it
    @Test
    void aPicturesNameIsKnownAgainThoughItIsNotKept() {
        Film third = film(study, key.pseudonyms().fileName("C:\\films\\Meier 7.PNG"));
        Film fourth = film(study, key.pseudonyms().fileName("1.jpg"));

        csv(HEADER + "meier 7.png,yes,S1 L5,,\r\n1.JPG,yes,S1,,\r\n");
        assertThat(references.find(third.id()).orElseThrow().named()).containsExactlyInAnyOrder(Level.S1, Level.L5);
        assertThat(references.find(fourth.id()).orElseThrow().named()).containsExactly(Level.S1);

        Mask mask = new Mask(third.width(), third.height());
        mask.values()[5] = 1;
        byte[] file = SegNrrd.toBytes(
                new SlicerSegmentation(mask.width(), mask.height(), null, List.of(new Segment("L3", mask))),
                SegNrrd.Encoding.RAW);
        assertThat(sentence(imports.take(study.id(), "Meier 7.seg.nrrd", file, " ")))
                .isEqualTo("Meier 7.seg.nrrd: found no reason, though 1 film has a reference already, expected a reason in the field"
                        + " “Why the reference changes”.");
        assertThat(references.find(third.id()).orElseThrow().named()).containsExactlyInAnyOrder(Level.S1, Level.L5);
        imports.take(study.id(), "Meier 7.seg.nrrd", file, "masks are there now");
        assertThat(references.find(third.id()).orElseThrow().named()).containsExactly(Level.L3);
        imports.take(study.id(), "1.seg.nrrd", file, "masks are there now");
        assertThat(references.find(fourth.id()).orElseThrow().named()).containsExactly(Level.L3);
        assertThat(references.find(first.id())).isEmpty();
    }

    @Test
    void aCsvBecomesOneChange() {
        ImportOutcome outcome = csv(HEADER + "Film 1,yes,S1 L5 l4,L4 L5,\r\ntwo.png,no,,,\"cut, off\nbelow\"\r\n");

        assertThat(outcome).isInstanceOfSatisfying(ImportOutcome.Stored.class, stored -> {
            assertThat(stored.change().films()).isEqualTo(2);
            assertThat(stored.change().rationale()).isEqualTo("first read");
        });
        FilmReference one = references.find(first.id()).orElseThrow();
        assertThat(one.named()).containsExactlyInAnyOrder(Level.S1, Level.L5, Level.L4);
        assertThat(one.instrumented()).containsExactlyInAnyOrder(Level.L5, Level.L4);
        assertThat(references.history(second.id())).singleElement().satisfies(version -> {
            assertThat(version.reference().determinable()).isFalse();
            assertThat(version.rationale()).isEqualTo("cut, off\nbelow");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            film,levels,instrumented             | line 1, column 2: found "levels", expected the column "determinable"
            film,determinable,levels,instrumented | line 1, column 5: found no column, expected the column "rationale"
            H~1,yes,S1 L7,,                      | line 2, column 3 (levels): found "L7", expected levels S1, L6
            H~1,yes,S1 L5,L4,                    | line 2: found instrumented [L4], expected only levels that are also named
            H~1,yes,S1 L5 L5,,                   | line 2, column 3 (levels): found L5 twice, expected each level once
            H~1,yes,S1,,~Film 1,yes,S1,,         | line 3: found a second reference of Film 1, expected one a film; the first stands in line 2
            H~9,yes,S1,,                         | line 2, column 1 (film): found "9", expected a film of this study
            H~1,maybe,S1,,                       | line 2, column 2 (determinable): found "maybe", expected yes or no
            H~1,no,S1,,                          | line 2: found levels [S1], expected none where the levels cannot be determined
            H~1,yes,,,                           | line 2: found no level, expected at least one level
            H~1,yes,S1                           | line 2: found 3 columns, expected 5
            H~                                   | line 2: found nothing, expected at least one film
            H~1,yes,S1,,"a~b"~2,yes,X1,,         | line 4, column 3 (levels): found "X1"
            """)
    void aWrongCsvSaysWhereAndWhatWasExpectedAndStoresNothing(String text, String sentence) {
        ImportOutcome outcome = csv(text.replaceFirst("^H~", HEADER).replace("~", "\r\n"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ImportOutcome.Refused.class,
                        refused -> assertThat(refused.problems().getFirst().sentence())
                                .contains(sentence));
        nothingIsStored();
    }

    @Test
    void oneWrongLineKeepsTheRightOnesOut() {
        csv(HEADER + "1,yes,S1 L5,L5,\r\n2,yes,S1 Q5,,\r\n");
        nothingIsStored();
    }

    @Test
    void aJsonMayHaveOutlines() {
        ImportOutcome outcome = take("refs.json", """
                {"references": [
                  {"film": 1, "levels": ["S1", {"level": "L5", "corners": [[1, 2], [3, 4], [5, 6.5]]}], "instrumented": ["L5"]},
                  {"film": "Film 2", "determinable": false, "rationale": "no sacrum"}]}""");

        assertThat(outcome).isInstanceOf(ImportOutcome.Stored.class);
        assertThat(references.find(first.id()).orElseThrow().levels())
                .filteredOn(level -> level.level() == Level.L5)
                .singleElement()
                .satisfies(level -> assertThat(level.corners()).hasSize(3));
        assertThat(references.find(second.id()).orElseThrow().determinable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{'film': 1, 'levels': ['S1']      | line 1, column
            [{'film': 1, 'levels': ['S1', 'L9']}] | references[0].levels[1]: found "L9"
            [{'film': 1, 'levels': [{'level': 'L5', 'corners': [[1, 2]]}]}] | references[0].levels[0].corners: found
            [{'film': 1, 'level': ['S1']}]     | references[0]: found the key "level", expected only
            [{'film': 7, 'levels': ['S1']}]    | references[0].film: found "7"
            [{'film': 1, 'levels': ['S1']}, {'film': '1', 'levels': ['S1']}] | references[1]: found a second reference of Film 1
            []                                 | found no list of references
            """, quoteCharacter = '`')
    void aWrongJsonSaysWhere(String list, String sentence) {
        ImportOutcome outcome = take("refs.json", ("{'references': " + list + "}").replace('\'', '"'));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ImportOutcome.Refused.class,
                        refused -> assertThat(refused.problems().getFirst().sentence())
                                .contains(sentence));
        nothingIsStored();
    }

    @Test
    void masksFromSlicerBecomeAVersionWithOutlines() throws IOException {
        csv(HEADER + "1,yes,L5 L4,L4,\r\n");
        ImportOutcome outcome = take("film-1.seg.nrrd", masks(100, 200, "L5", "L4", "Sacrum", "Screw 2"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ImportOutcome.Stored.class,
                        stored -> assertThat(stored.notes())
                                .containsExactly("Film 1: the instrumented levels of the earlier version were kept."));
        ReferenceVersion newest = references.history(first.id()).getFirst();
        assertThat(newest.number()).isEqualTo(2);
        assertThat(newest.masks()).isTrue();
        assertThat(newest.reference().named()).containsExactlyInAnyOrder(Level.S1, Level.L5, Level.L4);
        assertThat(newest.reference().instrumented()).containsExactly(Level.L4);
        assertThat(references.history(first.id()).getLast().reference().named())
                .containsExactlyInAnyOrder(Level.L5, Level.L4);
    }

    @Test
    void withoutAnEarlierVersionHardwareOverABodyMakesItInstrumented() throws IOException {
        List<Segment> segments =
                new ArrayList<>(List.of(square("L5", 100, 200, 20, 20), square("L4", 100, 200, 20, 60)));
        segments.add(square("Rod", 100, 200, 25, 20));
        take("one.seg.nrrd", bytes(new SlicerSegmentation(100, 200, null, segments)));
        assertThat(references.find(first.id()).orElseThrow().instrumented()).containsExactly(Level.L5);
    }

    @Test
    void refusesMasksOfAnotherSizeAndUnknownSegments() throws IOException {
        assertThat(sentence(take("film-1.seg.nrrd", masks(64, 200, "L5"))))
                .isEqualTo("film-1.seg.nrrd: found masks of 64 x 200 pixels, expected 100 x 200, the size of Film 1.");
        assertThat(sentence(take("film-1.seg.nrrd", masks(100, 200, "L5", "Nerve"))))
                .startsWith("film-1.seg.nrrd, segment \"Nerve\": found an unknown segment, expected a level");
        assertThat(sentence(take("film-1.seg.nrrd", "NRRD0004\nno".getBytes(StandardCharsets.UTF_8))))
                .startsWith("film-1.seg.nrrd");
        assertThat(sentence(take("other.seg.nrrd", masks(100, 200, "L5")))).contains("a name of no film");
        assertThat(sentence(take("refs.txt", "x"))).contains("expected .csv, .json or .seg.nrrd");
        nothingIsStored();
    }

    @Test
    void levelsAloneKeepTheMasksOfTheSameLevels() throws IOException {
        take("film-1.seg.nrrd", masks(100, 200, "L5", "L4"));
        csv(HEADER + "1,yes,L5 L4,L5 L4,\r\n");
        assertThat(references.segmentation(first.id())).isPresent();
        csv(HEADER + "1,yes,L4 L3,L4,\r\n");
        assertThat(references.segmentation(first.id())).isEmpty();
        assertThat(references.history(first.id())).hasSize(3);
    }

    @Test
    void onlyTheLeadImports() {
        for (Role role : List.of(Role.READER, Role.SURGEON, Role.ADJUDICATOR)) {
            signIn(account(role));
            assertThatThrownBy(() -> csv(HEADER + "1,yes,S1,,\r\n")).isInstanceOf(AccessDeniedException.class);
        }
    }

    private void nothingIsStored() {
        assertThat(references.changes(study.id())).isEmpty();
        assertThat(references.find(Set.of(first.id(), second.id()))).isEmpty();
    }

    private ImportOutcome csv(String text) {
        return take("refs.csv", text);
    }

    private ImportOutcome take(String name, String text) {
        return take(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportOutcome take(String name, byte[] bytes) {
        return imports.take(study.id(), name, bytes, " first read ");
    }

    private static String sentence(ImportOutcome outcome) {
        return ((ImportOutcome.Refused) outcome).problems().getFirst().sentence();
    }

    private byte[] masks(int width, int height, String... names) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < names.length; i++) segments.add(square(names[i], width, height, 10, 10 + 30 * i));
        return bytes(new SlicerSegmentation(width, height, null, segments));
    }

    private static Segment square(String name, int width, int height, int left, int top) {
        Mask mask = new Mask(width, height);
        for (int y = top; y < top + 20; y++) for (int x = left; x < left + 20; x++) mask.values()[y * width + x] = 1;
        return new Segment(name, mask);
    }

    private byte[] bytes(SlicerSegmentation segmentation) throws IOException {
        Path file = folder.resolve("masks.seg.nrrd");
        SegNrrd.write(file, segmentation);
        return Files.readAllBytes(file);
    }
}
