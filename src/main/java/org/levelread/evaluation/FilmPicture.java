package org.levelread.evaluation;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Contours;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Percentiles;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.imaging.Radiograph;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SpineFindings;

/// One film with what the reference and what the prediction say drawn over it, as an SVG element that needs no other file.
public final class FilmPicture {
    private static final int MOST_PX = 640;
    /// smaller pieces of hardware are not outlined
    private static final int LEAST_PIECE_PX = 6;

    private final FilmScore score;
    private final String svg;

    private FilmPicture(FilmScore score, String svg) {
        this.score = score;
        this.svg = svg;
    }

    public static FilmPicture of(
            FilmScore score, Radiograph film, DatasetFilm.Reference reference, FilmPrediction prediction) {
        var out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" style=\"aspect-ratio:%d/%d\" role=\"img\" aria-label=\"%s\">",
                film.width(),
                film.height(),
                film.width(),
                film.height(),
                EvaluationPage.escaped(score.film())));
        out.append(String.format(
                Locale.ROOT,
                "<image width=\"%d\" height=\"%d\" preserveAspectRatio=\"none\" href=\"data:image/jpeg;base64,%s\"/>",
                film.width(),
                film.height(),
                Base64.getEncoder().encodeToString(jpeg(film))));
        double text = Math.max(film.width(), film.height()) / 34.0;
        predicted(out, score, prediction.findings(), text);
        referenced(out, reference, text);
        out.append("</svg>");
        return new FilmPicture(score, out.toString());
    }

    FilmScore score() {
        return score;
    }

    String svg() {
        return svg;
    }

    private static void predicted(StringBuilder out, FilmScore score, SpineFindings f, double text) {
        out.append("<g class=\"said\">");
        for (Polygon p : f.instrumentation().polygons()) polygon(out, p, "metal");
        polygon(out, f.sacrum().polygon(), "sacrum");
        for (int k = 0; k < f.levels().size(); k++) {
            LevelFinding body = f.levels().get(k);
            String kind = kind(score.answers().get(k));
            polygon(out, body.polygon(), kind);
            Level said = body.level();
            text(out, body.centroid(), said == null ? "?" : said.name(), kind, text, "middle");
        }
        out.append("</g>");
    }

    private static String kind(FilmScore.Answer answer) {
        if (answer.truth() == null) return "false";
        if (answer.said() == null) return "unnamed";
        return answer.said() == answer.truth() ? "right" : "wrong";
    }

    private static void referenced(StringBuilder out, DatasetFilm.Reference reference, double text) {
        out.append("<g class=\"truth\">");
        for (Polygon p : Contours.traceAll(reference.instrumentation(), LEAST_PIECE_PX)) polygon(out, p, "metal");
        polygon(out, Contours.trace(reference.sacrum()), "sacrum");
        for (Map.Entry<Level, Mask> body : reference.bodies().entrySet()) {
            Polygon outline = Contours.trace(body.getValue());
            polygon(out, outline, "body");
            if (outline.points().isEmpty()) continue;
            double left = outline.points().stream().mapToDouble(Point::x).min().orElse(0);
            double y = outline.points().stream().mapToDouble(Point::y).average().orElse(0);
            String cut = reference.cut().contains(body.getKey()) ? " (cut)" : "";
            text(out, new Point(left - .3 * text, y), body.getKey().name() + cut, "body", text, "end");
        }
        out.append("</g>");
    }

    private static void polygon(StringBuilder out, Polygon outline, String kind) {
        List<Point> points = outline.points();
        if (points.isEmpty()) return;
        out.append("<polygon class=\"").append(kind).append("\" points=\"");
        out.append(points.stream()
                .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", p.x(), p.y()))
                .collect(Collectors.joining(" ")));
        out.append("\"/>");
    }

    private static void text(StringBuilder out, Point at, String words, String kind, double size, String anchor) {
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" text-anchor=\"%s\">%s</text>",
                kind,
                at.x(),
                at.y() + .35 * size,
                size,
                anchor,
                words));
    }

    private static byte[] jpeg(Radiograph film) {
        double[] window = Percentiles.of(film, .5, 99.5);
        double scale = 255 / Math.max(1, window[1] - window[0]);
        var grey = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = new byte[film.values().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(((film.values()[i] & 0xffff) - window[0]) * scale), 0, 255);
        }
        grey.getRaster().setDataElements(0, 0, film.width(), film.height(), pixels);
        double shrink = (double) MOST_PX / Math.max(film.width(), film.height());
        BufferedImage shown = shrink >= 1 ? grey : shrunk(grey, shrink);
        try (var out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(shown, "jpeg", out)) throw new IOException("no JPEG writer");
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage shrunk(BufferedImage image, double by) {
        int w = Math.max(1, (int) Math.round(by * image.getWidth()));
        int h = Math.max(1, (int) Math.round(by * image.getHeight()));
        var small = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(image, 0, 0, w, h, null);
        g.dispose();
        return small;
    }

    /// what is wrong, in a few words
    String words() {
        @Nullable String refused = score.refused();
        if (refused != null) return "refused: " + refused;
        Traits t = score.traits();
        var parts = new java.util.ArrayList<String>();
        if (t.frontal()) {
            parts.add(
                    score.wrongView() && !score.determinable()
                            ? "taken from the front, answered as wrong view"
                            : score.determinable()
                                    ? "taken from the front, but named as a lateral film"
                                    : "taken from the front, not named, but not told from a lateral film");
        } else {
            parts.add(score.found() + " of " + score.bodies() + " bodies found, " + score.named() + " named right, "
                    + score.misnamed() + " wrong, " + score.spurious() + " false");
            if (!score.determinable()) parts.add("answered as not determinable");
            if (!score.sacrumVisible()) parts.add("sacrum not in view");
            parts.add(String.format(
                    Locale.ROOT,
                    "Dice vertebrae %s, sacrum %s, hardware %s",
                    dice(score.vertebrae()),
                    dice(score.sacrum()),
                    dice(score.instrumentation())));
            var truth = score.instrumented();
            if (truth != null && !score.setExact()) {
                parts.add("instrumented " + levels(truth) + ", predicted " + levels(score.predicted()));
            }
        }
        String what = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(t.part(), t.base(), t.numbering()), t.difficulties().stream())
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(", "));
        if (!what.isEmpty()) parts.add(what);
        return String.join("; ", parts);
    }

    private static String dice(MaskScore m) {
        return m.bothEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", m.dice());
    }

    private static String levels(java.util.Set<Level> levels) {
        return levels.isEmpty() ? "none" : levels.stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
