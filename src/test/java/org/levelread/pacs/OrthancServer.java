package org.levelread.pacs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Debian's Orthanc as a hospital's archive, on free ports of this machine, with its store in a folder of its own.
final class OrthancServer implements AutoCloseable {
    static final String USER = "levelread";
    static final String PASSWORD = "orthanc-test-password";

    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final int http;
    private final int dimse;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    private OrthancServer(Path folder, int http, int dimse) {
        this.folder = folder;
        this.http = http;
        this.dimse = dimse;
    }

    static OrthancServer start() throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs Orthanc: apt-get install orthanc orthanc-dicomweb dcmtk");
        }
        Path folder = Files.createTempDirectory("levelread-orthanc-");
        OrthancServer server = new OrthancServer(folder, freePort(), freePort());
        Files.writeString(folder.resolve("orthanc.json"), """
                {"Name": "Hospital", "StorageDirectory": "%1$s/store", "IndexDirectory": "%1$s/store",
                 "Plugins": ["/usr/share/orthanc/plugins/libOrthancDicomWeb.so"],
                 "HttpPort": %2$d, "DicomPort": %3$d, "DicomAet": "HOSPITAL", "RemoteAccessAllowed": true,
                 "AuthenticationEnabled": true, "RegisteredUsers": {"%4$s": "%5$s"},
                 "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
                """.formatted(folder, server.http, server.dimse, USER, PASSWORD));
        server.resume();
        return server;
    }

    /// starts it, again with the same store where it was killed
    void resume() throws IOException, InterruptedException {
        process = new ProcessBuilder(PROGRAM.toString(), folder.resolve("orthanc.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        for (int i = 0; i < 300; i++) {
            try {
                if (get("/system").statusCode() == 200) return;
            } catch (IOException e) {
                // not yet
            }
            if (!process.isAlive()) break;
            Thread.sleep(50);
        }
        throw new IllegalStateException("Orthanc did not start:\n" + Files.readString(folder.resolve("log")));
    }

    /// as a power cut does
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    URI dicomWeb() {
        return URI.create("http://127.0.0.1:" + http + "/dicom-web");
    }

    int httpPort() {
        return http;
    }

    /// over DIMSE, as a modality does
    void storescu(Path... files) throws IOException, InterruptedException {
        String[] command = new String[files.length + 5];
        command[0] = "storescu";
        command[1] = "-aec";
        command[2] = "HOSPITAL";
        command[3] = "127.0.0.1";
        command[4] = Integer.toString(dimse);
        for (int i = 0; i < files.length; i++) command[5 + i] = files[i].toString();
        Programs.Said said = Programs.run(command);
        if (said.status() != 0) throw new IllegalStateException(said.text());
    }

    /// Orthanc's identifiers of the stored instances of a modality
    List<String> instances(String modality) throws IOException, InterruptedException {
        HttpRequest request = request("/tools/find")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"Level\": \"Instance\", \"Query\": {\"Modality\": \"" + modality + "\"}}"))
                .build();
        JsonNode found = JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return found.valueStream().map(JsonNode::asString).toList();
    }

    Path download(String instance, Path to) throws IOException, InterruptedException {
        return client.send(request("/instances/" + instance + "/file").build(), HttpResponse.BodyHandlers.ofFile(to))
                .body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                .header("Authorization", "Basic " + login)
                .timeout(Duration.ofSeconds(10));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            FileSystemUtils.deleteRecursively(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
