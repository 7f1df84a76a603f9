package org.levelread.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Surfaces of one lumbar spine, sacrum, pelvis and ribs, each in its own frame, and what lay around them in
/// one CT.
///
/// Every frame: x anterior, y across, z up along the bone, millimetres. A vertebra's origin is the middle of
/// its body, the sacrum's and the pelvis' the middle of the upper endplate of S1, a rib's the height of its head.
public final class Anatomy {
    /// A bone with its outward normals.
    record Bone(Mesh mesh, double[] normals) {
        Bone(Mesh mesh) {
            this(mesh, mesh.normals());
        }
    }

    /// A vertebra.
    ///
    /// @param body its body alone, an open surface
    /// @param corners x and z of the body's corners in the midplane: superior anterior, superior posterior,
    ///     inferior posterior, inferior anterior
    record Vertebra(Bone bone, Mesh body, double[][] corners) {
        /// mean length of its endplates, mm
        double depth() {
            return (corners[0][0] - corners[1][0] + corners[3][0] - corners[2][0]) / 2;
        }

        Vertebra scaled(double size) {
            Mesh.Placement larger = p -> {
                for (int j = 0; j < 3; j++) p[j] *= size;
            };
            double[][] own = new double[4][];
            for (int c = 0; c < 4; c++) own[c] = new double[] {corners[c][0] * size, corners[c][1] * size};
            return new Vertebra(new Bone(bone.mesh().placed(larger), bone.normals()), body.placed(larger), own);
        }
    }

    /// the numbers of the lumbar vertebrae's meshes, from the lowest up
    static final List<String> LUMBAR = List.of("L5", "L4", "L3", "L2", "L1");

    /// from L5 up; the upper ones stand in for those that a base lacks
    final Map<Base, List<Vertebra>> vertebrae;
    final Bone sacrum;
    final Mesh s1Body;
    final Bone pelvis;
    /// length of the upper endplate of S1, mm
    final double endplateMm;
    /// ribs 12 to 1 of one side and of the other
    final List<List<Bone>> ribs;
    final TissueProjection tissue;

    Anatomy(
            Map<Base, List<Vertebra>> vertebrae,
            Bone sacrum,
            Mesh s1Body,
            Bone pelvis,
            double endplateMm,
            List<List<Bone>> ribs,
            TissueProjection tissue) {
        this.vertebrae = Map.copyOf(vertebrae);
        this.sacrum = sacrum;
        this.s1Body = s1Body;
        this.pelvis = pelvis;
        this.endplateMm = endplateMm;
        this.ribs = List.copyOf(ribs);
        this.tissue = tissue;
    }

    /// reads the folder of meshes; its README names what belongs where
    ///
    /// @throws IOException naming the file that is missing or cannot be read
    public static Anatomy load(Path folder) throws IOException {
        Path bones = folder.resolve("remus-lumbosacral");
        Map<String, Mesh> whole = new LinkedHashMap<>();
        Map<String, Mesh> bodies = new LinkedHashMap<>();
        for (String name : List.of("L5", "L4", "L3", "L2", "L1", "S1")) {
            whole.put(name, MeshFiles.obj(bones.resolve(name + ".obj"), 1000));
            bodies.put(name, MeshFiles.obj(bones.resolve(name + "_body.obj"), 1000));
        }
        Mesh pelvis = MeshFiles.obj(bones.resolve("Pelvis.obj"), 1000);
        Mesh ribs = MeshFiles.vtp(folder.resolve("artisynth-column").resolve("ground_ribs.vtp"), 1000);
        TissueProjection tissue = TissueProjection.load(folder.resolve("totalsegmentator-ct"));
        Map<Base, List<Vertebra>> vertebrae = new EnumMap<>(Base.class);
        Path lumbar = folder.resolve("clouthier-lumbar");
        List<Mesh> clouthier = upwards(
                MeshFiles.csv(lumbar.resolve("meanMesh_vertices.csv"), lumbar.resolve("meanMesh_faces.csv")), 1000);
        double[] centre = clouthier.getLast().centre();
        clouthier.add(clouthier.getLast().placed(p -> {
            for (int j = 0; j < 3; j++) p[j] = centre[j] + .97 * (p[j] - centre[j]);
            p[2] += 34;
        }));
        vertebrae.put(Base.CLOUTHIER, cut(clouthier));
        Mesh column = MeshFiles.vtp(folder.resolve("artisynth-column").resolve("ground_spine.vtp"), 1000);
        vertebrae.put(
                Base.ARTISYNTH, cut(upwards(column.placed(Anatomy::swap), 212).subList(0, 15)));
        return of(whole, bodies, vertebrae, pelvis, ribs, tissue);
    }

    /// the parts of at least so many vertices, from the lowest up
    private static List<Mesh> upwards(Mesh mesh, int least) {
        return new ArrayList<>(mesh.parts().stream()
                .filter(p -> p.vertices() >= least && p.high(2) - p.low(2) > 30)
                .sorted(Comparator.comparingDouble(p -> p.centre()[2]))
                .toList());
    }

