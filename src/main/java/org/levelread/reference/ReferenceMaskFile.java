package org.levelread.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.levelread.cases.Film;
import org.levelread.imaging.Contours;
import org.levelread.imaging.Mask;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;

/// A 3D Slicer `.seg.nrrd` file as the reference of one film: a segment a vertebra, named by its level, "Sacrum",
/// and the hardware.
///
/// Which levels are instrumented is not in such a file. Where the film has a reference, its instrumented levels are
/// kept as far as they are outlined; else a level is instrumented where hardware covers at least [#LEAST_SHARE] of
/// its pixels. Either is said in a note.
final class ReferenceMaskFile {
    static final double LEAST_SHARE = .02;
    private static final Set<String> HARDWARE =
            Set.of("screw", "rod", "cage", "other hardware", "instrumentation", "hardware", "cross-link", "cement");
    private static final String EXPECTED = "a level (S1, L6 to L1, T13 to T1), Sacrum, Screw, Rod, Cage, Other hardware,"
            + " Instrumentation, Hardware, Cross-link, Cement or Exposed field, with a number behind it if need be";

    private ReferenceMaskFile() {}

    static ParsedReferences parse(String file, byte[] bytes, Film film, Optional<FilmReference> earlier) {
        ParsedReferences parsed = new ParsedReferences(file);
        SlicerSegmentation segmentation;
        try {
            SegNrrd.Extent extent = SegNrrd.extent(bytes, file);
            if (!isOn(extent, film)) {
                parsed.wrong(
                        "",
                        "masks of " + extent.width() + " x " + extent.height() + " pixels"
                                + (extent.left() == 0 && extent.top() == 0
                                        ? ""
                                        : " from pixel " + extent.left() + ", " + extent.top()),
                        film.width() + " x " + film.height() + ", the size of " + film.title());
                return parsed;
            }
            segmentation = SegNrrd.read(bytes, file, film.width(), film.height());
        } catch (IOException e) {
            parsed.problems.add(new ImportProblem(e.getMessage() + "."));
            return parsed;
        }
        Map<Level, Mask> bodies = new EnumMap<>(Level.class);
        List<Mask> hardware = new ArrayList<>();
        segments(segmentation, parsed, bodies, hardware);
        if (parsed.problems.isEmpty() && bodies.isEmpty())
            parsed.wrong("", "no segment of a level that has a pixel", "at least one level, such as L5");
        if (!parsed.problems.isEmpty()) return parsed;
        List<ReferenceLevel> levels = bodies.entrySet().stream()
                .map(body -> new ReferenceLevel(
                        body.getKey(), outline(body.getValue())))
                .toList();
        Set<Level> instrumented = EnumSet.noneOf(Level.class);
        if (earlier.isPresent() && earlier.get().determinable()) {
            instrumented.addAll(earlier.get().instrumented());
            instrumented.retainAll(bodies.keySet());
            parsed.notes.add(film.title() + ": the instrumented levels of the earlier version were kept.");
        } else {
            for (var body : bodies.entrySet()) if (covered(body.getValue(), hardware)) instrumented.add(body.getKey());
            parsed.notes.add(film.title() + ": a level counts as instrumented where hardware covers at least 2 % of it.");
        }
        parsed.references.add(new NewReference(
                new FilmReference(film.id(), ReferenceChange.IMPORT, levels, instrumented), bytes, ""));
        return parsed;
    }

    /// a file may say that it covers a part of the film; a whole one has the film's size
    private static boolean isOn(SegNrrd.Extent extent, Film film) {
        if (extent.left() == 0 && extent.top() == 0) {
            return extent.width() == film.width() && extent.height() == film.height();
        }
        return extent.left() >= 0
                && extent.top() >= 0
                && extent.left() + extent.width() <= film.width()
                && extent.top() + extent.height() <= film.height();
    }

    private static void segments(
            SlicerSegmentation segmentation, ParsedReferences parsed, Map<Level, Mask> bodies, List<Mask> hardware) {
        for (Segment segment : segmentation.segments()) {
            String name = segment.name().strip();
            String kind = name.toLowerCase(Locale.ROOT).replaceFirst("[ _-]*\\d+$", "");
            Optional<Level> level = Level.parse(name);
            if (level.isPresent()) {
                if (segment.mask().count() == 0) continue;
                if (bodies.putIfAbsent(level.get(), segment.mask()) != null)
                    parsed.wrong("segment " + name, level.get() + " twice", "each level once");
            } else if (HARDWARE.contains(kind)) {
                hardware.add(segment.mask());
            } else if (kind.equals("sacrum")) {
                if (segment.mask().count() > 0) bodies.putIfAbsent(Level.S1, segment.mask());
            } else if (!kind.equals("exposed field")) {
                parsed.wrong("segment " + ParsedReferences.quoted(name), "an unknown segment", EXPECTED);
            }
        }
    }

    private static List<org.levelread.imaging.Point> outline(Mask mask) {
        var points = Contours.trace(mask).points();
        return points.size() < 3 ? List.of() : points;
    }

    private static boolean covered(Mask body, List<Mask> hardware) {
        int area = 0;
        int under = 0;
        for (int i = 0; i < body.values().length; i++) {
            if (body.values()[i] == 0) continue;
            area++;
            for (Mask metal : hardware) {
                if (metal.values()[i] == 0) continue;
                under++;
                break;
            }
        }
        return under >= LEAST_SHARE * area;
    }
}
