package org.levelread.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.levelread.charts.ChartSvg;
import org.levelread.charts.Plot;
import org.levelread.evaluation.DatasetScore.Figure;
import org.levelread.evaluation.DatasetScore.Group;
import org.levelread.evaluation.FilmScore.Answer;
import org.levelread.evaluation.FilmScore.Instance;
import org.levelread.spine.Level;

/// The evaluation of one data set as a page that is one file: figures, plots, and the worst films as pictures.
public final class EvaluationPage {
    private static final String STYLE =
            """
            body{font:15px/1.45 system-ui,"Liberation Sans",Arial,sans-serif;color:#1a1a1a;max-width:76rem;margin:1.5rem auto;padding:0 1rem}
            h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.18rem .7rem;border-bottom:1px solid #dde1e6;text-align:left;white-space:nowrap}
            th{font-weight:600}td.n{text-align:right}.wide{overflow-x:auto}.plots{display:flex;flex-wrap:wrap;gap:1rem 2rem}.plots figure{margin:0;flex:1 1 34rem;min-width:0;max-width:46rem}
            .plots svg{width:100%;height:auto}figcaption{font-size:.9rem;color:#3a3f45;margin-top:.2rem}
            .films{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1.2rem}.films figure{margin:0}
            .films svg{width:100%;max-height:34rem;background:#000;display:block}.films figcaption b{color:#1a1a1a}
            .films polygon{fill:none;vector-effect:non-scaling-stroke;stroke-width:1.8px}.films text{font-weight:600;paint-order:stroke;stroke:#000;stroke-width:.18em;stroke-linejoin:round;fill:#fff}
            .truth polygon{stroke:#fff;stroke-dasharray:4 3;stroke-width:1.3px}.truth .metal{stroke:#ffd166}.truth text{fill:#fff}
            .said .right{stroke:#3ddc84}.said .wrong{stroke:#ff5a5a}.said .unnamed{stroke:#ffae42}.said .false{stroke:#ff4fd8}.said .sacrum{stroke:#6fb1ff}.said .metal{stroke:#3fe0e0}
            .said text.right{fill:#3ddc84;stroke:#000}.said text.wrong{fill:#ff8080;stroke:#000}.said text.unnamed{fill:#ffae42;stroke:#000}.said text.false{fill:#ff8ae6;stroke:#000}
            .keys span{display:inline-block;margin-right:1.1rem}.keys i{display:inline-block;width:1.4em;height:.75em;border:2px solid;margin-right:.35em;background:#333}
            label{margin-right:1.2rem}#t:not(:checked)~.films .truth,#s:not(:checked)~.films .said{display:none}
            """;

    private EvaluationPage() {}

