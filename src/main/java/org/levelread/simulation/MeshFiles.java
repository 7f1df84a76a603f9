package org.levelread.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringTokenizer;

/// Reads Wavefront OBJ and ASCII VTK XML PolyData surfaces.
final class MeshFiles {
    private MeshFiles() {}

    /// @param scale millimetres in one unit of the file
    static Mesh obj(Path path, double scale) throws IOException {
        double[] xyz = new double[3000];
        int[] triangles = new int[6000];
        int n = 0, m = 0;
        for (String line : text(path).split("\n")) {
            if (line.startsWith("v ")) {
                StringTokenizer words = new StringTokenizer(line.substring(2));
                if (n + 3 > xyz.length) xyz = Arrays.copyOf(xyz, 2 * xyz.length);
                for (int j = 0; j < 3; j++) xyz[n++] = number(path, words.nextToken()) * scale;
            } else if (line.startsWith("f ")) {
                StringTokenizer words = new StringTokenizer(line.substring(2));
                int first = index(path, words.nextToken());
                int previous = index(path, words.nextToken());
                while (words.hasMoreTokens()) {
                    int next = index(path, words.nextToken());
                    if (m + 3 > triangles.length) triangles = Arrays.copyOf(triangles, 2 * triangles.length);
                    triangles[m++] = first;
                    triangles[m++] = previous;
                    triangles[m++] = next;
                    previous = next;
                }
            }
        }
        return checked(path, new Mesh(Arrays.copyOf(xyz, n), Arrays.copyOf(triangles, m)));
    }

    /// @param scale millimetres in one unit of the file
    static Mesh vtp(Path path, double scale) throws IOException {
        String text = text(path);
        String polys = between(path, text, "<Polys", "</Polys>");
        double[] xyz = numbers(path, array(path, between(path, text, "<Points", "</Points>"), "<DataArray"));
        for (int i = 0; i < xyz.length; i++) xyz[i] *= scale;
        double[] connectivity = numbers(path, array(path, polys, "Name=\"connectivity\""));
        double[] offsets = numbers(path, array(path, polys, "Name=\"offsets\""));
        int[] triangles = new int[3 * connectivity.length];
        int m = 0, start = 0;
        for (double offset : offsets) {
            for (int i = start + 2; i < offset; i++) {
                triangles[m++] = (int) connectivity[start];
                triangles[m++] = (int) connectivity[i - 1];
                triangles[m++] = (int) connectivity[i];
            }
            start = (int) offset;
        }
        return checked(path, new Mesh(xyz, Arrays.copyOf(triangles, m)));
    }

    /// vertices and triangles as rows of numbers between commas, the vertices counted from 1
    static Mesh csv(Path vertices, Path faces) throws IOException {
        double[] xyz = numbers(vertices, text(vertices).replace(',', ' '));
        double[] numbers = numbers(faces, text(faces).replace(',', ' '));
        int[] triangles = new int[numbers.length];
        for (int i = 0; i < triangles.length; i++) triangles[i] = (int) numbers[i] - 1;
        return checked(faces, new Mesh(xyz, triangles));
    }

    private static String text(Path path) throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new IOException("the anatomy lacks " + path + ": give the folder that holds all its meshes", e);
        }
    }

    private static Mesh checked(Path path, Mesh mesh) throws IOException {
        if (mesh.triangles().length == 0) throw new IOException(path + " holds no triangles");
        for (int v : mesh.triangles()) {
            if (v < 0 || v >= mesh.vertices()) {
                throw new IOException(path + " names vertex " + (v + 1) + " of " + mesh.vertices());
            }
        }
        return mesh;
    }

    /// "12//7" is vertex 11
    private static int index(Path path, String word) throws IOException {
        int slash = word.indexOf('/');
        return (int) number(path, slash < 0 ? word : word.substring(0, slash)) - 1;
    }

    private static double number(Path path, String word) throws IOException {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IOException(path + " has \"" + word + "\" where a number belongs", e);
        }
    }

    private static double[] numbers(Path path, String text) throws IOException {
        StringTokenizer words = new StringTokenizer(text);
        double[] out = new double[words.countTokens()];
        for (int i = 0; i < out.length; i++) out[i] = number(path, words.nextToken());
        return out;
    }

    private static String array(Path path, String text, String mark) throws IOException {
        String after = text.substring(Math.max(0, text.indexOf(mark)));
        if (!text.contains(mark)) throw new IOException(path + " lacks " + mark);
        return between(path, after, ">", "</DataArray>");
    }

    private static String between(Path path, String text, String from, String to) throws IOException {
        int start = text.indexOf(from);
        int end = text.indexOf(to, Math.max(0, start));
        if (start < 0 || end < 0) throw new IOException(path + " is not an ASCII VTK PolyData file: it lacks " + to);
        return text.substring(start + from.length(), end);
    }
}
