package org.levelread.report;

import java.util.List;
import java.util.Optional;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.StudyData;

/// How the films came to be analysed, as STARD 2015 (doi:10.1136/bmj.h5527) draws it.
final class FlowChapter {
    private FlowChapter() {}

    /// @param films in the study, then those with a prediction, with a determinable prediction, with an answer, with
    ///     two answers, with a reference, and with all of prediction, answer and reference
    record Flow(int films, int predicted, int determinable, int read, int readTwice, int referenced, int complete) {
        static Flow of(StudyData data) {
            List<FilmComparison> all = data.films();
            return new Flow(
                    all.size(),
                    count(all, f -> f.model().isPresent()),
                    count(all, f -> f.modelLevels().filter(m -> m.determinable()).isPresent()),
                    count(all, f -> !f.readers().isEmpty()),
                    count(all, f -> f.readers().size() >= 2),
                    count(all, f -> f.reference().isPresent()),
                    count(all, f -> f.model().isPresent()
                            && !f.readers().isEmpty()
                            && f.reference().isPresent()));
        }

        private static int count(List<FilmComparison> films, java.util.function.Predicate<FilmComparison> what) {
            return (int) films.stream().filter(what).count();
        }
    }

    static Chapter of(StudyData data) {
        Flow flow = Flow.of(data);
        DataTable.Builder table = new DataTable.Builder("step", "films");
        table.row("in the study", flow.films());
        table.row("without a prediction", flow.films() - flow.predicted());
        table.row("with a prediction", flow.predicted());
        table.row("of them not determinable by the model", flow.predicted() - flow.determinable());
        table.row("read by at least one reader", flow.read());
        table.row("read by at least two readers", flow.readTwice());
        table.row("with a reference", flow.referenced());
        table.row("with prediction, answer and reference", flow.complete());
        return new Chapter(
                "flow",
                "Flow of films",
                "Of " + Phrases.count(flow.films(), "film") + ", " + flow.predicted() + " have a prediction, " + flow.read()
                        + " were read, and " + flow.complete() + " have a prediction, an answer and a reference.",
                Optional.empty(),
                table.build());
    }

    /// The diagram, drawn by hand as SVG: boxes and arrows are no chart.
    static String svg(StudyData data) {
        Flow flow = Flow.of(data);
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="640" height="430" viewBox="0 0 640 430" font-family="Liberation Sans, Arial, sans-serif" font-size="14">
                <title>Flow of films</title>
                """);
        box(svg, 60, 20, "Films in the study", flow.films());
        arrow(svg, 180, 76, 180, 124);
        side(svg, 100, flow.films() - flow.predicted(), "without a prediction");
        box(svg, 60, 124, "With a prediction", flow.predicted());
        arrow(svg, 180, 180, 180, 228);
        side(svg, 204, flow.predicted() - flow.determinable(), "not determinable by the model (analysed as such)");
        box(svg, 60, 228, "Read by a reader", flow.read());
        arrow(svg, 180, 284, 180, 332);
        side(svg, 308, flow.read() - flow.complete(), "without a reference or a prediction");
        box(svg, 60, 332, "Prediction, answer and reference", flow.complete());
        return svg.append("</svg>\n").toString();
    }

    private static void box(StringBuilder svg, int x, int y, String text, int n) {
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"240\" height=\"56\" fill=\"#fff\" stroke=\"#1f4e79\"/>\n".formatted(x, y));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n".formatted(x + 120, y + 24, text));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-weight=\"bold\">n = %d</text>\n"
                .formatted(x + 120, y + 44, n));
    }

    private static void side(StringBuilder svg, int y, int n, String text) {
        svg.append("<line x1=\"180\" y1=\"%d\" x2=\"330\" y2=\"%d\" stroke=\"#1f4e79\"/>\n".formatted(y, y));
        svg.append("<text x=\"338\" y=\"%d\">%d %s</text>\n".formatted(y + 5, n, text));
    }

    private static void arrow(StringBuilder svg, int x1, int y1, int x2, int y2) {
        svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#1f4e79\"/>\n".formatted(x1, y1, x2, y2));
        svg.append("<path d=\"M%d %d l-5 -9 h10 z\" fill=\"#1f4e79\"/>\n".formatted(x2, y2));
    }
}
