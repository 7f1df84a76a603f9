package org.levelread.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.Tag;
import org.yaml.snakeyaml.Yaml;

/// The files of `docker/`: Orthanc is started as its container starts it, between a modality and an archive of dcmtk.
class RouterConfigurationTest {
    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) process.destroyForcibly().waitFor();
    }

    private void start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(processes.size() + ".log").toFile());
        builder.environment().putAll(environment);
        processes.add(builder.start());
    }

    private int status(int port, String path, String password) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString(("levelread:" + password).getBytes());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + login)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private Path film(String name, String modality, String manufacturer) throws IOException {
        DataSet film = DicomFile.read(Files.readAllBytes(Path.of("study-protocols/demo/films/film-000002.dcm")))
                .dataSet()
                .set(Tag.SOP_INSTANCE_UID, "1.2.3." + name.hashCode())
                .set(Tag.MODALITY, modality)
                .set(Tag.MANUFACTURER, manufacturer);
        return Files.write(folder.resolve(name), DicomFile.write(film));
    }

    private long received(Path archive) throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.count();
        }
    }

    @Test
    void filmsStayAndResultsGoOnToTheArchive() throws Exception {
        int http = OrthancServer.freePort(), dimse = OrthancServer.freePort(), archivePort = OrthancServer.freePort();
        Path archive = Files.createDirectory(folder.resolve("archive"));
        start(Map.of(), "storescp", "-aet", "PACS", "-od", archive.toString(), Integer.toString(archivePort));
        start(
                Map.of(
                        "ORTHANC_DATA", folder.resolve("store").toString(),
                        "ORTHANC_LUA", Path.of("docker/router.lua").toAbsolutePath().toString(),
                        "ORTHANC_HTTP_PORT", Integer.toString(http),
                        "ORTHANC_DICOM_PORT", Integer.toString(dimse),
                        "LEVELREAD_ORTHANC_PASSWORD", "a-password-of-the-test",
                        "LEVELREAD_PACS_AET", "PACS",
                        "LEVELREAD_PACS_HOST", "127.0.0.1",
                        "LEVELREAD_PACS_PORT", Integer.toString(archivePort)),
                "/usr/sbin/Orthanc",
                "docker/orthanc.json");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> status(http, "/dicom-web/studies", "a-password-of-the-test") == 200);
        assertThat(status(http, "/system", "another")).isEqualTo(401);

        String port = Integer.toString(dimse);
        assertThat(Programs.run("storescu", "-aec", "WRONG", "127.0.0.1", port, film("a", "DX", "Maker").toString())
                        .status())
                .isNotZero();
        assertThat(Programs.run("storescu", "-aec", "LEVELREAD", "127.0.0.1", port, film("b", "DX", "Maker").toString())
                        .status())
                .isZero();
        assertThat(Programs.run("storescu", "-aec", "LEVELREAD", "127.0.0.1", port, film("c", "SEG", "Maker").toString())
                        .status())
                .isZero();
        assertThat(Programs.run("storescu", "-aec", "LEVELREAD", "127.0.0.1", port, film("d", "SEG", "LevelRead").toString())
                        .status())
                .isZero();
        await().atMost(Duration.ofSeconds(20)).until(() -> received(archive) == 1);
    }

    @Test
    void noServiceHasAPasswordOfItsOwnAndEachSaysWhetherItIsWell() throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml().load(Files.readString(Path.of("docker/compose.yaml")));
        Map<String, Map<String, Object>> services = compose.get("services");
        assertThat(services.keySet()).containsExactlyInAnyOrder("database", "orthanc", "levelread");
        services.forEach((name, service) -> {
            @SuppressWarnings("unchecked")
            Map<String, String> environment = (Map<String, String>) service.get("environment");
            environment.forEach((variable, value) -> {
                if (variable.contains("PASSWORD")) assertThat(value).as(name).contains(":?");
            });
        });
        for (String file : List.of("Dockerfile", "orthanc.Dockerfile")) {
            String text = Files.readString(Path.of("docker", file));
            assertThat(text).as(file).contains("HEALTHCHECK").containsPattern("(?m)^USER (?!root)");
        }
        assertThat(Files.readString(Path.of("docker/Dockerfile"))).contains("libgdcm-tools", "-Dvaadin.productionMode=true");
    }
}
