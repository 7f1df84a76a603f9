package org.levelread.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads `protocol.yaml`: checks it against `protocol.schema.json` and then for what a schema cannot say, and names
/// line, path and reason of whatever is wrong.
public final class ProtocolFile {
    private static final int LONGEST = 200_000;
    private static final Schema SCHEMA = schema();
    private static final NodeReader READER = reader();
    private static final JsonMapper RECORDS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final Pattern MISSING = Pattern.compile("required property '([^']+)' not found");
    private static final Pattern UNKNOWN = Pattern.compile("property '([^']+)' is not defined in the schema.*");

    private ProtocolFile() {}

    /// Never throws for what stands in the text.
    public static ProtocolCheck check(String yaml) {
        if (yaml.length() > LONGEST) return refused(1, "", "the file has more than " + LONGEST + " characters");
        JsonNode tree;
        try {
            tree = READER.readTree(yaml, InputFormat.YAML);
        } catch (RuntimeException e) {
            return notYaml(e);
        }
        if (tree == null || !tree.isObject()) return refused(1, "", "this is not a protocol: it has no keys");
        List<ProtocolProblem> problems =
                SCHEMA.validate(tree).stream().map(ProtocolFile::problem).toList();
        if (!problems.isEmpty()) return invalid(problems);
        Protocol protocol;
        try {
            protocol = RECORDS.treeToValue(tree, Protocol.class);
        } catch (DatabindException e) {
            // only a date that no calendar has passes the schema and fails here
            String path = e.getPath().stream()
                    .map(DatabindException.Reference::getPropertyName)
                    .reduce((a, b) -> a + "." + b)
                    .orElse("");
            return refused(lineOf(tree, path), path, "cannot be read: is the date one of the calendar?");
        }
        List<ProtocolProblem> contradictions = Contradictions.of(protocol).stream()
                .map(found -> new ProtocolProblem(lineOf(tree, found.path()), found.path(), found.reason()))
                .toList();
        return contradictions.isEmpty() ? new ProtocolCheck.Valid(protocol) : invalid(contradictions);
    }

    /// of the file's bytes, so that `sha256sum protocol.yaml` says the same
    public static String sha256(String yaml) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static ProtocolCheck refused(int line, String path, String reason) {
        return new ProtocolCheck.Invalid(List.of(new ProtocolProblem(line, path, reason)));
    }

    private static ProtocolCheck invalid(List<ProtocolProblem> problems) {
        return new ProtocolCheck.Invalid(problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(ProtocolProblem::line))
                .toList());
    }

    private static ProtocolCheck notYaml(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException e && e.getLocation() != null) {
                String said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
                return refused(Math.max(1, e.getLocation().getLineNr()), "", "this is not YAML: " + said);
            }
        }
        return refused(1, "", "this is not YAML: " + failure.getMessage());
    }

    private static ProtocolProblem problem(Error error) {
        String path = words(error.getInstanceLocation());
        JsonNode at = error.getInstanceNode();
        String said = error.getMessage().replaceFirst("^\\$?[^:]*: ", "");
        Matcher missing = MISSING.matcher(said);
        Matcher unknown = UNKNOWN.matcher(said);
        if (missing.find()) {
            return new ProtocolProblem(line(at), below(path, missing.group(1)), "is missing");
        }
        if (unknown.find()) {
            String name = unknown.group(1);
            JsonNode odd = at == null ? null : at.get(name);
            return new ProtocolProblem(
                    line(odd == null ? at : odd), below(path, name), "no such key is known here: check its spelling");
        }
        return new ProtocolProblem(line(at), path, said);
    }

    /// "$.design.arms[0]" or "/design/arms/0" to "design.arms.0"
    private static String words(NodePath path) {
        return path.toString()
                .replaceFirst("^[$/]\\.?", "")
                .replace('/', '.')
                .replaceAll("\\[(\\d+)\\]", ".$1");
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// the line of the value, or of the nearest thing above it that is there
    private static int lineOf(JsonNode tree, String path) {
        JsonNode at = tree;
        for (String name : path.split("\\.")) {
            JsonNode next = at.isArray() && name.matches("\\d+") ? at.get(Integer.parseInt(name)) : at.get(name);
            if (next == null) break;
            at = next;
        }
        return line(at);
    }

    private static int line(@Nullable JsonNode node) {
        TokenStreamLocation at = node == null ? null : JsonNodes.tokenStreamLocationOf(node);
        return at == null ? 1 : Math.max(1, at.getLineNr());
    }

    private static Schema schema() {
        try (InputStream in = ProtocolFile.class.getResourceAsStream("protocol.schema.json")) {
            if (in == null) throw new IllegalStateException("protocol.schema.json is not among the classes");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NodeReader reader() {
        // a key written twice is a mistake that plain YAML readers swallow
        YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .build();
        DefaultNodeReader.Builder builder = NodeReader.builder().locationAware();
        return builder.yamlMapper(yaml).build();
    }
}
