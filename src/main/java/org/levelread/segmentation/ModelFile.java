package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A model that can be used: `models/NAME/VERSION/` with `model.pt`, `model.json` (this record) and
/// `MODEL_CARD.md`.
///
/// @param name as [Target#model()]
/// @param version the newest is the last by name
/// @param outputs labels of the maps, in the order of the net's channels
/// @param pixels of a film on the net's grid
/// @param normalisation how films become its input; a model of another normalisation is refused
/// @param sha256 of `model.pt`, hexadecimal
public record ModelFile(
        String name,
        String version,
        List<String> outputs,
        UNetShape shape,
        int pixels,
        String normalisation,
        String sha256) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public ModelFile {
        outputs = List.copyOf(outputs);
    }

    /// The newest version of a model.
    ///
    /// @throws IllegalArgumentException in one sentence, if there is none, or its file was changed, or it does
    ///     not fit this version
    static ModelFile newest(Path models, Target target) {
        Path folder = newestFolder(models.resolve(target.model()));
        ModelFile file = read(folder);
        file.check(folder, target);
        return file;
    }

    Path folder(Path models) {
        return models.resolve(name).resolve(version);
    }

    static Path script(Path folder) {
        return folder.resolve("model.pt");
    }

    private static Path newestFolder(Path model) {
        String last = "";
        if (Files.isDirectory(model)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(model, Files::isDirectory)) {
                for (Path v : versions) {
                    String version = v.getFileName().toString();
                    if (Files.exists(v.resolve("model.json")) && version.compareTo(last) > 0) last = version;
                }
            } catch (IOException e) {
                throw new IllegalArgumentException("cannot look for models in " + model + ": " + e.getMessage(), e);
            }
        }
        if (last.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no model in " + model + "; train one and export it, or point to another models folder");
        }
        return model.resolve(last);
    }

    static ModelFile read(Path folder) {
        Path json = folder.resolve("model.json");
        try {
            return JSON.readValue(Files.readAllBytes(json), ModelFile.class);
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException("cannot read " + json + ": " + e.getMessage(), e);
        }
    }

    void check(Path folder, Target target) {
        if (!name.equals(target.model()) || !version.equals(folder.getFileName().toString())) {
            throw new IllegalArgumentException(folder + " holds model " + name + " " + version
                    + "; move it to the folder of that name and version");
        }
        if (!target.fits(outputs)) {
            throw new IllegalArgumentException(folder + " gives " + outputs + ", this version needs "
                    + target.outputs().stream().map(Output::label).toList() + "; export it anew");
        }
        checkIntact(folder);
    }

    /// @throws IllegalArgumentException in one sentence, if the film's preparation differs or the script was changed
    void checkIntact(Path folder) {
        if (!normalisation.equals(FilmNormaliser.NAME)) {
            throw new IllegalArgumentException(folder + " was trained on films normalised by '" + normalisation
                    + "', this version uses '" + FilmNormaliser.NAME + "'; train it anew");
        }
        String found = sha256(script(folder));
        if (!found.equalsIgnoreCase(sha256)) {
            throw new IllegalArgumentException(script(folder) + " was changed: its SHA-256 is " + found
                    + ", model.json says " + sha256 + "; restore the file or export the model anew");
        }
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve("model.json"), JSON.writeValueAsBytes(this));
    }

    /// The numbers of the script: for each unit of the net a weight and a bias (batch norm is folded into them) under
    /// the names of [TorchScriptWriter], then the head's.
    Map<String, Tensor> folded(Path folder) {
        var shapes = new LinkedHashMap<String, long[]>();
        for (UNetShape.Unit u : shape.units()) {
            shapes.put(TorchScriptWriter.attribute(u) + "_weight", new long[] {u.out(), u.in(), 3, 3});
            shapes.put(TorchScriptWriter.attribute(u) + "_bias", new long[] {u.out()});
        }
        shapes.put("head_weight", new long[] {shape.headChannels(), shape.channels().getFirst(), 1, 1});
        shapes.put("head_bias", new long[] {shape.headChannels()});
        try {
            return TorchArchive.read(script(folder), shapes);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the weights: " + e.getMessage(), e);
        }
    }

    static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
