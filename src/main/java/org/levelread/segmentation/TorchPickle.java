package org.levelread.segmentation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The pickle (protocol 2) of a TorchScript module whose attributes are float32 tensors, as libtorch's
/// unpickler reads it.
final class TorchPickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TorchPickle() {}

    /// `data.pkl` of module class `__torch__.TYPE`; the numbers of tensor `i` lie in `data/i`, four-dimensional
    /// ones in channels-last order
    static byte[] module(String type, Map<String, Tensor> tensors) {
        var p = new TorchPickle();
        p.begin();
        p.global("__torch__", type);
        p.code(')').code(0x81); // empty tuple, new object
        p.code('}').code('(');
        p.string("training");
        p.code(0x89);
        int i = 0;
        for (var t : tensors.entrySet()) {
            p.string(t.getKey());
            p.tensor(t.getValue(), i++);
        }
        p.code('u').code('b').code('.'); // set items, build, stop
        return p.out.toByteArray();
    }

    /// `constants.pkl` without a constant
    static byte[] noConstants() {
        var p = new TorchPickle();
        p.begin();
        p.code(')').code('.');
        return p.out.toByteArray();
    }

    private void begin() {
        code(0x80).code(2);
    }

    private void tensor(Tensor t, int number) {
        global("torch._utils", "_rebuild_tensor_v2");
        code('(').code('(');
        string("storage");
        global("torch", "FloatStorage");
        string(Integer.toString(number));
        string("cpu");
        integer(t.data().length);
        code('t').code('Q'); // tuple, persistent id
        integer(0);
        tuple(t.shape());
        tuple(strides(t.shape()));
        code(0x89); // requires no gradient
        global("collections", "OrderedDict");
        code(')').code('R').code('t').code('R');
    }

    private static long[] strides(long[] s) {
        return switch (s.length) {
            case 1 -> new long[] {1};
            case 4 -> new long[] {s[1] * s[2] * s[3], 1, s[3] * s[1], s[1]};
            default -> throw new IllegalArgumentException("a net has tensors of 1 or 4 dimensions, not " + s.length);
        };
    }

    private void tuple(long[] values) {
        code('(');
        for (long v : values) integer(v);
        code('t');
    }

    private TorchPickle code(int b) {
        out.write(b);
        return this;
    }

    private void integer(long v) {
        code('J');
        littleEndian(Math.toIntExact(v));
    }

    private void littleEndian(int v) {
        for (int k = 0; k < 4; k++) out.write(v >>> (8 * k));
    }

    private void string(String s) {
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        code('X');
        littleEndian(bytes.length);
        out.writeBytes(bytes);
    }

    private void global(String module, String name) {
        code('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
