package org.levelread.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.levelread.ApplicationTest;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.PlantedIdentifiers;
import org.levelread.dicom.SampleDicom;
import org.levelread.dicom.Tag;
import org.levelread.imaging.Radiograph;
import org.levelread.intake.FilmReader;
import org.levelread.intake.IncomingFilm;
import org.levelread.intake.SamplePictures;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FilmArrivalsTest extends ApplicationTest {
    @Autowired
    FilmArrivals arrivals;

    @Autowired
    Quarantine quarantine;

    @Autowired
    Uploads uploads;

    @Autowired
    CurrentAccount current;

    private final PlantedIdentifiers planted = new PlantedIdentifiers();
    private Study study;
    private Account surgeon;
    private SignedIn sender;

    @BeforeEach
    void signInAsSurgeon() {
        study = study();
        surgeon = account(Role.SURGEON);
        signIn(surgeon);
        sender = current.require();
    }

    @Test
    void nothingPlantedIsStoredOrLogged(CapturedOutput output) throws IOException {
        byte[] clear = planted.file("NO", 1);
        UploadOutcome stored = uploads.take(study.id(), new ByteArrayInputStream(clear), planted.fileName(), sender);
        byte[] doubtful = planted.file("YES", 2);
        UploadOutcome waiting =
                uploads.take(study.id(), new ByteArrayInputStream(doubtful), planted.fileName(), sender);
        UploadOutcome several = uploads.take(
                study.id(), new ByteArrayInputStream(planted.twoFrames("NO", 3)), planted.fileName(), sender);
        UploadOutcome picture = uploads.take(
                study.id(),
                new ByteArrayInputStream(SamplePictures.annotated(planted.all())),
                planted.fileName().replace(".dcm", ".png"),
                sender);
        assertThat(stored).isInstanceOf(UploadOutcome.Stored.class);
        assertThat(picture).isInstanceOf(UploadOutcome.Stored.class);
        assertThat(waiting).isInstanceOf(UploadOutcome.Quarantined.class);
        assertThat(several).isInstanceOf(UploadOutcome.Quarantined.class);
        QuarantinedFilm film = quarantine.waiting(study.id()).getFirst();
        quarantine.clear(film.id(), List.of(new BlackedOut(0, 0, 20, 10)), surgeon.id(), "the corner is covered");

        assertThat(planted.all()).hasSizeGreaterThan(30);
        for (String row : everythingStored()) {
            for (String identifier : planted.all()) {
                String hex = HexFormat.of().formatHex(identifier.getBytes(StandardCharsets.US_ASCII));
                assertThat(row).doesNotContain(identifier).doesNotContain(hex);
            }
        }
        for (String identifier : planted.all()) assertThat(output.getAll()).doesNotContain(identifier);
        assertThat(films.inStudy(study.id()))
                .hasSize(3)
                .allSatisfy(f -> assertThat(f.originalName()).matches("P-[0-9A-F]{16} [0-9]{6}|N-[0-9A-F]{16}"));
    }

    private List<String> everythingStored() {
        List<String> tables = jdbc.sql("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema')""").query(String.class).list();
        List<String> rows = new ArrayList<>();
        for (String table : tables) {
            rows.addAll(jdbc.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list());
        }
        assertThat(tables).contains("cases.film_source", "cases.quarantined_film", "cases.quarantined_frame");
        return rows;
    }

    @Test
    void aFilmKeepsItsCleanHeaderAndDaysAndItsPatient() {
        byte[] bytes = dated("20240310", "NO", 3);
        IncomingFilm incoming = FilmReader.readDicom(bytes, 0, "film");

        Arrival.Added added =
                (Arrival.Added) arrivals.take(study.id(), incoming, LocalDate.of(2024, 3, 1), surgeon.id());

        assertThat(arrivals.header(added.film().id()).orElseThrow().text(Tag.MODALITY))
                .isEqualTo("DX");
        assertThat(arrivals.filmOf(
                        study.id(),
                        arrivals.header(added.film().id()).orElseThrow().text(Tag.SOP_INSTANCE_UID)))
                .hasValue(added.film().id());
        assertThat(jdbc.sql("select days_from_surgery from cases.film_source where film_id = :f")
                        .param("f", added.film().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(9);
        assertThat(jdbc.sql("select patient from cases.film where id = :f")
                        .param("f", added.film().id())
                        .query(String.class)
                        .single())
                .matches("P-[0-9A-F]{16}");
        assertThat(arrivals.take(study.id(), bytes, null)).isEqualTo(new Arrival.Duplicate(added.film(), 1));
    }

    @Test
    void aPersonBlacksOutAndTheFilmIsInTheStudy() {
        Arrival arrival = arrivals.take(study.id(), dated("20240310", "YES", 4), null);
        QuarantinedFilm film = quarantine.waiting(study.id()).getFirst();
        assertThat(films.inStudy(study.id())).isEmpty();
        assertThat(arrival).isEqualTo(new Arrival.Quarantined(film.id(), film.reason()));
        Radiograph before = quarantine.radiograph(film).orElseThrow();

        Film cleared = quarantine
                .clear(
                        film.id(),
                        List.of(new BlackedOut(10, 20, 30, 5), new BlackedOut(-5, 98, 500, 500)),
                        surgeon.id(),
                        "all text is covered")
                .orElseThrow();

        Radiograph after = films.radiograph(cleared.id());
        for (int y = 0; y < after.height(); y++) {
            for (int x = 0; x < after.width(); x++) {
                boolean out = y >= 98 || x >= 10 && x < 40 && y >= 20 && y < 25;
                assertThat(after.value(x, y)).isEqualTo(out ? 0 : before.value(x, y));
            }
        }
        assertThat(arrivals.header(cleared.id()).orElseThrow().items(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE))
                .extracting(code -> code.text(Tag.CODE_VALUE))
                .contains("113101");
        assertThat(quarantine.waiting(study.id())).isEmpty();
        assertThat(quarantine.clear(film.id(), List.of(), surgeon.id(), "again")).isEmpty();
        assertThat(jdbc.sql("select decision || ' ' || blacked_out || ' ' || (deflated is null) from"
                                + " cases.quarantined_film where id = :id and decided_by = :by")
                        .param("id", film.id())
                        .param("by", surgeon.id())
                        .query(String.class)
                        .single())
                .isEqualTo("BLACKED_OUT [[10, 20, 30, 5], [-5, 98, 500, 500]] true");
    }

    @Test
    void aDiscardedFilmIsNowhere() {
        arrivals.take(study.id(), dated("20240310", "YES", 5), null);
        QuarantinedFilm film = quarantine.waiting(study.id()).getFirst();

        for (String blank : List.of("", " \n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> quarantine.discard(film.id(), surgeon.id(), blank))
                    .withMessage("Say why the film is discarded.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> quarantine.clear(film.id(), List.of(), surgeon.id(), blank))
                    .withMessage("Say why the film may be taken.");
        }
        assertThat(quarantine.discard(film.id(), surgeon.id(), "not a lateral film")).isTrue();

        assertThat(quarantine.discard(film.id(), surgeon.id(), "again")).isFalse();
        assertThat(quarantine.radiograph(film)).isEmpty();
        assertThat(films.inStudy(study.id())).isEmpty();
        // nor again: the person's decision holds
        assertThat(arrivals.take(study.id(), dated("20240310", "YES", 5), null))
                .isEqualTo(new Arrival.Refused("has exactly the pixels of Arrival 1, which a person discarded: it was not taken again."));
    }

    @Test
    void aFilmThatWasBlackedOutIsKnownAgain() {
        arrivals.take(study.id(), dated("20240310", "YES", 6), null);
        QuarantinedFilm film = quarantine.waiting(study.id()).getFirst();
        Film taken = quarantine
                .clear(film.id(), List.of(new BlackedOut(0, 0, 9, 9)), surgeon.id(), "covered")
                .orElseThrow();

        assertThat(arrivals.take(study.id(), dated("20240310", "YES", 6), null)).isEqualTo(new Arrival.Duplicate(taken, 1));
        assertThat(quarantine.waiting(study.id())).isEmpty();
    }

    /// three frames of 70 x 80 pixels, of which the first shows nothing
    private static byte[] threeFrames() {
        int[] words = SampleDicom.ramp(3 * 70 * 80, 4096);
        Arrays.fill(words, 0, 70 * 80, 0);
        return SampleDicom.grey(SampleDicom.EXPLICIT, 70, 80, 12)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "3")
                .text(Tag.BURNED_IN_ANNOTATION, "CS", "NO")
                .words(words)
                .toBytes();
    }

    @Test
    void aPersonChoosesOneFrameOfSeveral() throws IOException {
        byte[] file = threeFrames();
        UploadOutcome outcome = uploads.take(study.id(), new ByteArrayInputStream(file), "xa.dcm", sender);

        assertThat(outcome)
                .isEqualTo(new UploadOutcome.Quarantined(
                        "xa.dcm has 3 frames: a person must choose the one that is the film."));
        assertThat(films.inStudy(study.id())).isEmpty();
        QuarantinedFilm film = quarantine.waiting(study.id()).getFirst();
        assertThat(film.frames()).isEqualTo(3);
        assertThat(quarantine.frames(film)).containsExactly(2, 3);
        assertThat(quarantine.radiograph(film, 1)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quarantine.clear(film.id(), List.of(), surgeon.id(), "no text"))
                .withMessage("Choose the frame of Arrival 1 that is the film: 2 of its frames wait.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quarantine.clear(film.id(), 1, List.of(), surgeon.id(), "no text"))
                .withMessage("Arrival 1 has no frame 1.");

        List<BlackedOut> corner = List.of(new BlackedOut(0, 0, 5, 5));
        Film taken = quarantine.clear(film.id(), 3, corner, surgeon.id(), "the sharpest").orElseThrow();

        Radiograph third = FilmReader.readDicom(file, 2, "xa.dcm").film().film();
        Radiograph kept = films.radiograph(taken.id());
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 70; x++) assertThat(kept.value(x, y)).isEqualTo(x < 5 && y < 5 ? 0 : third.value(x, y));
        }
        assertThat(taken.originalName()).endsWith(" frame 3");
        assertThat(frames("cases.film_source", "film_id", taken.id())).isEqualTo("3 of 3");
        assertThat(frames("cases.quarantined_film", "id", film.id())).isEqualTo("3 of 3");
        assertThat(jdbc.sql("select count(*) from cases.quarantined_frame where quarantine_id = :id")
                        .param("id", film.id())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select new_value ->> 'frame' from audit.entry where action = 'film.quarantine.decided'"
                                + " and new_value ->> 'film' = :film")
                        .param("film", taken.id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo("3 of 3");
        // what was chosen holds
        assertThat(arrivals.take(study.id(), file, null)).isEqualTo(new Arrival.Duplicate(taken, 3));
    }

    private String frames(String table, String key, UUID id) {
        return jdbc.sql("select frame || ' of ' || frames from " + table + " where " + key + " = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Test
    void moreFramesThanAPersonCanChooseFromAreRefused() {
        byte[] many = SampleDicom.grey(SampleDicom.EXPLICIT, 70, 80, 12)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "101")
                .words(SampleDicom.ramp(101 * 70 * 80, 4096))
                .toBytes();
        assertThat(arrivals.take(study.id(), many, null))
                .isEqualTo(new Arrival.Refused("has 101 frames, more than a person can choose from here (100, or 150 MB): export"
                        + " the one that is the film alone, or bring it by ./levelread import --frame N."));
    }

    @Test
    void whatIsNoFilmIsRefusedWithAReason() {
        assertThat(arrivals.take(study.id(), "no film".getBytes(StandardCharsets.US_ASCII), null))
                .isEqualTo(new Arrival.Refused("is a text file, not a DICOM file."));
    }

    private static byte[] dated(String date, String burnedIn, int seed) {
        var film = DicomFile.read(SampleDicom.written(SampleDicom.film(80 + seed, 100, 4095)))
                .dataSet();
        return DicomFile.write(film.set(Tag.STUDY_DATE, date)
                .set(Tag.BURNED_IN_ANNOTATION, burnedIn)
                .set(Tag.PATIENT_ID, "patient of " + date.toLowerCase(Locale.ROOT)));
    }
}
