package org.levelread.segmentation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A training that can go on: one uncompressed zip with `checkpoint.json` ([Checkpoint.State]) and the float32
/// little-endian numbers `weights/NAME`, `moment1/NAME`, `moment2/NAME` under the names of [UNet].
record Checkpoint(State state, Map<String, Tensor> tensors) {
    static final int FORMAT = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// @param seed of weights, batches and augmentation
    /// @param splitSeed of the division into training, validation and hold-out
    /// @param startedFrom the checkpoint the weights came from, or empty
    /// @param history seconds trained by each net this one grew out of, oldest first
    /// @param validation Dice on the validation films at threshold .5, by output
    /// @param holdOut the same on the hold-out films, once, at the end; empty before
    /// @param shapes of all tensors
    record State(
            int format,
            String model,
            List<String> outputs,
            UNetShape shape,
            int pixels,
            String normalisation,
            long seed,
            long splitSeed,
            String startedFrom,
            List<Double> history,
            List<String> datasets,
            int trainingFilms,
            int validationFilms,
            int holdOutFilms,
            int batch,
            double learningRate,
            String budget,
            long step,
            double seconds,
            double loss,
            Map<String, Double> validation,
            Map<String, Double> holdOut,
            Map<String, long[]> shapes) {
        State withHoldOut(Map<String, Double> dice) {
            return with(startedFrom, validation, dice);
        }

        private State with(String from, Map<String, Double> validated, Map<String, Double> heldOut) {
            return new State(
                    format,
                    model,
                    outputs,
                    shape,
                    pixels,
                    normalisation,
                    seed,
                    splitSeed,
                    from,
                    history,
                    datasets,
                    trainingFilms,
                    validationFilms,
                    holdOutFilms,
                    batch,
                    learningRate,
                    budget,
                    step,
                    seconds,
                    loss,
                    validated,
                    heldOut,
                    shapes);
        }
    }

    /// Replaces `file` in one step: a killed training leaves the old or the new one, never half.
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
            store(zip, "checkpoint.json", JSON.writeValueAsBytes(state));
            for (var t : tensors.entrySet())
                store(zip, t.getKey(), Tensor.littleEndian(t.getValue().data()));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        var crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        // the same weights give the same bytes
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /// @throws IllegalArgumentException if the file is missing or not a checkpoint
    static Checkpoint read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "there is no checkpoint " + file + "; train first, or name another file");
        }
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry json = zip.getEntry("checkpoint.json");
            if (json == null)
                throw new IllegalArgumentException(file + " is not a checkpoint: it holds no checkpoint.json");
            State state = JSON.readValue(zip.getInputStream(json), State.class);
            if (state.format() != FORMAT) {
                throw new IllegalArgumentException(file + " has checkpoint format " + state.format()
                        + ", this version reads " + FORMAT + "; use the version that wrote it");
            }
            var tensors = new LinkedHashMap<String, Tensor>();
            for (var s : state.shapes().entrySet()) {
                ZipEntry entry = zip.getEntry(s.getKey());
                if (entry == null) throw new IllegalArgumentException(file + " lacks the numbers " + s.getKey());
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                tensors.put(s.getKey(), new Tensor(s.getValue(), Tensor.littleEndian(bytes)));
            }
            return new Checkpoint(state, tensors);
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException(file + " is not a readable checkpoint: " + e.getMessage(), e);
        }
    }

    /// The mean of the weights of trainings that grew out of the same one: a net that holds on more kinds of films than each,
    /// as in Wortsman et al. 2022, Model soups, arXiv:2203.05482. No Dice was measured with it.
    ///
    /// @param trainings name to checkpoint, at least one; one alone stays as it is
    /// @throws IllegalArgumentException naming the two, where models, outputs or shapes differ
    static Checkpoint mean(Map<String, Checkpoint> trainings) {
        String first = trainings.keySet().iterator().next();
        Checkpoint one = trainings.get(first);
        if (trainings.size() == 1) return one;
        var mean = new LinkedHashMap<String, Tensor>();
        one.weights().forEach((name, t) -> mean.put(name, new Tensor(t.shape(), new float[t.data().length])));
        trainings.forEach((name, other) -> {
            if (!other.state.model().equals(one.state.model())
                    || !other.state.outputs().equals(one.state.outputs())
                    || !other.state.shape().equals(one.state.shape())
                    || other.state.pixels() != one.state.pixels()) {
                throw new IllegalArgumentException("the weights of " + first + " and " + name
                        + " have no mean: model, outputs, shape or pixels differ; name trainings of one model");
            }
            other.weights().forEach((key, t) -> {
                float[] sum = mean.get(key).data();
                for (int i = 0; i < sum.length; i++) sum[i] += t.data()[i] / trainings.size();
            });
        });
        var tensors = new LinkedHashMap<String, Tensor>();
        mean.forEach((name, t) -> tensors.put("weights/" + name, t));
        String from = (one.state.startedFrom().isEmpty() ? "" : one.state.startedFrom() + "; ") + "the weights are the mean of "
                + trainings.size() + " trainings: " + String.join(", ", trainings.keySet());
        return new Checkpoint(one.state.with(from, Map.of(), Map.of()), tensors);
    }

    /// the tensors whose names start with `folder/`, without it
    Map<String, Tensor> under(String folder) {
        var part = new LinkedHashMap<String, Tensor>();
        tensors.forEach((name, t) -> {
            if (name.startsWith(folder + "/")) part.put(name.substring(folder.length() + 1), t);
        });
        return part;
    }

    Map<String, Tensor> weights() {
        return under("weights");
    }

    List<Output> outputs() {
        return state.outputs().stream().map(Output::of).toList();
    }
}
