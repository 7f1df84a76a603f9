package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.PlantedIdentifiers;
import org.levelread.dicom.Tag;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.prediction.PredictedFilm;
import org.levelread.spine.InstrumentationFinding;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;

/// Debian's dicom3tools and pydicom judge the objects that go to an archive.
class ResultObjectsTest {
    /// reads a SEG and prints a line for each segment: label, type code, tracking UID, SHA-256 of its mask as bytes
    private static final String READ_SEG = """
            import sys, hashlib, pydicom
            d = pydicom.dcmread(sys.argv[1])
            frames = d.pixel_array.reshape((int(d.NumberOfFrames), d.Rows, d.Columns))
            for g, frame in zip(d.PerFrameFunctionalGroupsSequence, frames):
                s = d.SegmentSequence[g.SegmentIdentificationSequence[0].ReferencedSegmentNumber - 1]
                t = s.SegmentedPropertyTypeCodeSequence[0]
                print(s.SegmentLabel, t.CodeValue, s.TrackingUID, hashlib.sha256(frame.astype('uint8').tobytes()).hexdigest(), sep='|')
            """;

    private static final String READ_SR = """
            import sys, pydicom
            d = pydicom.dcmread(sys.argv[1])
            def name(i): return i.ConceptNameCodeSequence[0].CodeMeaning if 'ConceptNameCodeSequence' in i else ''
            root = {name(i): i for i in d.ContentSequence}
            for g in root['Imaging Measurements'].ContentSequence:
                v = {}
                for i in g.ContentSequence:
                    c = i.ConceptCodeSequence[0].CodeValue if i.ValueType == 'CODE' else i.get('TextValue', '')
                    v.setdefault(name(i), []).append(c)
                s = [str(i.ReferencedSOPSequence[0].get('ReferencedSegmentNumber')) for i in g.ContentSequence if name(i) == 'Referenced Segment']
                print(v['Tracking Identifier'][0], ','.join(v.get('Finding Site', [])), ','.join(s), v.get('Instrumented', v.get('Present'))[0], sep='|')
            for i in root['Qualitative Evaluations'].ContentSequence:
                print(name(i), i.ConceptCodeSequence[0].CodeMeaning if i.ValueType == 'CODE' else i.TextValue, sep='=')
            """;

    @TempDir
    Path folder;

    /// a size at which neither a row nor a frame ends at a byte's end
    private static final int WIDTH = 61, HEIGHT = 97;

    private static DataSet source(int rows, int columns) throws IOException {
        DataSet film = DicomFile.read(Files.readAllBytes(Path.of("study-protocols/demo/films/film-000001.dcm")))
                .dataSet();
        return film.remove(Tag.PIXEL_DATA)
                .set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .set(Tag.PATIENT_NAME, "Müller^Änne")
                .set(Tag.PATIENT_ID, "4711")
                .set(Tag.PATIENT_BIRTH_DATE, "19500102")
                .set(Tag.ACCESSION_NUMBER, "A-1")
                .set(Tag.STUDY_DATE, "20260301")
                .set(Tag.STUDY_TIME, "0930")
                .set(Tag.ROWS, rows)
                .set(Tag.COLUMNS, columns);
    }

    private static LevelFinding body(@Nullable Level level, boolean instrumented) {
        Polygon box = new Polygon(List.of(new Point(1, 1), new Point(9, 1), new Point(9, 9), new Point(1, 9)));
        return new LevelFinding(level, box, new Point(5, 5), 0.934, instrumented);
    }

