package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.Tag;

/// TLS, tokens, and answers that are none, against a small server of the JDK's.
class DicomWebTest {
    @TempDir
    static Path folder;

    private static String pem;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String store = folder.resolve("server.p12").toString();
        Programs.run(
                keytool.toString(), "-genkeypair", "-alias", "x", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=ip:127.0.0.1,dns:localhost", "-storepass", "for-tests", "-keystore", store, "-validity", "2");
        Programs.Said exported = Programs.run(
                keytool.toString(), "-exportcert", "-rfc", "-alias", "x", "-storepass", "for-tests", "-keystore", store);
        pem = exported.text().substring(exported.text().indexOf("-----BEGIN"));
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private HttpServer server(boolean tls, int status, String body) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = tls ? HttpsServer.create(address, 0) : HttpServer.create(address, 0);
        if (server instanceof HttpsServer https) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
                store.load(in, "for-tests".toCharArray());
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, "for-tests".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            https.setHttpsConfigurator(new HttpsConfigurator(context));
        }
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (status == 302) exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/other");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server;
    }

    private static Archive archive(HttpServer server, Login login, @Nullable String trust) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return new Archive(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "The archive",
                URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web/"),
                login,
                trust,
                true,
                false,
                null,
                Criteria.USUAL,
                Archive.Health.UNKNOWN);
    }

    private static void ping(Archive archive) throws ArchiveException {
        try (DicomWeb web = new DicomWeb(archive, Duration.ofSeconds(5))) {
            web.ping();
        }
    }

    private void assertRefused(Archive archive, boolean passing, String sentence) {
        assertThatThrownBy(() -> ping(archive))
                .isInstanceOfSatisfying(ArchiveException.class, e -> {
                    assertThat(e.isPassing()).isEqualTo(passing);
                    assertThat(e.getMessage()).contains(sentence).endsWith(".").doesNotContain("t0ken");
                });
    }

    @Test
    void aHospitalsOwnCertificateIsTrustedWhereItIsNamedAndOnlyThere() throws Exception {
        HttpServer server = server(true, 200, "[]");
        ping(archive(server, new Login.Bearer("t0ken"), pem));
        assertThat(requests).containsExactly("GET /dicom-web/studies?limit=1 Bearer t0ken");
        assertRefused(archive(server, new Login.Bearer("t0ken"), null), true, "certificate that is not trusted");
        assertThat(requests).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DicomWeb(archive(server, new Login.None(), "nonsense"), Duration.ofSeconds(1)))
                .withMessageContaining("PEM");
    }

    @Test
    void whatIsNoAnswerIsToldInASentence() throws Exception {
        assertRefused(archive(server(false, 200, "<html>"), new Login.Bearer("t0ken"), null), true, "DICOM JSON");
        assertRefused(archive(server(false, 302, ""), new Login.Bearer("t0ken"), null), false, "(302)");
        assertRefused(archive(server(false, 404, ""), new Login.Bearer("t0ken"), null), false, "(404)");
        assertRefused(archive(server(false, 500, ""), new Login.Bearer("t0ken"), null), true, "(500)");
        // the password did not go where the archive pointed to
        assertThat(requests).allMatch(request -> request.contains("/dicom-web/"));
    }

    @Test
    void resultsThatAreNotStoredAreNotTakenForStored() throws Exception {
        DataSet object = new DataSet().set(Tag.SOP_CLASS_UID, "1.2").set(Tag.SOP_INSTANCE_UID, "1.2.3");
        String failed = "{\"00081198\":{\"vr\":\"SQ\",\"Value\":[{\"00081197\":{\"vr\":\"US\",\"Value\":[%d]}}]}}";
        record Case(int status, String body, boolean stored, boolean passing) {}
        for (Case answer : List.of(
                new Case(200, "", true, false),
                new Case(202, failed.formatted(0x0111), true, false),
                new Case(409, failed.formatted(0x0111), true, false),
                new Case(409, failed.formatted(0xC122), false, false),
                new Case(202, failed.formatted(0xA700), false, true),
                new Case(409, "", false, false))) {
            Archive archive = archive(server(false, answer.status, answer.body), new Login.None(), null);
            try (DicomWeb web = new DicomWeb(archive, Duration.ofSeconds(5))) {
                if (answer.stored) {
                    web.store("1.2", List.of(object));
                } else {
                    assertThatThrownBy(() -> web.store("1.2", List.of(object)))
                            .isInstanceOfSatisfying(
                                    ArchiveException.class,
                                    e -> assertThat(e.isPassing()).isEqualTo(answer.passing));
                }
            }
        }
    }

    @Test
    void criteriaKeepOutWhatTheyNameAndTakeWhatNobodySaid() {
        Criteria criteria = new Criteria(
                List.of("dx"), List.of("LSPINE"), List.of("LL"), LocalDate.of(2026, 1, 2), LocalDate.of(2026, 3, 4));
        assertThat(criteria.takes("lspine", "LL")).isTrue();
        assertThat(criteria.takes("", "")).isTrue();
        assertThat(criteria.takes("KNEE", "LL")).isFalse();
        assertThat(criteria.takes("LSPINE", "AP")).isFalse();
        assertThat(criteria.dates()).isEqualTo("20260102-20260304");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Criteria(List.of(), List.of(), List.of(), null, null))
                .withMessageContaining("at least one modality");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Criteria(List.of("DX&x=1"), List.of(), List.of(), null, null))
                .withMessageContaining("DX&X=1");
    }

    @Test
    void anAddressHoldsNoPassword() {
        for (String address : List.of("https://user:t0ken@host/dicom-web", "ftp://host/x", "https://host/x?y=1", "host")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Archive(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            "A",
                            URI.create(address),
                            new Login.None(),
                            null,
                            true,
                            false,
                            null,
                            Criteria.USUAL,
                            Archive.Health.UNKNOWN))
                    .withMessageNotContaining("t0ken");
        }
    }
}