    /// @param dataset its name
    /// @param models name of each net to its version
    /// @param worst films to show, worst first
    public static String of(
            String dataset, Map<String, String> models, DatasetScore score, List<FilmPicture> worst) {
        var page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Evaluation of ")
                .append(escaped(dataset))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Evaluation of ")
                .append(escaped(dataset))
                .append("</h1>\n<p>")
                .append(score.scores().size())
                .append(" films, ")
                .append(score.refused())
                .append(" refused. Models: ")
                .append(escaped(models.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "))))
                .append(". In brackets 95 % intervals, ")
                .append(escaped(DatasetScore.intervals()))
                .append(". Surface Dice at a tolerance of ")
                .append(escaped(score.tolerance().inWords()))
                .append(". Not for decisions about patients.</p>\n");
        plots(page, score);
        page.append("<h2>Figures</h2>\n");
        table(page, "", columns(score, "part"));
        for (String by : List.of("base", "difficulty", "numbering")) {
            Map<String, Map<String, Figure>> columns = columns(score, by);
            if (columns.size() < 3) continue;
            page.append("<h2>By ").append(by).append("</h2>\n");
            columns.remove(ALL);
            table(page, by, columns);
        }
        levels(page, score);
        films(page, worst);
        return page.append("</body></html>\n").toString();
    }

    private static final String ALL = "all films";

    /// all films, then the kinds of one division
    private static Map<String, Map<String, Figure>> columns(DatasetScore score, String by) {
        Map<String, Map<String, Figure>> columns = new LinkedHashMap<>();
        columns.put(ALL, score.figures());
        for (Group g : score.groups())
            if (g.by().equals(by)) columns.put(g.kind() + " (" + g.films() + ")", g.figures());
        return columns;
    }

    private static void table(StringBuilder page, String by, Map<String, Map<String, Figure>> columns) {
        page.append("<div class=\"wide\"><table><tr><th>").append(by).append("</th>");
        columns.keySet().forEach(c -> page.append("<th>").append(escaped(c)).append("</th>"));
        page.append("<th>films</th></tr>\n");
        Set<String> names = new LinkedHashSet<>();
        columns.values().forEach(c -> names.addAll(c.keySet()));
        for (String name : names) {
            int films = columns.values().stream().mapToInt(c -> c.get(name).films()).sum();
            if (films == 0) continue;
            page.append("<tr><th>").append(escaped(name)).append("</th>");
            columns.values().forEach(c -> page.append("<td>")
                    .append(c.get(name).films() == 0 ? "–" : c.get(name).inWords())
                    .append("</td>"));
            page.append("<td class=\"n\">")
                    .append(columns.values().stream()
                            .map(c -> Integer.toString(c.get(name).films()))
                            .collect(Collectors.joining(" / ")))
                    .append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private static void plots(StringBuilder page, DatasetScore score) {
        page.append("<div class=\"plots\">\n");
        plot(
                page,
                "overlap",
                "Dice of each class, mean over films with its interval",
                forest(score, List.of("vertebrae Dice", "sacrum Dice", "instrumentation Dice", "found bodies Dice"), "Dice"));
        plot(
                page,
                "names",
                "Bodies found and named, films all named, instrumented sets exact",
                forest(
                        score,
                        List.of("bodies found", "bodies named right", "films all named", "instrumented set exact"),
                        "share"));
        plot(page, "spread", "Films by their Dice of the vertebrae", histogram(score, FilmScore::vertebrae));
        plot(page, "spread-sacrum", "Films by their Dice of the sacrum", histogram(score, FilmScore::sacrum));
        plot(
                page,
                "spread-metal",
                "Films by their Dice of the instrumentation",
                histogram(score, FilmScore::instrumentation));
        confusion(score)
                .ifPresent(plot -> plot(
                        page,
                        "confusion",
                        "Names: what the body is, and what was said; films with the sacrum in view",
                        plot));
        page.append("</div>\n");
    }

    private static void plot(StringBuilder page, String id, String caption, Plot plot) {
        page.append("<figure>")
                .append(ChartSvg.of(id, caption, plot))
                .append("<figcaption>")
                .append(escaped(caption))
                .append("</figcaption></figure>\n");
    }

    private static Plot forest(DatasetScore score, List<String> names, String axis) {
        List<Plot.Forest.Row> rows = new ArrayList<>();
        List<Group> groups = new ArrayList<>(List.of(score.all()));
        score.groups().stream().filter(g -> g.by().equals("part")).forEach(groups::add);
        for (String name : names) {
            for (Group g : groups) {
                Figure f = g.figures().get(name);
                if (f == null || f.value().isEmpty()) continue;
                double v = f.value().getAsDouble();
                rows.add(new Plot.Forest.Row(
                        name + (g.kind().isEmpty() ? "" : ", " + g.kind()),
                        v,
                        f.interval().map(i -> i.lower()).orElse(v),
                        f.interval().map(i -> i.upper()).orElse(v),
                        g.kind().isEmpty()));
            }
        }
        double lowest = rows.stream().mapToDouble(Plot.Forest.Row::lower).min().orElse(0);
        return new Plot.Forest(axis, rows, Math.clamp(Math.floor(10 * lowest) / 10, 0, .8), 1, Optional.empty());
    }

    private static Plot histogram(DatasetScore score, Function<FilmScore, MaskScore> of) {
        // steps of .05, and all below .5 together
        int[] counts = new int[11];
        for (FilmScore s : score.scores()) {
            if (s.refused() != null || s.traits().frontal() || of.apply(s).bothEmpty()) continue;
            double dice = of.apply(s).dice();
            counts[dice < .5 ? 0 : 1 + Math.min(9, (int) ((dice - .5) / .05 + 1e-9))]++;
        }
        List<Plot.Bars.Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            bars.add(new Plot.Bars.Bar(
                    i == 0 ? "<.5" : String.format(Locale.ROOT, "%.2f", .45 + .05 * i).substring(1), counts[i]));
        }
        return new Plot.Bars("Dice, from", "films", bars, false);
    }

    private static Optional<Plot> confusion(DatasetScore score) {
        Set<Level> levels = new TreeSet<>();
        List<Answer> answers = new ArrayList<>();
        int unnamed = 0;
        for (FilmScore s : score.scores()) {
            if (!s.sacrumVisible() || s.traits().frontal()) continue;
            for (Answer a : s.answers()) {
                if (a.truth() == null) continue;
                answers.add(a);
                levels.add(a.truth());
                if (a.said() != null) levels.add(a.said());
                else unnamed++;
            }
        }
        if (answers.isEmpty()) return Optional.empty();
        List<String> labels = new ArrayList<>(levels.stream().map(Enum::name).toList());
        if (unnamed > 0) labels.add("no name");
        int[][] counts = new int[labels.size()][labels.size()];
        for (Answer a : answers) {
            int row = labels.indexOf(String.valueOf(a.truth()));
            counts[row][a.said() == null ? labels.size() - 1 : labels.indexOf(a.said().name())]++;
        }
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : counts) rows.add(java.util.Arrays.stream(row).boxed().toList());
        return Optional.of(new Plot.Confusion("the body is", "the answer says", labels, rows));
    }

    private static void levels(StringBuilder page, DatasetScore score) {
        page.append("<h2>By level</h2>\n<div class=\"wide\"><table><tr><th>level</th><th>bodies</th><th>found</th>")
                .append("<th>on films with sacrum</th><th>named right</th><th>Dice of found ones</th>")
                .append("<th>HD95, mm</th><th>HD95, pixels</th></tr>\n");
        for (DatasetScore.LevelScore l : score.levels()) {
            page.append("<tr><th>")
                    .append(l.level())
                    .append("</th>")
                    .append(cell(Integer.toString(l.bodies())))
                    .append(cell(share(l.found(), l.bodies())))
                    .append(cell(Integer.toString(l.onNumbered())))
                    .append(cell(share(l.named(), l.onNumbered())))
                    .append(cell(Double.isNaN(l.dice()) ? "–" : String.format(Locale.ROOT, "%.3f", l.dice())))
                    .append(cell(distance(score, l.level(), true)))
                    .append(cell(distance(score, l.level(), false)))
                    .append("</tr>\n");
        }
        page.append("</table></div>\n");
    }

    private static String cell(String text) {
        return "<td class=\"n\">" + text + "</td>";
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.3f", part / (double) whole);
    }

    private static String distance(DatasetScore score, Level level, boolean millimetres) {
        double sum = 0;
        int n = 0;
        for (FilmScore s : score.scores()) {
            if (s.inMillimetres() != millimetres) continue;
            for (Instance i : s.instances()) {
                if (i.level() != level || i.mask().hd95().isEmpty()) continue;
                sum += i.mask().hd95().getAsDouble();
                n++;
            }
        }
        return n == 0 ? "–" : String.format(Locale.ROOT, "%.1f", sum / n);
    }

    private static void films(StringBuilder page, List<FilmPicture> worst) {
        if (worst.isEmpty()) return;
        page.append("<h2>The ")
                .append(worst.size())
                .append(" worst films</h2>\n<p>Worst first: a wrong name counts 3, a missed or a false body 1, a level")
                .append(" wrongly instrumented or not 1, a frontal film that got names 6, and each class what its Dice lacks")
                .append(" to 1.</p>\n<p class=\"keys\">");
        for (String[] key : new String[][] {
            {"#3ddc84", "named right"},
            {"#ff5a5a", "named wrong"},
            {"#ffae42", "no name"},
            {"#ff4fd8", "no body there"},
            {"#6fb1ff", "sacrum"},
            {"#3fe0e0", "hardware"}
        }) {
            page.append("<span><i style=\"border-color:")
                    .append(key[0])
                    .append("\"></i>")
                    .append(key[1])
                    .append("</span>");
        }
        page.append("<span><i style=\"border:2px dashed #fff\"></i>reference (hardware yellow)</span></p>\n")
                .append("<input type=\"checkbox\" id=\"s\" checked><label for=\"s\">prediction</label>")
                .append("<input type=\"checkbox\" id=\"t\" checked><label for=\"t\">reference</label>\n")
                .append("<div class=\"films\">\n");
        for (FilmPicture f : worst) {
            page.append("<figure>")
                    .append(f.svg())
                    .append("<figcaption><b>")
                    .append(escaped(f.score().film()))
                    .append("</b>: ")
                    .append(escaped(f.words()))
                    .append("</figcaption></figure>\n");
        }
        page.append("</div>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
