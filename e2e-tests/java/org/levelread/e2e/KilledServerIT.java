package org.levelread.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server that is killed in the middle of its work goes on with it at the next start, on a data folder of its
/// own with a few of the demo's films.
class KilledServerIT {
    private static final Path DEMO = Path.of("study-protocols/demo");
    private static final Path LOG = Path.of("target/e2e-killed-server.log");
    private static final int FILMS = 4;

    private Path data;
    private Path demo;

    @BeforeEach
    void someFilms() throws IOException {
        data = Files.createTempDirectory("levelread-killed-");
        demo = Files.createTempDirectory("levelread-some-films-");
        Path films = Files.createDirectories(demo.resolve("films"));
        Files.copy(DEMO.resolve("protocol.yaml"), demo.resolve("protocol.yaml"));
        Files.copy(DEMO.resolve("answers.json"), demo.resolve("answers.json"));
        for (int number = 1; number <= FILMS; number++) {
            for (String end : List.of(".dcm", ".seg.nrrd", ".truth.json")) {
                String name = "film-%06d%s".formatted(number, end);
                Files.copy(DEMO.resolve("films").resolve(name), films.resolve(name));
            }
        }
        Files.deleteIfExists(LOG);
    }

    @AfterEach
    void tidy() {
        Clinic.delete(data);
        Clinic.delete(demo);
    }

    @Test
    void aRunThatWasCutOffIsTakenUpAgain() throws Exception {
        String settings = "-Dlevelread.demo-folder=" + demo;
        List<String> running;
        List<String> before;
        try (RunningServer server = RunningServer.start(data, LOG, settings)) {
            running = until(Duration.ofSeconds(60), () -> ids("select id from prediction.run where state = 'RUNNING'"));
            before = everythingSaid();
            server.kill();
        }
        assertThat(running).as("runs when the server was killed").isNotEmpty();

        try (RunningServer server = RunningServer.start(data, LOG, settings)) {
            List<String> finished = until(Duration.ofSeconds(90), () -> {
                List<String> done = ids("select id from prediction.run where state = 'DONE'");
                return done.size() == FILMS ? done : List.of();
            });
            assertThat(finished)
                    .as("finished runs, no film has two")
                    .hasSize(FILMS)
                    .containsAll(running);
            assertThat(everythingSaid()).isEqualTo(before).hasSizeGreaterThan(FILMS);
            HttpResponse<String> login = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.address() + "/login"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(login.statusCode()).isEqualTo(200);
        }
    }

    /// `kill -9` in the middle of a reader's work, several times at another moment of the autosave
    @Test
    void nothingOfAnAnswerIsLostWithTheServer() throws Exception {
        String settings = "-Dlevelread.demo-folder=" + demo;
        RunningServer server = RunningServer.start(data, LOG, settings);
        try (Browser browser = Clinic.browser()) {
            Page page = browser.newPage();
            Clinic.signIn(page, server.address(), "reader2");
            assertThat(page.locator("levelread-viewer canvas")).isVisible();
            press(page, "ArrowDown", "Enter", "x");
            assertThat(page.locator("#saved")).containsText(Pattern.compile("saved \\d\\d:\\d\\d:\\d\\d"));
            for (int after : new int[] {0, 320}) {
                press(page, "a", "x", "c");
                page.waitForTimeout(after);
                server.kill();
                press(page, "a", "q");
                assertThat(page.locator("#saved")).containsText("kept on this computer");
                String screen = answerOnScreen(page);

                server = RunningServer.startAt(server.port(), data, LOG, settings);
                Clinic.signIn(page, server.address(), "reader2");
                assertThat(page.locator("levelread-viewer canvas")).isVisible();
                assertThat(page.locator("#conflict")).hasCount(0);
                assertThat(page.locator("#saved")).containsText(Pattern.compile("saved \\d\\d:\\d\\d:\\d\\d"));
                assertThat(answerOnScreen(page)).as("killed %d ms after the change", after).isEqualTo(screen);
                assertThat(ids("select concat_ws(' ', levels, quality) from reading.reading where state = 'OPEN'"))
                        .singleElement()
                        .satisfies(stored -> assertThat(squeezed(stored)).isEqualTo(squeezed(screen)));
                // the last mark is the active one again
                press(page, "PageUp");
            }
            assertThat(page.locator("[data-row]")).hasCount(5);
        } finally {
            server.close();
        }
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) page.keyboard().press(key);
    }

    /// as the column holds it: the levels as JSON, then the quality
    private static String answerOnScreen(Page page) {
        return (String) page.locator("levelread-reading")
                .evaluate("screen => JSON.stringify(screen.answer.levels) + ' ' + (screen.answer.quality ?? '')");
    }

    /// without the blanks, and with the parts of each level in one order
    private static String squeezed(String json) {
        String[] parts = json.replaceAll(":\\s+", ":").replaceAll("[\\s{}\\[\\]]+", ",").replaceAll("\\.0(?=,)", "").split(",");
        return java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).sorted().toList().toString();
    }

    /// The films and the readings, one a line. What is not opened yet may be dealt anew, so a reading goes by its film and reader.
    private List<String> everythingSaid() throws IOException, SQLException {
        List<String> said =
                new ArrayList<>(ids("select number || ' ' || original_name from cases.film order by number"));
        said.addAll(ids("select film_id || ' ' || reader_id || ' ' || state from reading.reading order by 1"));
        return said;
    }

    private List<String> ids(String sql) throws IOException, SQLException {
        Path home = data.resolve("postgresql");
        // the fourth line is the port
        String port = Files.readAllLines(home.resolve("cluster/postmaster.pid"))
                .get(3)
                .strip();
        String password = Files.readString(home.resolve("password")).strip();
        try (Connection database = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) ids.add(rows.getString(1));
            return ids;
        }
    }

    /// asks until the answer is not empty
    private static List<String> until(Duration longest, Callable<List<String>> question) throws Exception {
        Instant end = Instant.now().plus(longest);
        List<String> answer = question.call();
        while (answer.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            answer = question.call();
        }
        return answer;
    }
}
