package org.levelread.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.Fixtures;
import org.levelread.TestDatabase;
import org.levelread.audit.AuditTrail;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAccess;
import org.levelread.cases.Films;
import org.levelread.protocol.Studies;
import org.levelread.readers.AccountCreation;
import org.levelread.readers.Accounts;
import org.levelread.readers.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What a browser, or somebody with a command line, gets from the server's addresses.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "db-scheduler.polling-interval=1h",
            "db-scheduler.immediate-execution-enabled=false",
            "vaadin.productionMode=true"
        })
class AddressesTest {
    private static final String PASSWORD = "a password for tests";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().use(registry);
    }

    /// lets one reader see one film, as an assignment does
    @TestConfiguration
    static class OneAssignment {
        private static volatile UUID reader = new UUID(0, 0);
        private static volatile UUID film = new UUID(0, 0);

        @Bean
        FilmAccess oneAssignment() {
            return (readerId, name) ->
                    readerId.equals(reader) && name.equals(film) ? Optional.of(film) : Optional.empty();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Studies studies;

    @Autowired
    Films films;

    @Autowired
    AuditTrail trail;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(to(path).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private String name(Role role) {
        return "u" + UUID.randomUUID().toString().substring(0, 8) + role.ordinal();
    }

    private AccountCreation.Created account(Role role) {
        return (AccountCreation.Created) accounts.createForDemo(name(role), "A person", role, PASSWORD);
    }

    /// @return the address that the login leads to
    private String logIn(String username, String password) throws IOException, InterruptedException {
        Matcher token = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(token.find()).isTrue();
        String form = Map.of("username", username, "password", password, "_csrf", token.group(1)).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = browser.send(
                to("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).toString();
    }

    private Film film() {
        return Fixtures.film(films, studies.create("s-" + UUID.randomUUID(), "A study", false), "jane_doe.dcm");
    }

    private HttpResponse<byte[]> pixels(Film film) throws IOException, InterruptedException {
        return browser.send(to("/films/" + film.id() + "/pixels").build(), BodyHandlers.ofByteArray());
    }

    @Test
    void nobodyGetsAFilmWithoutSigningIn() throws Exception {
        HttpResponse<byte[]> answer = pixels(film());

        assertThat(answer.statusCode()).isIn(302, 401, 403);
        assertThat(answer.body().length).isLessThan(5000);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "READER", mode = EnumSource.Mode.EXCLUDE)
    void thoseWhoWorkWithFilmsGetTheirPixels(Role role) throws Exception {
        logIn(account(role).account().username(), PASSWORD);
        Film film = film();

        HttpResponse<byte[]> answer = pixels(film);

        assertThat(answer.statusCode()).isEqualTo(200);
        short[] values = new short[film.width() * film.height()];
        ByteBuffer.wrap(answer.body())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(values);
        assertThat(values).isEqualTo(films.radiograph(film.id()).values());
        assertThat(answer.headers().map())
                .containsEntry("x-film-width", java.util.List.of("100"))
                .containsEntry("x-film-height", java.util.List.of("200"))
                .containsKeys("x-window-center", "x-window-width");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-store");
    }

    @Test
    void aReaderGetsTheFilmsThatWereGivenAndOfOthersNotEvenThatTheyAreThere() throws Exception {
        Film given = film();
        Film other = film();
        // a film that comes later is given to every reader
        var reader = account(Role.READER).account();
        OneAssignment.reader = reader.id();
        OneAssignment.film = given.id();
        logIn(reader.username(), PASSWORD);

        HttpResponse<byte[]> seen = pixels(given);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.headers().map().toString()).doesNotContain("jane").doesNotContain("doe");
        HttpResponse<byte[]> refused = pixels(other);
        HttpResponse<byte[]> missing =
                browser.send(to("/films/" + UUID.randomUUID() + "/pixels").build(), BodyHandlers.ofByteArray());
        assertThat(refused.statusCode()).isEqualTo(404).isEqualTo(missing.statusCode());
        assertThat(refused.body()).isEqualTo(missing.body());
    }

    /// Where a browser has no font of its width, the labels of charts run into the plot.
    @Test
    void theFontOfTheChartsCanBeHad() throws Exception {
        logIn(account(Role.STUDY_LEAD).account().username(), PASSWORD);
        assertThat(get("/rooms.css").body()).contains("chart-fonts/LiberationSans-Regular.ttf");
        HttpResponse<byte[]> font =
                browser.send(to("/chart-fonts/LiberationSans-Regular.ttf").build(), BodyHandlers.ofByteArray());
        assertThat(font.statusCode()).isEqualTo(200);
        assertThat(font.headers().firstValue("Content-Type").orElseThrow()).startsWith("font/");
        assertThat(font.body()).startsWith(new byte[] {0, 1, 0, 0});
    }

    @Test
    void whoeverMustChangeThePasswordGetsNothingElse() throws Exception {
        var made = (AccountCreation.Created) accounts.create(name(Role.SURGEON), "New", Role.SURGEON, "needed");
        logIn(made.account().username(), made.oneTimePassword());

        assertThat(pixels(film()).statusCode()).isEqualTo(404);
    }

    @Test
    void aDisabledAccountsSessionEndsAtItsNextRequest() throws Exception {
        var surgeon = account(Role.SURGEON).account();
        Film film = film();
        logIn(surgeon.username(), PASSWORD);
        assertThat(pixels(film).statusCode()).isEqualTo(200);

        accounts.disable(surgeon.id(), "gone");

        assertThat(pixels(film).statusCode()).isNotEqualTo(200);
    }

    @Test
    void theLoginTellsAWrongPasswordAndALockApartFromNothingElse() throws Exception {
        String known = account(Role.READER).account().username();
        for (String username : new String[] {known, "nobody-at-all"}) {
            for (int i = 1; i <= 4; i++) assertThat(logIn(username, "wrong")).endsWith("/login?error");
            assertThat(logIn(username, "wrong")).endsWith("/login?locked");
        }
        assertThat(logIn(known, PASSWORD)).endsWith("/login?locked");
        assertThat(trail.count("account.login-failed " + known)).isEqualTo(5);
        assertThat(trail.count("account.locked " + known)).isOne();
    }

    @Test
    void signingInAndOutIsInTheTrail() throws Exception {
        String username = account(Role.STUDY_LEAD).account().username();
        logIn(username, PASSWORD);
        get("/logout");

        assertThat(trail.count("account.login " + username)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/cases", "/levelread.css", "/films/not-a-number/pixels", "/error", "/nothing/here"})
    void everyAnswerHasTheSecurityHeadersAndNoInsides(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("frame-ancestors 'none'", "default-src 'self'"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "at org.", "at java.", "Whitelabel", "Tomcat");
    }

    @Test
    void anAddressThatIsNotOneSaysSoWithoutInsides() throws Exception {
        logIn(account(Role.SURGEON).account().username(), PASSWORD);

        HttpResponse<String> answer = get("/films/not-a-number/pixels");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no such page here for you").doesNotContain("Exception");
    }

    @Test
    void theSessionsCookieIsOutOfReachOfScripts() throws Exception {
        assertThat(get("/login").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void onlyTheHealthOfTheServerIsOpen() throws Exception {
        HttpResponse<String> health = browser.send(to("/actuator/health").build(), BodyHandlers.ofString());
        assertThat(health.body()).contains("UP").doesNotContain("PostgreSQL");
        assertThat(get("/actuator/env").statusCode()).isNotEqualTo(200);
        assertThat(get("/actuator").statusCode()).isNotEqualTo(200);
    }
}
