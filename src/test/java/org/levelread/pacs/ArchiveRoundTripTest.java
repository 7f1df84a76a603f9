package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.ApplicationTest;
import org.levelread.cases.BlackedOut;
import org.levelread.cases.DeidentificationKey;
import org.levelread.cases.Film;
import org.levelread.cases.FilmArrivals;
import org.levelread.cases.Quarantine;
import org.levelread.cases.QuarantinedFilm;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.Tag;
import org.levelread.dicom.Vr;
import org.levelread.imaging.LabelMap;
import org.levelread.prediction.MadeRuns;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.prediction.Structure;
import org.levelread.protocol.Study;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/// From a real Orthanc and back to it, over networks that fail: nothing is lost and nothing comes twice.
class ArchiveRoundTripTest extends ApplicationTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final List<String> IDENTIFIERS = List.of("Änderung", "PID-4711", "ACC-0815", "19500102", "Dr. Verräter");

    private static OrthancServer orthanc;

    @TempDir
    Path folder;

    @Autowired
    ApplicationContext application;

    @Autowired
    Archives archives;

    @Autowired
    ArchiveStore archiveStore;

    @Autowired
    ObjectStore objects;

    @Autowired
    Intake intake;

    @Autowired
    Predictions predictions;

    @Autowired
    OutsideKey key;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    DataSource dataSource;

    private final Random random = new Random(UUID.randomUUID().getMostSignificantBits());
    private Study study;
    private ArchiveQueue queue;
    private Transfers transfers;

    @BeforeAll
    static void startArchive() throws Exception {
        orthanc = OrthancServer.start();
    }

    @AfterAll
    static void stopArchive() {
        orthanc.close();
    }

    /// the queue of a server that is in a hurry, on the application's own tables
    @BeforeEach
    void startQueue() throws IOException {
        study = studies.create("s-" + UUID.randomUUID(), "A study", false);
        // lateral films of the spine, says its protocol
        protocols.adopt(study.id(), Files.readString(Path.of("study-protocols/demo/protocol.yaml")));
        ObjectProvider<Transfers> provider = new ObjectProvider<>() {
            @Override
            public Transfers getObject() {
                return transfers;
            }
        };
        queue = new ArchiveQueue(
                dataSource, provider, "test-" + UUID.randomUUID(), Duration.ofMillis(100), true);
        transfers = new Transfers(
                archiveStore,
                objects,
                queue,
                intake,
                application.getBean(PlannedCriteria.class),
                predictions,
                application.getBean(FilmArrivals.class),
                films,
                application.getBean(DeidentificationKey.class),
                key,
                events,
                transaction,
                Clock.systemUTC(),
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                "LevelRead test");
        queue.start();
    }

    @AfterEach
    void stopQueue() {
        queue.stop();
        // what this test left undone must not be taken up by the next one's queue
        jdbc.sql("delete from pacs.scheduled_tasks").update();
    }

    private Archive archive(int port, String studyDay) {
        URI address = URI.create("http://127.0.0.1:" + port + "/dicom-web");
        Archive archive = new Archive(
                UUID.randomUUID(),
                study.id(),
                "Archive " + UUID.randomUUID().toString().substring(0, 8),
                address,
                new Login.Basic(OrthancServer.USER, OrthancServer.PASSWORD),
                null,
                true,
                true,
                null,
                new Criteria(
                        List.of("DX"),
                        List.of(),
                        List.of(),
                        java.time.LocalDate.parse(studyDay),
                        java.time.LocalDate.parse(studyDay)),
                Archive.Health.UNKNOWN);
        archives.save(archive, "another step of the test");
        return archive;
    }

    /// a film of a patient, as a hospital has it
    private DataSet hospitalFilm(String studyDay) throws IOException {
        DataSet film = DicomFile.read(Files.readAllBytes(Path.of("study-protocols/demo/films/film-000001.dcm")))
                .dataSet();
        String root = "1.2.276.0.99." + Math.abs(random.nextLong());
        return film.set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .set(Tag.PATIENT_NAME, IDENTIFIERS.get(0) + "^Änne")
                .set(Tag.PATIENT_ID, IDENTIFIERS.get(1))
                .set(Tag.ACCESSION_NUMBER, IDENTIFIERS.get(2))
                .set(Tag.PATIENT_BIRTH_DATE, IDENTIFIERS.get(3))
                .set(Tag.REFERRING_PHYSICIAN_NAME, IDENTIFIERS.get(4))
                .set(Tag.STUDY_DATE, studyDay.replace("-", ""))
                .set(Tag.STUDY_INSTANCE_UID, root + ".1")
                .set(Tag.SERIES_INSTANCE_UID, root + ".2")
                .set(Tag.SOP_INSTANCE_UID, root + ".3");
    }

    /// of noise that no other film equals, small so that it is quick
    private DataSet smallFilm(String studyDay) throws IOException {
        int columns = 90, rows = 110;
        byte[] pixels = new byte[2 * columns * rows];
        random.nextBytes(pixels);
        for (int i = 1; i < pixels.length; i += 2) pixels[i] &= 0x0f;
        return hospitalFilm(studyDay)
                .set(Tag.ROWS, rows)
                .set(Tag.COLUMNS, columns)
                .set(Tag.BITS_STORED, 12)
                .set(Tag.HIGH_BIT, 11)
                .setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
    }

    private void push(List<DataSet> films) throws Exception {
        List<Path> files = new ArrayList<>();
        for (DataSet film : films) {
            files.add(Files.write(folder.resolve(UUID.randomUUID() + ".dcm"), DicomFile.write(film)));
        }
        orthanc.storescu(files.toArray(Path[]::new));
    }

    private void until(String what, Callable<Boolean> condition) {
        await(what).atMost(SOON).pollInterval(Duration.ofMillis(100)).until(condition);
    }

    private List<Film> taken() {
        return films.inStudy(study.id());
    }

    private boolean allDone(Archive archive, int jobs) {
        return archives.counts(archive.id()).get(Job.State.DONE) == jobs;
    }

    private List<DataSet> results(String modality, DataSet film) throws Exception {
        List<DataSet> results = new ArrayList<>();
        for (String instance : orthanc.instances(modality)) {
            Path file = orthanc.download(instance, folder.resolve(instance));
            DataSet result = DicomFile.read(Files.readAllBytes(file)).dataSet();
            if (result.text(Tag.STUDY_INSTANCE_UID).equals(film.text(Tag.STUDY_INSTANCE_UID))) results.add(result);
        }
        return results;
    }

    @Test
    void aFilmIsFoundFetchedPredictedAndItsResultsAreBack() throws Exception {
        DataSet source = hospitalFilm("2026-01-05");
        DataSet otherBodyPart = hospitalFilm("2026-01-05").set(Tag.BODY_PART_EXAMINED, "KNEE");
        DataSet otherDay = hospitalFilm("2026-01-06");
        push(List.of(source, otherBodyPart, otherDay));
        Archive archive = archive(orthanc.httpPort(), "2026-01-05");
        assertThat(archives.test(archive)).isEmpty();

        archives.searchNow(archive.id());
        until("the film is taken", () -> taken().size() == 1);
        Film film = taken().getFirst();
        PredictionRun run = MadeRuns.predict(application, film.id());
        assertThat(run.error()).isNull();
        until("results are sent", () -> allDone(archive, 2));

        DataSet segmentation = only(results("SEG", source));
        DataSet report = only(results("SR", source));
        for (DataSet result : List.of(segmentation, report)) {
            assertThat(result.text(Tag.PATIENT_NAME)).isEqualTo("Änderung^Änne");
            assertThat(result.text(Tag.PATIENT_ID)).isEqualTo("PID-4711");
            Path file = Files.write(folder.resolve("result.dcm"), DicomFile.write(result));
            assertThat(Programs.dciodvfyErrors(file)).isEmpty();
        }
        assertThat(segmentation.firstItem(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE)
                        .flatMap(groups -> groups.firstItem(Tag.DERIVATION_IMAGE_SEQUENCE))
                        .flatMap(derivation -> derivation.firstItem(Tag.SOURCE_IMAGE_SEQUENCE))
                        .orElseThrow()
                        .text(Tag.REFERENCED_SOP_INSTANCE_UID))
                .isEqualTo(source.text(Tag.SOP_INSTANCE_UID));
        assertThatMasksAreThoseStored(segmentation, run);
        assertThatNothingNamesThePatient(source);
    }

    private static DataSet only(List<DataSet> results) {
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    /// pydicom reads the segmentation that came back from Orthanc
    private void assertThatMasksAreThoseStored(DataSet segmentation, PredictionRun run) throws Exception {
        Path file = Files.write(folder.resolve("seg.dcm"), DicomFile.write(segmentation));
        List<String> wanted = new ArrayList<>();
        LabelMap levels = predictions.levels(run.id()).orElseThrow();
        int most = java.util.Arrays.stream(levels.values()).max().orElse(0);
        for (int label = 1; label <= most; label++) {
            byte[] mask = new byte[levels.values().length];
            for (int i = 0; i < mask.length; i++) mask[i] = (byte) (levels.values()[i] == label ? 1 : 0);
            wanted.add(sha256(mask));
        }
        for (Structure structure : List.of(Structure.SACRUM, Structure.INSTRUMENTATION)) {
            predictions.mask(run.id(), structure).filter(mask -> mask.count() > 0).ifPresent(mask ->
                    wanted.add(sha256(mask.values())));
        }
        assertThat(wanted).hasSizeGreaterThan(3);
        assertThat(Programs.python(
                                "import sys,hashlib,pydicom\nd=pydicom.dcmread(sys.argv[1])\n"
                                        + "for f in d.pixel_array: print(hashlib.sha256(f.astype('uint8').tobytes()).hexdigest())",
                                file.toString())
                        .text()
                        .lines())
                .containsExactlyElementsOf(wanted);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// neither what was planted nor the archive's UIDs nor its password lie in any table in clear
    private void assertThatNothingNamesThePatient(DataSet source) {
        List<String> secrets = new ArrayList<>(IDENTIFIERS);
        secrets.addAll(List.of(
                source.text(Tag.STUDY_INSTANCE_UID),
                source.text(Tag.SERIES_INSTANCE_UID),
                source.text(Tag.SOP_INSTANCE_UID),
                OrthancServer.PASSWORD));
        List<String> tables = jdbc.sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""")
                .query(String.class)
                .list();
        assertThat(tables).contains("pacs.object", "cases.film");
        for (String table : tables) {
            for (String secret : secrets) {
                String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
                assertThat(jdbc.sql("select count(*) from " + table
                                        + " t where t::text like :text or t::text like :hex")
                                .param("text", "%" + secret + "%")
                                .param("hex", "%" + hex + "%")
                                .query(Long.class)
                                .single())
                        .as("%s in %s", secret, table)
                        .isZero();
            }
        }
    }

    @Test
    void anArchiveThatIsKilledInTheMiddleLosesNothing() throws Exception {
        List<DataSet> sources = new ArrayList<>();
        for (int i = 0; i < 6; i++) sources.add(smallFilm("2026-02-01"));
        push(sources);
        Archive archive = archive(orthanc.httpPort(), "2026-02-01");
        archives.searchNow(archive.id());
        until("the first film is there", () -> !taken().isEmpty());

        orthanc.kill();
        Film first = taken().getFirst();
        MadeRuns.pretend(application, first.id());
        until("the result cannot be sent", () -> archives.jobs(archive.id(), 100).stream()
                .anyMatch(job -> job.kind() == Job.Kind.SEND && job.attempts() > 1));
        assertThat(archives.find(archive.id()).orElseThrow().health().failing()).isTrue();
        orthanc.resume();
        archives.searchNow(archive.id());

        until("all films are there", () -> taken().size() == 6);
        for (Film film : taken()) if (!film.id().equals(first.id())) MadeRuns.pretend(application, film.id());
        until("all is sent", () -> allDone(archive, 12));
        assertThatEachHasOneResult(sources);
        assertThat(archives.find(archive.id()).orElseThrow().health().well()).isTrue();
    }

    private void assertThatEachHasOneResult(List<DataSet> sources) throws Exception {
        assertThat(taken()).hasSize(sources.size());
        for (DataSet source : sources) {
            assertThat(results("SEG", source)).hasSize(1);
            assertThat(results("SR", source)).hasSize(1);
        }
    }

    @Test
    void aNetworkThatFailsInEveryWayLosesNothingAndDoublesNothing() throws Exception {
        List<DataSet> sources = new ArrayList<>();
        for (int i = 0; i < 4; i++) sources.add(smallFilm("2026-03-01"));
        push(sources);
        try (FaultyProxy network = new FaultyProxy(orthanc.httpPort())) {
            Archive archive = archive(network.port(), "2026-03-01");
            network.plan(line -> line.contains("/studies?"), new FaultyProxy.Fault.Cut(30));
            network.plan(line -> line.contains("/instances?"), new FaultyProxy.Fault.Answer("503 Busy\r\nRetry-After: 1"));
            // in the head, in the middle and just before the end of a film
            network.plan(line -> film(line), new FaultyProxy.Fault.Cut(100));
            network.plan(line -> film(line), new FaultyProxy.Fault.Cut(9000));
            network.plan(line -> film(line), new FaultyProxy.Fault.Stall(9000));
            network.plan(line -> film(line), new FaultyProxy.Fault.Answer("503 Busy"));
            network.plan(line -> line.contains("/metadata"), new FaultyProxy.Fault.Stall(0));
            // stored, but nobody hears of it
            network.plan(line -> line.startsWith("POST"), new FaultyProxy.Fault.Cut(10));
            network.plan(line -> line.startsWith("POST"), new FaultyProxy.Fault.Answer("502 Bad Gateway"));
            archives.searchNow(archive.id());

            until("all films are there", () -> taken().size() == 4);
            for (Film film : taken()) MadeRuns.pretend(application, film.id());
            until("all is sent", () -> allDone(archive, 8));
            assertThat(network.faults()).isEqualTo(9);
            assertThatEachHasOneResult(sources);
            // the same films are asked for again, and found known
            archives.searchNow(archive.id());
            until("searched again", () -> !java.util.Objects.requireNonNull(
                            archives.find(archive.id()).orElseThrow().health().searchedAt())
                    .isBefore(java.util.Objects.requireNonNull(lastJobEnd(archive))));
            assertThat(taken()).hasSize(4);
            assertThat(allDone(archive, 8)).isTrue();
        }
    }

    private java.time.@Nullable Instant lastJobEnd(Archive archive) {
        return archives.jobs(archive.id(), 1).getFirst().endedAt();
    }

    private static boolean film(String requestLine) {
        return requestLine.matches("GET \\S*/instances/[0-9.]+ .*");
    }

    @Test
    void aFilmThatAPersonClearsGoesOnAndItsResultsGoBack() throws Exception {
        DataSet source = smallFilm("2026-04-01").set(Tag.BURNED_IN_ANNOTATION, "YES");
        DataSet frames = severalFrames(smallFilm("2026-04-01"), 3);
        push(List.of(source, frames));
        Archive archive = archive(orthanc.httpPort(), "2026-04-01");
        archives.searchNow(archive.id());
        until("both are fetched", () -> allDone(archive, 2));
        assertThat(taken()).isEmpty();

        Quarantine quarantine = application.getBean(Quarantine.class);
        UUID by = account(org.levelread.readers.Role.STUDY_LEAD).id();
        for (QuarantinedFilm film : quarantine.waiting(study.id())) {
            quarantine.clear(film.id(), film.frames() == 1 ? 1 : 2, List.of(), by, "no text in it");
        }
        for (Film film : taken()) MadeRuns.pretend(application, film.id());
        until("results are sent", () -> allDone(archive, 4));
        assertThatEachHasOneResult(List.of(source, frames));
        assertThat(referencedFrame(source)).isEmpty();
        assertThat(referencedFrame(frames)).isEqualTo("2");
    }

    private DataSet severalFrames(DataSet film, int count) {
        byte[] pixels = new byte[count * film.bytes(Tag.PIXEL_DATA).length];
        random.nextBytes(pixels);
        for (int i = 1; i < pixels.length; i += 2) pixels[i] &= 0x0f;
        return film.set(Tag.NUMBER_OF_FRAMES, count).setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
    }

    /// the frame that the report's image library names; empty where it names the whole image
    private String referencedFrame(DataSet film) throws Exception {
        DataSet library = only(results("SR", film)).items(Tag.CONTENT_SEQUENCE).stream()
                .filter(item -> item.firstItem(Tag.CONCEPT_NAME_CODE_SEQUENCE)
                        .orElseThrow()
                        .text(Tag.CODE_VALUE)
                        .equals("111028"))
                .findFirst()
                .orElseThrow();
        return library.firstItem(Tag.CONTENT_SEQUENCE)
                .flatMap(group -> group.firstItem(Tag.CONTENT_SEQUENCE))
                .flatMap(image -> image.firstItem(Tag.REFERENCED_SOP_SEQUENCE))
                .orElseThrow()
                .text(Tag.REFERENCED_FRAME_NUMBER);
    }

    /// the same pixels in two objects, one after the other was decided about, and films that nobody wants
    @Test
    void whatAPersonDecidesHoldsForEveryObjectWithThesePixels() throws Exception {
        DataSet first = smallFilm("2026-05-01").set(Tag.BURNED_IN_ANNOTATION, "YES");
        DataSet twin = copy(first, ".7");
        DataSet unwanted = smallFilm("2026-05-01").set(Tag.BURNED_IN_ANNOTATION, "YES");
        push(List.of(first, twin, unwanted));
        Archive archive = archive(orthanc.httpPort(), "2026-05-01");
        archives.searchNow(archive.id());
        until("all are fetched", () -> allDone(archive, 3));
        Quarantine quarantine = application.getBean(Quarantine.class);
        UUID by = account(org.levelread.readers.Role.STUDY_LEAD).id();
        assertThat(quarantine.waiting(study.id())).hasSize(2);
        for (QuarantinedFilm film : quarantine.waiting(study.id())) {
            boolean wanted = quarantine.radiograph(film).orElseThrow().value(0, 0) == value(first);
            if (wanted) quarantine.clear(film.id(), List.of(new BlackedOut(0, 0, 5, 5)), by, "text covered");
            else quarantine.discard(film.id(), by, "no film");
        }
        assertThat(states()).containsExactly("REFUSED", "TAKEN", "TAKEN");

        MadeRuns.pretend(application, taken().getFirst().id());
        until("results of both objects are sent", () -> allDone(archive, 5));
        push(List.of(copy(first, ".8"), copy(unwanted, ".8")));
        archives.searchNow(archive.id());
        until("the later twin's result is sent, too", () -> allDone(archive, 8));
        assertThat(states()).containsExactly("REFUSED", "REFUSED", "TAKEN", "TAKEN", "TAKEN");
        assertThat(taken()).hasSize(1);
        assertThat(quarantine.waiting(study.id())).isEmpty();
    }

    private static int value(DataSet film) {
        byte[] pixels = film.bytes(Tag.PIXEL_DATA);
        return pixels[0] & 0xff | (pixels[1] & 0xff) << 8;
    }

    private static DataSet copy(DataSet film, String ending) {
        DataSet copy = new DataSet();
        film.elements().forEach(copy::put);
        return copy.set(Tag.SOP_INSTANCE_UID, film.text(Tag.SOP_INSTANCE_UID) + ending);
    }

    private List<String> states() {
        return jdbc.sql("select state from pacs.object where study_id = :study order by state")
                .param("study", study.id())
                .query(String.class)
                .list();
    }

    @Test
    void aWrongPasswordIsToldAndNeverShown() {
        Archive archive = archive(orthanc.httpPort(), "2026-01-05");
        Archive wrong = new Archive(
                archive.id(),
                archive.studyId(),
                archive.name(),
                archive.baseUrl(),
                new Login.Basic("levelread", "wrong-password"),
                null,
                true,
                true,
                null,
                archive.criteria(),
                Archive.Health.UNKNOWN);
        assertThat(archives.test(wrong)).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("refuses the user name, password or token (401)")
                .doesNotContain("wrong-password"));
        assertThat(wrong.toString()).doesNotContain("wrong-password");
    }
}