    private static PredictedFilm prediction(List<LevelFinding> bodies, boolean determinable, @Nullable String reason) {
        List<Level> instrumented = new ArrayList<>();
        for (LevelFinding body : bodies) if (body.instrumented() && body.level() != null) instrumented.add(body.level());
        return new PredictedFilm(
                WIDTH,
                HEIGHT,
                bodies,
                new SacrumFinding(true, bodies.getFirst().polygon(), null, .9),
                new InstrumentationFinding(true, List.of()),
                instrumented,
                determinable,
                reason,
                List.of(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
    }

    private static FilmResult result(PredictedFilm prediction, long seed) {
        Random random = new Random(seed);
        LabelMap levels = new LabelMap(WIDTH, HEIGHT);
        for (int i = 0; i < levels.values().length; i++) {
            levels.values()[i] = random.nextInt(prediction.levels().size() + 1);
        }
        return new FilmResult(
                new UUID(1, seed),
                2,
                prediction,
                levels,
                Optional.of(noise(random)),
                Optional.of(noise(random)),
                name -> "2.25." + new java.math.BigInteger(1, digest(name.getBytes(StandardCharsets.UTF_8)))
                        .shiftRight(136));
    }

    private static Mask noise(Random random) {
        Mask mask = new Mask(WIDTH, HEIGHT);
        for (int i = 0; i < mask.values().length; i++) mask.values()[i] = (byte) (random.nextBoolean() ? 1 : 0);
        return mask;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String name, DataSet object) throws IOException {
        return Files.write(folder.resolve(name), DicomFile.write(object));
    }

    private static ResultObjects objects(DataSet source, FilmResult result) {
        return ResultObjects.of(source, result, LocalDateTime.of(2026, 3, 2, 8, 5, 9), "LevelRead 0.1.0");
    }

    @Test
    void theMasksArriveBitForBitAndTheLevelsCoded() throws Exception {
        FilmResult result = result(
                prediction(List.of(body(Level.L5, true), body(Level.L4, true), body(Level.L6, false)), true, null), 5);
        ResultObjects objects = objects(source(HEIGHT, WIDTH), result);
        Path seg = file("seg.dcm", objects.segmentation());
        Path sr = file("sr.dcm", objects.report());

        assertThat(Programs.dciodvfyErrors(seg)).isEmpty();
        assertThat(Programs.dciodvfyErrors(sr)).isEmpty();
        List<String> wanted = new ArrayList<>();
        for (FilmResult.Piece piece : result.pieces()) {
            wanted.add(String.join(
                    "|",
                    piece.segment().label(),
                    piece.segment().type().value(),
                    piece.segment().trackingUid(),
                    HexFormat.of().formatHex(digest(piece.segment().mask().values()))));
        }
        Programs.Said read = Programs.python(READ_SEG, seg.toString());
        assertThat(read.text().lines()).containsExactlyElementsOf(wanted);
        assertThat(wanted.getFirst()).startsWith("L5|49668003|2.25.");

        assertThat(Programs.python(READ_SR, sr.toString()).text().lines())
                .containsExactly(
                        "L5|49668003|1|373066001",
                        "L4|11994002|2|373066001",
                        "L6||3|373067005",
                        "Instrumentation|49668003,11994002|5|373066001",
                        "Levels can be determined=Yes",
                        "Instrumented levels=L5, L4",
                        "Comment=For research only, not verified by a person: no decision about a patient may rest on it.");
    }

    @Test
    void bothReferToTheArchivesImageAndItsPatient() throws IOException {
        DataSet source = source(HEIGHT, WIDTH);
        ResultObjects objects = objects(source, result(prediction(List.of(body(Level.L5, false)), true, null), 6));
        for (DataSet object : objects.all()) {
            DataSet read = DicomFile.read(DicomFile.write(object)).dataSet();
            assertThat(read.text(Tag.PATIENT_NAME)).isEqualTo("Müller^Änne");
            assertThat(read.text(Tag.PATIENT_ID)).isEqualTo("4711");
            assertThat(read.text(Tag.STUDY_INSTANCE_UID)).isEqualTo(source.text(Tag.STUDY_INSTANCE_UID));
            assertThat(read.text(Tag.SERIES_INSTANCE_UID)).isNotEqualTo(source.text(Tag.SERIES_INSTANCE_UID));
        }
        DataSet shared = objects.segmentation().firstItem(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElseThrow();
        DataSet image = shared.firstItem(Tag.DERIVATION_IMAGE_SEQUENCE)
                .flatMap(derivation -> derivation.firstItem(Tag.SOURCE_IMAGE_SEQUENCE))
                .orElseThrow();
        assertThat(image.text(Tag.REFERENCED_SOP_INSTANCE_UID)).isEqualTo(source.text(Tag.SOP_INSTANCE_UID));
    }

    /// The archive's own patient and study, by which it files the objects, and the image's UIDs; nothing else of what the image
    /// says: no institution, no operator, no comment, no private attribute.
    @Test
    void nothingOfTheImageGoesBackButItsPatientAndStudy() throws IOException {
        PlantedIdentifiers planted = new PlantedIdentifiers();
        DataSet source = DicomFile.read(planted.file("NO", 1)).dataSet().set(Tag.ROWS, HEIGHT).set(Tag.COLUMNS, WIDTH);
        List<String> meant = new ArrayList<>();
        for (int tag : new int[] {
            Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.ISSUER_OF_PATIENT_ID, Tag.PATIENT_BIRTH_DATE, Tag.STUDY_DATE,
            Tag.ACCESSION_NUMBER, Tag.REFERRING_PHYSICIAN_NAME, Tag.STUDY_ID, Tag.STUDY_DESCRIPTION,
            Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID
        }) {
            meant.add(source.text(tag));
        }
        List<String> others = planted.all().stream()
                .filter(identifier -> meant.stream().noneMatch(text -> text.contains(identifier)))
                .toList();
        assertThat(others).hasSizeGreaterThan(25);
        FilmResult result = result(prediction(List.of(body(Level.L5, true)), true, null), 6);
        assertThat(objects(source, result).all()).hasSize(2).allSatisfy(object -> {
            String written = new String(DicomFile.write(object), StandardCharsets.ISO_8859_1);
            assertThat(written).contains(source.text(Tag.PATIENT_ID)).doesNotContain(others);
        });
    }

    /// every reference to the image, by PS3.3, 10.3: the frame where the image has several
    private static final String READ_FRAMES = """
            import sys, pydicom
            d = pydicom.dcmread(sys.argv[1])
            def look(data):
                if data.get('ReferencedSOPInstanceUID') == sys.argv[2] and 'evidence' not in path:
                    print(data.get('ReferencedFrameNumber', 'none'))
                for e in data:
                    if e.VR == 'SQ':
                        path.append('evidence' if e.keyword in ('ReferencedSeriesSequence', 'CurrentRequestedProcedureEvidenceSequence') else e.keyword)
                        for item in e.value: look(item)
                        path.pop()
            path = []
            look(d)
            """;

    @Test
    void theResultOfOneFrameOfSeveralSaysWhich() throws Exception {
        FilmResult result = result(prediction(List.of(body(Level.L5, true), body(Level.L4, true)), true, null), 5);
        DataSet several = source(HEIGHT, WIDTH)
                .set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.12.2")
                .set(Tag.MODALITY, "RF")
                .set(Tag.NUMBER_OF_FRAMES, 3);
        for (DataSet source : List.of(several, source(HEIGHT, WIDTH))) {
            for (DataSet object : objects(source, result).all()) {
                Path file = file("object.dcm", object);
                assertThat(Programs.dciodvfyErrors(file)).isEmpty();
                assertThat(Programs.python(READ_FRAMES, file.toString(), source.text(Tag.SOP_INSTANCE_UID))
                                .text()
                                .lines())
                        .isNotEmpty()
                        .containsOnly(source == several ? "2" : "none");
            }
        }
    }

    @Test
    void aSecondSendingIsTheSameObjects() throws IOException {
        Map<Integer, byte[]> first = new LinkedHashMap<>();
        for (int round = 0; round < 2; round++) {
            FilmResult result = result(prediction(List.of(body(Level.L5, false)), true, null), 7);
            int i = 0;
            for (DataSet object : objects(source(HEIGHT, WIDTH), result).all()) {
                byte[] file = DicomFile.write(object);
                byte[] before = first.putIfAbsent(i++, file);
                if (before != null) assertThat(file).isEqualTo(before);
            }
        }
    }

    @Test
    void whereLevelsCannotBeToldNoLevelIsCoded() throws Exception {
        FilmResult result = result(
                prediction(List.of(body(null, true), body(null, false)), false, "the sacrum is not in view"), 8);
        ResultObjects objects = objects(source(HEIGHT, WIDTH), result);
        Path seg = file("seg.dcm", objects.segmentation());
        Path sr = file("sr.dcm", objects.report());
        assertThat(Programs.dciodvfyErrors(seg)).isEmpty();
        assertThat(Programs.dciodvfyErrors(sr)).isEmpty();
        assertThat(Programs.python(READ_SEG, seg.toString()).text().lines())
                .first()
                .asString()
                .startsWith("Vertebra 1|51282000|");
        assertThat(Programs.python(READ_SR, sr.toString()).text().lines())
                .contains("Vertebra 1||1|373066001", "Levels can be determined=No", "Reason=the sacrum is not in view")
                .noneMatch(line -> line.startsWith("Instrumented levels"));
    }

    @Test
    void masksOfAnotherGridAreNotSent() throws Exception {
        ResultObjects objects =
                objects(source(HEIGHT, 2 * WIDTH), result(prediction(List.of(body(Level.L3, true)), true, null), 9));
        assertThat(objects.segmentation()).isNull();
        Path sr = file("sr.dcm", objects.report());
        assertThat(Programs.dciodvfyErrors(sr)).isEmpty();
        assertThat(Programs.python(READ_SR, sr.toString()).text().lines()).contains("L3|36470004||373066001");
    }
}
