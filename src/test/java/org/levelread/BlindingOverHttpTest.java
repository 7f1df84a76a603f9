package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Studies;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.Role;
import org.levelread.shell.LevelReadApplication;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A reader with a command line tries every address that might answer with the prediction.
@SpringBootTest(
        classes = LevelReadApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "db-scheduler.polling-interval=1h",
            "db-scheduler.immediate-execution-enabled=false",
            "vaadin.productionMode=true"
        })
@ExtendWith(OutputCaptureExtension.class)
class BlindingOverHttpTest {
    private static final String PREDICTION = """
            {"film": "doe_jane_1950.png", "width": 100, "height": 200,
             "levels": [{"level": "T9", "polygon": [[41.125,140],[60,140],[60,160]], "centroid": [50.625,150],
                         "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": true, "polygon": [], "endplate": null, "confidence": 0.8},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["T9"],
             "determinable": true, "reason": null,
             "flags": [{"code": "C1b", "evidence": "secret evidence", "confidence": 0.5}],
             "models": {"vertebrae": "secret-model"}, "millis": {"total": 99}}""";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().use(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Studies studies;

    @Autowired
    Protocols protocols;

    @Autowired
    Films films;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private Account reader;
    private Film film;

    @BeforeEach
    void aPredictedFilmOfTheReaders() {
        reader = Fixtures.account(accounts, Role.READER);
        film = Fixtures.film(films, Fixtures.openStudy(studies, protocols, "study"), "doe_jane_1950.png");
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb
                where film_id = :film""").param("film", film.id()).param("result", PREDICTION).update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/review/FILM",
                "/study",
                "/cases",
                "/films/FILM",
                "/films/FILM/prediction",
                "/films/FILM/masks",
                "/films/FILM/reference",
                "/predictions/FILM",
                "/runs/FILM",
                "/actuator/env",
                "/actuator/beans",
                "/?v-r=init&location=review%2FFILM&query="
            })
    void noAddressAnswersAReaderWithIt(String address) throws Exception {
        logIn(reader);
        HttpResponse<String> answer = get(address.replace("FILM", film.id().toString()));
        assertThat(answer.body() + answer.headers().map())
                .doesNotContain("doe_jane", "\"T9\"", "secret", "41.125", "50.625");
    }

    @ParameterizedTest
    @ValueSource(strings = {"review/FILM", "study", "cases", "audit", "accounts", "reading"})
    void noPageSendsAReaderAnythingOfIt(String page, CapturedOutput log) throws Exception {
        logIn(reader);
        assertThat(sentBy(page.replace("FILM", film.id().toString())))
                .doesNotContain("doe_jane", "\"T9\"", "secret", "41.125", "50.625");
        assertThat(log.getAll()).doesNotContain("doe_jane", "T9", "secret", "41.125", "50.625");
    }

    /// without this, the test above could pass because nobody is sent anything
    @Test
    void theSamePageSendsItToASurgeon() throws Exception {
        logIn(Fixtures.account(accounts, Role.SURGEON));
        assertThat(sentBy("review/" + film.id())).contains("\"T9\"", "secret evidence", "41.125", "doe_jane_1950.png");
    }

    /// The server looks at no table of predictions, references or analyses on a reader's behalf: neither what it answers nor how
    /// long that takes can depend on one.
    @Test
    void whatIsLookedAtForAReaderHasNothingToDoWithIt() throws Exception {
        logIn(reader);
        List<String> asked = statements(() -> {
            sentBy("reading");
            UUID opened = reading(reader, "OPEN");
            assertThat(get("/films/" + opened + "/pixels").statusCode()).isEqualTo(200);
            assertThat(get("/readings/" + opened + "/draft").statusCode()).isEqualTo(200);
        });
        assertThat(asked).anyMatch(sql -> sql.contains("reading.reading"));
        assertThat(asked).noneMatch(HIDDEN.asPredicate());

        // so that the pattern finds what it is for
        logIn(Fixtures.account(accounts, Role.SURGEON));
        assertThat(statements(() -> sentBy("review/" + film.id()))).anyMatch(HIDDEN.asPredicate());
    }

    private static final Pattern HIDDEN = Pattern.compile("\\b(prediction|reference|analysis)\\.[a-z]");

    private interface Work {
        void done() throws Exception;
    }

    /// the statements that Spring's JDBC makes meanwhile, in whatever thread
    private static List<String> statements(Work work) throws Exception {
        Logger jdbc = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core.JdbcTemplate");
        ListAppender<ILoggingEvent> kept = new ListAppender<>();
        kept.list = new CopyOnWriteArrayList<>();
        kept.start();
        jdbc.setLevel(Level.DEBUG);
        jdbc.setAdditive(false);
        jdbc.addAppender(kept);
        try {
            work.done();
        } finally {
            jdbc.detachAppender(kept);
            jdbc.setAdditive(true);
            jdbc.setLevel(null);
        }
        return kept.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /// the address names the reading, so that nothing tells a film that comes twice
    @Test
    void pixelsComeOnlyOfReadingsThatTheReaderHasOpened() throws Exception {
        Account other = Fixtures.account(accounts, Role.READER);
        logIn(reader);
        assertThat(get("/films/" + film.id() + "/pixels").statusCode()).isEqualTo(404);
        assertThat(get("/films/" + UUID.randomUUID() + "/pixels").statusCode()).isEqualTo(404);
        assertThat(get("/films/" + reading(reader, "ASSIGNED") + "/pixels").statusCode()).isEqualTo(404);
        sentBy("reading");
        UUID opened = reading(reader, "OPEN");
        assertThat(get("/films/" + opened + "/pixels").statusCode()).isEqualTo(200);

        logIn(other);
        assertThat(get("/films/" + opened + "/pixels").statusCode()).isEqualTo(404);
    }

    private UUID reading(Account of, String state) {
        return jdbc.sql("select id from reading.reading where reader_id = :reader and state = :state limit 1")
                .param("reader", of.id())
                .param("state", state)
                .query(UUID.class)
                .single();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return browser.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    /// what Vaadin's server sends a browser that opens the page: the page's whole state
    private String sentBy(String page) throws IOException, InterruptedException {
        JsonNode start =
                JsonMapper.shared().readTree(get("/?v-r=init&location=&query=").body());
        String rpc =
                """
                {"csrfToken": "%s", "syncId": 0, "clientId": 0, "rpc": [{"type": "event", "node": 1, "event": "ui-navigate",
                 "data": {"route": "%s", "query": "", "appShellTitle": "", "historyState": {"idx": 0}, "trigger": ""}}]}""".formatted(start.at("/appConfig/uidl/Vaadin-Security-Key").asString(), page);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/?v-r=uidl&v-uiId="
                        + start.at("/appConfig/v-uiId").asInt()))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(rpc))
                .build();
        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("changes");
        return answer.body();
    }

    private void logIn(Account account) throws IOException, InterruptedException {
        browser.cookieHandler()
                .map(CookieManager.class::cast)
                .orElseThrow()
                .getCookieStore()
                .removeAll();
        Matcher token = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        StringBuilder form = new StringBuilder();
        for (List<String> field : List.of(
                List.of("username", account.username()),
                List.of("password", Fixtures.password(account)),
                List.of("_csrf", token.group(1)))) {
            form.append(field.get(0))
                    .append('=')
                    .append(URLEncoder.encode(field.get(1), StandardCharsets.UTF_8))
                    .append('&');
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))
                .build();
        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("error");
    }
}
