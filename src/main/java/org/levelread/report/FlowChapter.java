package org.levelread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.Screened;

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

    }

    static Chapter of(StudyData data) {
        Flow flow = Flow.of(data);
        DataTable.Builder table = new DataTable.Builder("step", "films");
        Screened screened = data.screened();
        if (screened != null) {
            table.row("offered", screened.offered());
            table.row("refused, the same film was there already", screened.duplicates());
            screened.excluded().forEach((criterion, n) -> table.row("excluded by " + criterion, n));
            table.row("for training", screened.training());
            table.row("of those in the study not decided on", screened.undecided());
        }
        table.row("in the study", flow.films());
        table.row("without a prediction", flow.films() - flow.predicted());
        table.row("with a prediction", flow.predicted());
        table.row("of them not determinable by the model", flow.predicted() - flow.determinable());
        table.row("read by at least one reader", flow.read());
        table.row("read by at least two readers", flow.readTwice());
        table.row("with a reference", flow.referenced());
        table.row("with prediction, answer and reference", flow.complete());
        int excluded = screened == null ? 0 : screened.excluded().values().stream().mapToInt(n -> n).sum();
        String before = screened == null
                ? ""
                : Phrases.count(screened.offered(), "film") + " were offered, " + screened.duplicates()
                        + " were there already, " + excluded + " were excluded and " + screened.training()
                        + " kept for training. ";
        return new Chapter(
                "flow",
                "Flow of films",
                before + "Of " + Phrases.count(flow.films(), "film") + " in the study, " + flow.predicted()
                        + " have a prediction, " + flow.read() + " were read, and " + flow.complete()
                        + " have a prediction, an answer and a reference.",
                Optional.empty(),
                table.build());
    }

    /// The diagram, drawn by hand as SVG: boxes and arrows are no chart.
    static String svg(StudyData data) {
        Flow flow = Flow.of(data);
        Screened screened = data.screened();
        Diagram diagram = new Diagram();
        if (screened != null) {
            List<String> left = new ArrayList<>();
            left.add(screened.duplicates() + " the same film was there already");
            screened.excluded().forEach((criterion, n) -> left.add(n + " excluded by " + criterion));
            left.add(screened.training() + " for training");
            diagram.box("Films offered", screened.offered(), left);
        }
        diagram.box("Films in the study", flow.films(), List.of(flow.films() - flow.predicted() + " without a prediction"));
        diagram.box(
                "With a prediction",
                flow.predicted(),
                List.of(flow.predicted() - flow.determinable() + " not determinable by the model, analysed as such"));
        int readAndPredicted = count(data.films(), f -> f.model().isPresent() && !f.readers().isEmpty());
        diagram.box(
                "With a prediction and an answer",
                readAndPredicted,
                List.of(
                        flow.predicted() - readAndPredicted + " with a prediction not read",
                        readAndPredicted - flow.complete() + " without a reference"));
        diagram.box("Prediction, answer and reference", flow.complete(), List.of());
        return diagram.svg();
    }

    private static int count(List<FilmComparison> films, Predicate<FilmComparison> what) {
        return (int) films.stream().filter(what).count();
    }

    /// Boxes from top to bottom, each with what leaves the flow below it.
    private static final class Diagram {
        private static final int BOX = 56;
        private static final int LINE = 20;
        private static final int LONGEST = 60;
        private final StringBuilder svg = new StringBuilder();
        private int y = 20;
        private int arrowFrom = -1;

        void box(String text, int n, List<String> leaving) {
            if (arrowFrom >= 0) arrow(arrowFrom, y);
            svg.append("<rect x=\"20\" y=\"%d\" width=\"260\" height=\"%d\" fill=\"#fff\" stroke=\"#1f4e79\"/>\n"
                    .formatted(y, BOX));
            svg.append("<text x=\"150\" y=\"%d\" text-anchor=\"middle\">%s</text>\n".formatted(y + 24, text));
            svg.append("<text x=\"150\" y=\"%d\" text-anchor=\"middle\" font-weight=\"bold\">n = %d</text>\n"
                    .formatted(y + 44, n));
            arrowFrom = y + BOX;
            int line = arrowFrom + LINE;
            for (String one : leaving) {
                svg.append("<line x1=\"150\" y1=\"%d\" x2=\"300\" y2=\"%d\" stroke=\"#1f4e79\"/>\n".formatted(line, line));
                svg.append("<text x=\"308\" y=\"%d\">%s</text>\n".formatted(line + 5, escaped(one)));
                line += LINE;
            }
            y = line + 10;
        }

        private void arrow(int from, int to) {
            svg.append("<line x1=\"150\" y1=\"%d\" x2=\"150\" y2=\"%d\" stroke=\"#1f4e79\"/>\n".formatted(from, to));
            svg.append("<path d=\"M150 %d l-5 -9 h10 z\" fill=\"#1f4e79\"/>\n".formatted(to));
        }

        /// criteria are written by people
        private static String escaped(String text) {
            String cut = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
            return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }

        String svg() {
            return """
                    <svg xmlns="http://www.w3.org/2000/svg" width="760" height="%d" viewBox="0 0 760 %d" role="img" font-family="Liberation Sans, Arial, sans-serif" font-size="14">
                    <title>Flow of films</title>
                    """.formatted(y, y) + svg + "</svg>\n";
        }
    }
}