    private static List<Vertebra> cut(List<Mesh> whole) {
        List<Vertebra> vertebrae = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            double[] below = whole.get(Math.max(0, i - 1)).centre();
            double[] above = whole.get(Math.min(whole.size() - 1, i + 1)).centre();
            double upX = above[0] - below[0], upZ = above[2] - below[2];
            vertebrae.add(vertebra(whole.get(i), BodyCut.of(whole.get(i), upX, upZ), upX, upZ));
        }
        return vertebrae;
    }

    /// @param whole whole bones L5 to L1 and "S1" (the sacrum), in one common frame
    /// @param bodies their bodies
    /// @param ribs all ribs in one mesh, y up and z across, as OpenSim has them
    /// @param others vertebrae of other bases, brought to the size of these
    static Anatomy of(
            Map<String, Mesh> whole,
            Map<String, Mesh> bodies,
            Map<Base, List<Vertebra>> others,
            Mesh pelvis,
            Mesh ribs,
            TissueProjection tissue) {
        List<Vertebra> lumbar = new ArrayList<>();
        for (int i = 0; i < LUMBAR.size(); i++) {
            String name = LUMBAR.get(i);
            double[] here = body(bodies, name).centre();
            double[] below = body(bodies, i == 0 ? "S1" : LUMBAR.get(i - 1)).centre();
            double[] above = i + 1 < LUMBAR.size()
                    ? body(bodies, LUMBAR.get(i + 1)).centre()
                    : new double[] {2 * here[0] - below[0], 0, 2 * here[2] - below[2]};
            lumbar.add(vertebra(body(whole, name), body(bodies, name), above[0] - below[0], above[2] - below[2]));
        }
        double[] s1 = body(bodies, "S1").centre();
        double[] l5 = body(bodies, "L5").centre();
        Mesh s1Body = body(bodies, "S1");
        Frame frame = Frame.ofEndplate(s1Body, l5[0] - s1[0], l5[2] - s1[2]);
        Map<Base, List<Vertebra>> vertebrae = new EnumMap<>(Base.class);
        vertebrae.put(Base.REMUS, List.copyOf(lumbar));
        others.forEach((base, own) -> {
            double size = lumbar.getFirst().depth() / own.getFirst().depth();
            vertebrae.put(base, own.stream().map(v -> v.scaled(size)).toList());
        });
        return new Anatomy(
                vertebrae,
                new Bone(body(whole, "S1").placed(frame).decimated(1.5)),
                s1Body.placed(frame).decimated(1.8),
                new Bone(pelvis.placed(frame).decimated(2)),
                frame.lengthMm(),
                ribs(ribs),
                tissue);
    }

    private static Mesh body(Map<String, Mesh> meshes, String name) {
        Mesh mesh = meshes.get(name);
        if (mesh == null) throw new IllegalArgumentException("the anatomy has no mesh of " + name);
        return mesh;
    }

    private static Vertebra vertebra(Mesh whole, Mesh body, double upX, double upZ) {
        Frame frame = Frame.ofBody(body, upX, upZ);
        double[][] corners = new double[4][];
        for (int c = 0; c < 4; c++) {
            double[] p = frame.corners()[c].clone();
            frame.move(p);
            corners[c] = new double[] {p[0], p[2]};
        }
        return new Vertebra(
                new Bone(whole.placed(frame).decimated(1.5)), body.placed(frame).decimated(1.8), corners);
    }

    private static List<List<Bone>> ribs(Mesh mesh) {
        record Rib(double[] head, Mesh mesh) {}
        List<List<Bone>> sides = new ArrayList<>();
        for (int side : new int[] {-1, 1}) {
            List<Rib> ribs = new ArrayList<>();
            for (Mesh part : mesh.placed(p -> swap(p)).parts()) {
                // the breastbone crosses the midline
                if (part.vertices() < 30 || part.low(1) * part.high(1) < 0 || Math.signum(part.low(1)) != side)
                    continue;
                double posterior = part.low(0) + .35 * (part.high(0) - part.low(0));
                double[] head = null;
                for (int i = 0; i < part.vertices(); i++) {
                    double[] v = part.vertex(i);
                    if (v[0] <= posterior && (head == null || Math.abs(v[1]) < Math.abs(head[1]))) head = v;
                }
                if (head != null) ribs.add(new Rib(head, part));
            }
            ribs.sort(Comparator.comparingDouble(r -> r.head()[2]));
            sides.add(ribs.stream()
                    .map(r -> new Bone(r.mesh().placed(p -> {
                        p[0] -= r.head()[0];
                        p[2] -= r.head()[2];
                    })))
                    .toList());
        }
        return sides;
    }

    private static void swap(double[] p) {
        double up = p[1];
        p[1] = p[2];
        p[2] = up;
    }
}
