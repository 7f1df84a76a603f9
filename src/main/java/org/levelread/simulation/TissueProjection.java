package org.levelread.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// What a CT without its bones adds to a lateral film, in centimetres of water.
///
/// @param values `float[height * width]`, x forwards, y down
/// @param pixelMm edge of a pixel
/// @param s1X pixel of the middle of S1
/// @param s1Y pixel of the middle of S1
record TissueProjection(int width, int height, float[] values, double pixelMm, double s1X, double s1Y) {
    private static final int SACRUM = 25;
    private static final int S1 = 26;

    /// reads `example_ct.nii.gz` and its labels (RAS+, equal voxels)
    static TissueProjection load(Path folder) throws IOException {
        Volume ct = Volume.read(folder.resolve("example_ct.nii.gz"));
        Volume labels = Volume.read(folder.resolve("example_seg_fast_force_split.nii.gz"));
        if (ct.nx != labels.nx || ct.ny != labels.ny || ct.nz != labels.nz) {
            throw new IOException(folder + ": the CT and its labels have different grids");
        }
        float[] sum = new float[ct.ny * ct.nz];
        double sy = 0, sz = 0;
        int n = 0;
        for (int z = 0; z < ct.nz; z++) {
            for (int y = 0; y < ct.ny; y++) {
                double line = 0;
                for (int x = 0; x < ct.nx; x++) {
                    double hu = Math.min(ct.at(x, y, z), 150);
                    if (ct.at(x, y, z) > 150) hu = 60;
                    if (hu > 50 && nearBone(labels, x, y, z)) hu = 50;
                    line += Math.clamp(1 + hu / 1000, 0, 2) * ct.voxelMm / 10;
                    if (labels.at(x, y, z) == S1) {
                        sy += y;
                        sz += z;
                        n++;
                    }
                }
                sum[(ct.nz - 1 - z) * ct.ny + y] = (float) line;
            }
        }
        if (n == 0) throw new IOException(folder + ": the labels hold no S1 (" + S1 + ")");
        return new TissueProjection(ct.ny, ct.nz, sum, ct.voxelMm, sy / n, ct.nz - 1 - sz / n);
    }

    private static boolean nearBone(Volume labels, int x, int y, int z) {
        return bone(labels, x, y, z)
                || bone(labels, x - 1, y, z)
                || bone(labels, x + 1, y, z)
                || bone(labels, x, y - 1, z)
                || bone(labels, x, y + 1, z)
                || bone(labels, x, y, z - 1)
                || bone(labels, x, y, z + 1);
    }

    private static boolean bone(Volume labels, int x, int y, int z) {
        if (x < 0 || y < 0 || z < 0 || x >= labels.nx || y >= labels.ny || z >= labels.nz) return false;
        int label = (int) labels.at(x, y, z);
        return (label >= SACRUM && label <= 50) || label >= 92;
    }

    /// bilinear, mirrored at the edges
    double at(double x, double y) {
        int x0 = (int) Math.floor(x), y0 = (int) Math.floor(y);
        double fx = x - x0, fy = y - y0;
        int xa = mirror(x0, width), xb = mirror(x0 + 1, width), ya = mirror(y0, height), yb = mirror(y0 + 1, height);
        double top = values[ya * width + xa] * (1 - fx) + values[ya * width + xb] * fx;
        double bottom = values[yb * width + xa] * (1 - fx) + values[yb * width + xb] * fx;
        return top * (1 - fy) + bottom * fy;
    }

    private static int mirror(int i, int n) {
        int k = Math.floorMod(i, 2 * n);
        return k < n ? k : 2 * n - 1 - k;
    }

    /// A little-endian NIfTI-1 volume of 8- or 16-bit integers or 32-bit floats.
    private record Volume(
            int nx,
            int ny,
            int nz,
            double voxelMm,
            ByteBuffer data,
            int start,
            int type,
            double slope,
            double intercept) {
        static Volume read(Path path) throws IOException {
            byte[] bytes;
            try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
                bytes = in.readNBytes(1 << 28);
            } catch (NoSuchFileException e) {
                throw new IOException("the anatomy lacks " + path + ": give the folder that holds all of it", e);
            }
            if (bytes.length < 352) throw new IOException(path + " is too short for a NIfTI file");
            ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int type = b.getShort(70);
            int size = switch (type) {
                case 2 -> 1;
                case 4 -> 2;
                case 8, 16 -> 4;
                default ->
                    throw new IOException(path + " has NIfTI data type " + type + ", 2, 4, 8 and 16 can be read");
            };
            int nx = b.getShort(42), ny = b.getShort(44), nz = b.getShort(46);
            int start = (int) b.getFloat(108);
            if (b.getInt(0) != 348 || nx < 1 || ny < 1 || nz < 1 || bytes.length < start + (long) size * nx * ny * nz) {
                throw new IOException(path + " is not a whole little-endian NIfTI-1 file");
            }
            float slope = b.getFloat(112);
            return new Volume(
                    nx,
                    ny,
                    nz,
                    b.getFloat(80),
                    b,
                    start,
                    type,
                    slope == 0 ? 1 : slope,
                    slope == 0 ? 0 : b.getFloat(116));
        }

        double at(int x, int y, int z) {
            int i = (z * ny + y) * nx + x;
            double raw = switch (type) {
                case 2 -> data.get(start + i) & 0xff;
                case 4 -> data.getShort(start + 2 * i);
                case 8 -> data.getInt(start + 4 * i);
                default -> data.getFloat(start + 4 * i);
            };
            return raw * slope + intercept;
        }
    }
}
