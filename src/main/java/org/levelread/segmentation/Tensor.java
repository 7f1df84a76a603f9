package org.levelread.segmentation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers outside the engine: float32, row-major.
record Tensor(long[] shape, float[] data) {
    Tensor {
        long size = 1;
        for (long s : shape) size *= s;
        if (size != data.length) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + Arrays.toString(shape) + " cannot hold " + data.length + " numbers");
        }
    }

    static byte[] littleEndian(float[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return bytes.array();
    }

    static float[] littleEndian(byte[] bytes) {
        float[] data = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(data);
        return data;
    }
}
