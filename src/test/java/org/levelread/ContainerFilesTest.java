package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/// The files of `docker/` without a container engine: whatever they name is there, nothing secret stands in them, and the
/// application runs from what the image holds. How Orthanc runs with its file has `RouterConfigurationTest`.
class ContainerFilesTest {
    private static final Path DOCKER = Path.of("docker");

    /// An instruction of a Dockerfile with its arguments, continued lines put together.
    private record Instruction(String word, String arguments) {}

    private static List<Instruction> instructions(String file) {
        String text = read(DOCKER.resolve(file)).replaceAll("(?m)^#.*\n", "").replace("\\\n", " ");
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s+", 2))
                .map(parts -> new Instruction(parts[0], parts[1].strip()))
                .toList();
    }

    private static List<String> all(String file, String word) {
        return instructions(file).stream()
                .filter(instruction -> instruction.word().equals(word))
                .map(Instruction::arguments)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// of `["java", "-cp", …]`
    private static List<String> words(String json) {
        return Arrays.asList(JsonMapper.builder().build().readValue(json, String[].class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "orthanc.Dockerfile"})
    void imagesHaveAPinnedBaseNoRootAndNoSecret(String file) {
        assertThat(instructions(file).getFirst().word()).isEqualTo("FROM");
        assertThat(all(file, "FROM")).isNotEmpty().allSatisfy(base -> assertThat(base)
                .matches("docker\\.io/library/[a-z-]+:[a-z0-9.-]*[0-9a-z]( AS [a-z]+)?")
                .doesNotContain(":latest"));
        assertThat(all(file, "USER").getLast()).isNotIn("root", "0");
        assertThat(all(file, "HEALTHCHECK")).hasSize(1);
        assertThat(all(file, "ADD")).isEmpty();
        String text = read(DOCKER.resolve(file));
        assertThat(all(file, "ENV")).noneMatch(line -> line.matches("(?i).*(password|secret|token|_key).*"));
        assertThat(all(file, "ARG")).isEmpty();
        // packages of the distribution alone, and no lists of them kept
        assertThat(text).doesNotContain("curl", "wget", "http://", "https://");
        assertThat(all(file, "RUN").stream().filter(line -> line.contains("apt-get install")))
                .allMatch(line -> line.contains("--no-install-recommends") && line.contains("rm -rf /var/lib/apt/lists/*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "orthanc.Dockerfile"})
    void whatIsCopiedIsInTheRepositoryAndNotKeptOut(String file) {
        List<String> left = read(Path.of(".dockerignore")).lines().toList();
        assertThat(left).contains(".git", "target", "data", "docker/.env", "docker/levelread.env");
        int copied = 0;
        for (String copy : all(file, "COPY")) {
            if (copy.startsWith("--from=")) continue;
            List<String> names = List.of(copy.split(" "));
            for (String name : names.subList(0, names.size() - 1)) {
                assertThat(Path.of(name)).as("COPY of " + file).exists();
                assertThat(left).doesNotContain(name, name.split("/")[0]);
                copied++;
            }
        }
        assertThat(copied).isGreaterThan(1);
    }

    /// what the second stage takes from the first is what Maven leaves there
    @Test
    void theImageTakesWhatTheBuildMakes() {
        assertThat(all("Dockerfile", "COPY"))
                .contains("--from=build /build/target/classes classes", "--from=build /build/target/lib lib");
        assertThat(all("Dockerfile", "RUN")).anyMatch(line -> line.startsWith("mvn ")
                && line.contains(" package ")
                && line.contains("-DincludeScope=runtime")
                && line.contains("-DoutputDirectory=target/lib"));
        // the viewer is built by Maven in the folder that npm has prepared
        assertThat(all("Dockerfile", "RUN")).anyMatch(line -> line.startsWith("cd frontend && npm ci"));
        assertThat(read(Path.of("pom.xml"))).contains("<workingDirectory>${project.basedir}/frontend</workingDirectory>");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theCompositionNamesNothingThatIsNotThere() {
        Map<String, Object> compose = new Yaml().load(read(DOCKER.resolve("compose.yaml")));
        var services = (Map<String, Map<String, Object>>) compose.get("services");
        var networks = (Map<String, Object>) compose.get("networks");
        var volumes = (Map<String, Object>) compose.get("volumes");
        services.forEach((name, service) -> {
            assertThat(service.get("image").toString()).as(name).doesNotContain(":latest");
            if (service.get("build") instanceof Map<?, ?> build) {
                Path context = DOCKER.resolve(build.get("context").toString());
                assertThat(context.resolve(build.get("dockerfile").toString())).exists();
            } else {
                assertThat(service.get("image").toString()).as(name).containsPattern(":[0-9]");
            }
            assertThat(networks.keySet()).containsAll((List<String>) service.get("networks"));
            for (String volume : (List<String>) service.getOrDefault("volumes", List.of())) {
                assertThat(volumes).containsKey(volume.split(":")[0]);
            }
            // nothing is reached from other machines unless somebody says so
            for (String port : (List<String>) service.getOrDefault("ports", List.of())) {
                assertThat(port).matches("\\$\\{LEVELREAD_[A-Z]+_ADDRESS:-127\\.0\\.0\\.1}:[0-9]+:[0-9]+");
            }
            if (!(service.get("depends_on") instanceof Map<?, ?> needed)) return;
            needed.forEach((other, condition) -> {
                assertThat(services).containsKey(other.toString());
                assertThat(condition).isEqualTo(Map.of("condition", "service_healthy"));
            });
        });
        // a service that is waited for says whether it is well: by its own check or its image's
        assertThat(services.get("database")).containsKey("healthcheck");
        assertThat(((Map<String, Object>) networks.get("inside")).get("internal")).isEqualTo(true);
        assertThat(services.get("database").get("networks")).isEqualTo(List.of("inside"));
    }

    private static Set<String> variables(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everySettingStandsInTheExampleAndEveryOneOfTheExampleIsUsed() {
        String compose = read(DOCKER.resolve("compose.yaml"));
        String example = read(DOCKER.resolve("env.example"));
        assertThat(variables(compose, "\\$\\{([A-Z_]+)")).isEqualTo(variables(example, "^#?([A-Z_]+)="));
        // what the router's file asks for and has no value for, the composition gives
        Set<String> asked = variables(read(DOCKER.resolve("orthanc.json")), "\\$\\{([A-Z_]+)}");
        assertThat(asked).isNotEmpty().allMatch(variable -> compose.contains(variable + ": "));
        // passwords stand empty in the example
        assertThat(variables(example, "^([A-Z_]*PASSWORD)=$")).hasSize(2);
        String readme = read(Path.of("README.md"));
        assertThat(readme).contains("cp docker/env.example docker/.env", "docker/levelread.env", "AE title `LEVELREAD`", "port `4242`");
        assertThat(read(DOCKER.resolve("orthanc.json"))).contains("\"DicomAet\": \"LEVELREAD\"");
    }

    @Test
    void theEntryPointIsTheApplication() throws ClassNotFoundException {
        List<String> entry = words(all("Dockerfile", "ENTRYPOINT").getLast());
        assertThat(entry).startsWith("java").contains("-Dvaadin.productionMode=true", "-Dlevelread.home=/opt/levelread");
        assertThat(all("Dockerfile", "WORKDIR")).endsWith("/opt/levelread");
        assertThat(Class.forName(entry.getLast())).isEqualTo(LevelRead.class);
    }

    /// the layout of the image, and in it the image's own entry point, command and health check
    @Test
    @Tag("heavy")
    void theApplicationRunsFromWhatTheImageHolds(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("levelread"));
        Files.createSymbolicLink(home.resolve("classes"), Path.of("target/classes").toAbsolutePath());
        Path lib = Files.createDirectory(home.resolve("lib"));
        for (String jar : Files.readString(Path.of("target/classpath.txt")).strip().split(":")) {
            Files.createSymbolicLink(lib.resolve(Path.of(jar).getFileName()), Path.of(jar));
        }
        for (String copy : all("Dockerfile", "COPY")) {
            // those of the second stage go where they stand
            if (copy.equals("models models") || copy.equals("study-protocols study-protocols")) {
                String name = copy.split(" ")[0];
                Files.createSymbolicLink(home.resolve(name), Path.of(name).toAbsolutePath());
            }
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path data = folder.resolve("data");
        List<String> command = new ArrayList<>();
        Stream.concat(
                        words(all("Dockerfile", "ENTRYPOINT").getLast()).stream(),
                        words(all("Dockerfile", "CMD").getLast()).stream())
                .map(word -> word.replace("/opt/levelread", home.toString()).replace("/data", data.toString()))
                .forEach(command::add);
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--port", Integer.toString(port)));
        TestDatabase database = TestDatabase.fresh();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        Map<String, String> environment = new HashMap<>(Map.of(
                "LEVELREAD_DB_URL", database.url(), "LEVELREAD_DB_USER", "postgres", "LEVELREAD_DB_PASSWORD", "postgres"));
        for (String pair : all("Dockerfile", "ENV").getLast().split("\\s+")) {
            environment.put(pair.split("=")[0], pair.split("=")[1].replace("/cache", folder.resolve("cache").toString()));
        }
        builder.environment().putAll(environment);
        Process server = builder.start();
        try {
            String check = words(all("Dockerfile", "HEALTHCHECK").getLast().replaceFirst("^.*CMD ", ""))
                    .getLast()
                    .replace("8080", Integer.toString(port));
            await("health by the image's own check: " + read(folder.resolve("log")))
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> server.isAlive() && new ProcessBuilder("bash", "-c", check)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor() == 0);
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            // the production bundle, not the development server's
            assertThat(data.resolve("audit-anchors.txt")).isNotEmptyFile();
            assertThat(page.body()).contains("VAADIN/build/").doesNotContain("@vite/client");
        } finally {
            server.destroy();
            if (!server.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) server.destroyForcibly();
        }
        assertThat(read(folder.resolve("log"))).doesNotContain("ERROR");
    }
}
