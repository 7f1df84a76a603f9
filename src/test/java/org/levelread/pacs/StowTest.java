package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.TestDatabase;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.Tag;
import org.levelread.dicom.Vr;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.shell.LevelReadApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a hospital's router gets that pushes films over HTTP.
@SpringBootTest(
        classes = LevelReadApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "db-scheduler.polling-interval=1h",
            "db-scheduler.immediate-execution-enabled=false",
            "vaadin.productionMode=true",
            "levelread.deid-key=a key for tests, at least 32 characters",
            "levelread.archive-key=YSBrZXkgZm9yIHRlc3RzIG9mIDMyIGJ5dGVzISEhISE="
        })
class StowTest {
    private static final String NAME = "Geheim^Gerda";

    @LocalServerPort
    int port;

    @Autowired
    Routers routers;

    @Autowired
    Studies studies;

    @Autowired
    Films films;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(UUID.randomUUID().getMostSignificantBits());
    private final HttpClient http = HttpClient.newHttpClient();
    private Study study;
    private Routers.Admitted router;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().use(registry);
    }

    @BeforeEach
    void admit() {
        study = studies.create("s-" + UUID.randomUUID(), "A study", false);
        router = admit(100_000_000);
    }

    private Routers.Admitted admit(long dailyBytes) {
        return routers.admit(study.id(), null, "Router " + UUID.randomUUID(), dailyBytes);
    }

    private DataSet film() {
        String root = "1.2.276.0.99." + Math.abs(random.nextLong());
        byte[] pixels = new byte[2 * 80 * 100];
        random.nextBytes(pixels);
        return new DataSet()
                .set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                .set(Tag.SOP_INSTANCE_UID, root + ".3")
                .set(Tag.STUDY_INSTANCE_UID, root + ".1")
                .set(Tag.SERIES_INSTANCE_UID, root + ".2")
                .set(Tag.MODALITY, "DX")
                .set(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY")
                .set(Tag.BURNED_IN_ANNOTATION, "NO")
                .set(Tag.PATIENT_NAME, NAME)
                .set(Tag.PATIENT_ID, "PID-77")
                .set(Tag.SAMPLES_PER_PIXEL, 1)
                .set(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .set(Tag.ROWS, 100)
                .set(Tag.COLUMNS, 80)
                .set(Tag.BITS_ALLOCATED, 16)
                .set(Tag.BITS_STORED, 16)
                .set(Tag.HIGH_BIT, 15)
                .set(Tag.PIXEL_REPRESENTATION, 0)
                .setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
    }

    private static byte[] body(byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes("--xx\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(part);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--xx--".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private HttpResponse<String> push(String path, String authorization, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=xx")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> push(byte[] body) throws IOException, InterruptedException {
        return push("/dicom-web/studies", "Bearer " + router.token(), body);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private List<Film> taken() {
        return films.inStudy(study.id());
    }

    private static int count(JsonNode answer, String tag) {
        return answer.path(tag).path("Value").size();
    }

    @Test
    void filmsArePushedOnceHoweverOftenTheRouterDoesIt() throws Exception {
        DataSet one = film();
        DataSet two = film();
        byte[] body = body(DicomFile.write(one), DicomFile.write(two));
        for (int round = 0; round < 2; round++) {
            HttpResponse<String> answer = push(body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(count(json(answer), "00081199")).isEqualTo(2);
            assertThat(answer.body()).contains(one.text(Tag.SOP_INSTANCE_UID)).doesNotContain("Gerda");
        }
        assertThat(taken()).hasSize(2);
        assertThat(jdbc.sql("select count(*) from prediction.run r join cases.film f on f.id = r.film_id"
                                + " where f.study_id = :study")
                        .param("study", study.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("select string_agg(o::text, ' ') || (select string_agg(f::text, ' ') from cases.film f)"
                                + " from pacs.object o")
                        .query(String.class)
                        .single())
                .doesNotContain("Gerda", "PID-77", one.text(Tag.SOP_INSTANCE_UID));
    }

    @Test
    void twoRoutersThatPushTheSameFilmTogetherMakeOne() throws Exception {
        byte[] body = body(DicomFile.write(film()));
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Callable<HttpResponse<String>>> pushes = new ArrayList<>();
            for (int i = 0; i < 4; i++) pushes.add(() -> push(body));
            for (var answer : pool.invokeAll(pushes)) assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        assertThat(taken()).hasSize(1);
    }

    @Test
    void aBasicLoginWithTheTokenAsPasswordWillDo() throws Exception {
        String pair = Base64.getEncoder().encodeToString(("anything:" + router.token()).getBytes());
        DataSet film = film();
        assertThat(push("/dicom-web/studies/" + film.text(Tag.STUDY_INSTANCE_UID), "Basic " + pair, body(DicomFile.write(film)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void withoutAGoodTokenNothingIsTaken() throws Exception {
        byte[] body = body(DicomFile.write(film()));
        for (String authorization : List.of("", "Bearer nonsense", "Basic bm90Om9uZQ==", "Basic ???")) {
            HttpResponse<String> answer = push("/dicom-web/studies", authorization, body);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        String old = router.token();
        router = routers.renew(router.router().id(), "the token was seen");
        assertThat(push("/dicom-web/studies", "Bearer " + old, body).statusCode()).isEqualTo(401);
        routers.setEnabled(router.router().id(), false, "it is replaced");
        assertThat(push(body).statusCode()).isEqualTo(401);
        assertThat(taken()).isEmpty();
        assertThat(jdbc.sql("select string_agg(r::text, ' ') from pacs.router r").query(String.class).single())
                .doesNotContain(old, router.token());
    }

    @Test
    void whatIsNoFilmIsSaidAndTheRestTaken() throws Exception {
        DataSet report = film().set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.88.11").set(Tag.MODALITY, "SR");
        report.remove(Tag.PIXEL_DATA);
        HttpResponse<String> some = push(body(DicomFile.write(report), "no DICOM".getBytes(), DicomFile.write(film())));
        assertThat(some.statusCode()).isEqualTo(202);
        assertThat(count(json(some), "00081198")).isEqualTo(2);
        assertThat(count(json(some), "00081199")).isEqualTo(1);
        HttpResponse<String> none = push(body("no DICOM".getBytes()));
        assertThat(none.statusCode()).isEqualTo(409);
        HttpResponse<String> other = push("/dicom-web/studies/1.2.3", "Bearer " + router.token(), body(DicomFile.write(film())));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(taken()).hasSize(1);
        assertThat(routers.all().stream().filter(r -> r.id().equals(router.router().id())).findFirst().orElseThrow().failure())
                .isNotBlank();
    }

    @Test
    void aPushThatIsCutOffLeavesNothingOfThePartThatWasCut() throws Exception {
        DataSet whole = film();
        byte[] body = body(DicomFile.write(whole), DicomFile.write(film()));
        HttpResponse<String> cut = push(java.util.Arrays.copyOf(body, body.length - 500));
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(taken()).hasSize(1);
        assertThat(push(body).statusCode()).isEqualTo(200);
        assertThat(taken()).hasSize(2);
    }

    @Test
    void theQuotaHolds() throws Exception {
        router = admit(1_000_000);
        byte[] film = DicomFile.write(film());
        int pushed = 0;
        HttpResponse<String> answer = push(body(film));
        while (answer.statusCode() == 200 && pushed++ < 200) answer = push(body(film));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 86_401L);
        assertThat((long) pushed * film.length).isBetween(500_000L, 1_000_000L);
        assertThat(push(body(new byte[2_000_000])).statusCode()).isEqualTo(429);
    }

    @Test
    void anotherContentTypeIsRefused() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/dicom-web/studies"))
                        .header("Content-Type", "multipart/form-data; boundary=xx")
                        .header("Authorization", "Bearer " + router.token())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body(DicomFile.write(film()))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(taken()).isEmpty();
    }
}
