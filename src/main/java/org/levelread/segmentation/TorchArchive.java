package org.levelread.segmentation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A TorchScript archive that libtorch 2.7 (and Python's torch) loads: a stored zip of a pickle, a script and raw
/// float32 numbers. The engine cannot trace, so it is written by hand.
final class TorchArchive {
    private TorchArchive() {}

    /// @param type the module's class, `__torch__.TYPE`
    /// @param forward the methods of the class, indented by two
    /// @param tensors its attributes; four-dimensional ones are stored in channels-last order
    static void write(Path file, String type, String forward, Map<String, Tensor> tensors) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            store(zip, "data.pkl", TorchPickle.module(type, tensors));
            store(zip, "code/__torch__.py", code(type, forward, tensors).getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", TorchPickle.noConstants());
            store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            int i = 0;
            for (Tensor t : tensors.values()) store(zip, "data/" + i++, Tensor.littleEndian(channelsLast(t)));
        }
    }

    /// The numbers of an archive that [#write] made.
    ///
    /// @param shapes of the tensors, in the order in which they were written
    /// @throws IOException if one is missing or of another size
    static Map<String, Tensor> read(Path file, Map<String, long[]> shapes) throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        try (var zip = new ZipFile(file.toFile())) {
            int i = 0;
            for (var s : shapes.entrySet()) {
                ZipEntry entry = zip.getEntry("model/data/" + i++);
                if (entry == null) throw new IOException(file + " lacks the numbers " + s.getKey());
                float[] data = Tensor.littleEndian(zip.getInputStream(entry).readAllBytes());
                try {
                    tensors.put(s.getKey(), channelsFirst(new Tensor(s.getValue(), data)));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + ", " + s.getKey() + ": " + e.getMessage(), e);
                }
            }
        }
        return tensors;
    }

    private static String code(String type, String forward, Map<String, Tensor> tensors) {
        var code = new StringBuilder("class " + type + "(Module):\n  __parameters__ = []\n  __buffers__ = [");
        tensors.keySet().forEach(n -> code.append('"').append(n).append("\", "));
        code.append("]\n");
        tensors.keySet().forEach(n -> code.append("  ").append(n).append(" : Tensor\n"));
        return code.append("  training : bool\n").append(forward).toString();
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        Checkpoint.store(zip, "model/" + name, bytes);
    }

    private static float[] channelsLast(Tensor t) {
        return reordered(t, true);
    }

    private static Tensor channelsFirst(Tensor t) {
        return new Tensor(t.shape(), reordered(t, false));
    }

    private static float[] reordered(Tensor t, boolean toLast) {
        if (t.shape().length != 4) return t.data();
        int out = (int) t.shape()[0], in = (int) t.shape()[1], area = (int) (t.shape()[2] * t.shape()[3]);
        float[] result = new float[t.data().length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int k = 0; k < area; k++) {
                    int first = (o * in + i) * area + k;
                    int last = (o * area + k) * in + i;
                    if (toLast) result[last] = t.data()[first];
                    else result[first] = t.data()[last];
                }
            }
        }
        return result;
    }
}
