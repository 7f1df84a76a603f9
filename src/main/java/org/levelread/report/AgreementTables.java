package org.levelread.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.PairAgreement.LevelAgreement;
import org.levelread.report.ReportTable.Align;
import org.levelread.spine.Level;
import org.levelread.statistics.Sample;

/// The tables of agreement, by comparison and by level.
final class AgreementTables {
    private static final int COLUMNS_OF_READERS = 4;

    private final AgreementReport report;
    private final NumberedSheet sheet;

    AgreementTables(AgreementReport report, NumberedSheet sheet) {
        this.report = report;
        this.sheet = sheet;
    }

    void write() throws IOException {
        agreement();
        levels();
    }

    private void agreement() throws IOException {
        sheet.heading("Agreement on the instrumented levels");
        Figures figures = new Figures();
        ReportTable table = new ReportTable()
                .column("Comparison", 1.75f, Align.LEFT)
                .column("Exact", .65f, Align.RIGHT)
                .column("Exact match, %", 1.4f, Align.CENTRE)
                .column("Mean Jaccard", 1.45f, Align.CENTRE)
                .column("Kappa, all levels", 1.45f, Align.CENTRE)
                .column("AC1, all levels", 1.45f, Align.CENTRE);
        for (PairAgreement p : report.comparisons()) {
            String[] cells = {
                p.name(),
                p.exactCount() + "/" + p.exact().sample().used(),
                figures.percent(p.exact()),
                figures.ratio(p.jaccard()),
                figures.ratio(p.kappa()),
                figures.ratio(p.gwet())
            };
            if (p.second().equals(AgreementReport.ALL_READERS)) table.strongRow(cells);
            else table.row(cells);
        }
        if (table.isEmpty()) {
            sheet.paragraph("There is neither a reading nor a reference to compare the model with yet.");
            return;
        }
        sheet.table(
                table,
                "Exact match of the set of instrumented levels, mean Jaccard index of the two sets, and chance-corrected agreement "
                        + "on instrumented or not over all levels that both sides saw. In brackets: 95 % confidence intervals.");
        sheet.note(figures.notes());

        Figures strict = new Figures();
        ReportTable left = new ReportTable()
                .column("Comparison", 1.7f, Align.LEFT)
                .column("Compared", .8f, Align.RIGHT)
                .column("Left out", .7f, Align.RIGHT)
                .column("Exact match, %", 2.2f, Align.CENTRE)
                .column("Why left out", 2.9f, Align.LEFT);
        for (PairAgreement p : report.comparisons()) {
            Sample s = p.exact().sample();
            left.row(
                    p.name(),
                    Integer.toString(s.used()),
                    Integer.toString(s.excludedCount()),
                    strict.percent(p.exactOrMissed()),
                    NumberedSheet.reasons(s));
        }
        sheet.table(
                left,
                "Answers that could not be compared, and the exact match when a film that only one side could determine counts as "
                        + "a difference. In brackets: 95 % confidence intervals.");
        sheet.note(strict.notes());
    }

    private void levels() throws IOException {
        Optional<PairAgreement> main = report.modelAgainstAllReaders().or(report::modelAgainstReference);
        if (main.isEmpty()) return;
        sheet.heading("Agreement by level");
        levelTable(main.get());
        sheet.figure(
                "Cohen's kappa by level, " + main.get().name()
                        + ". Squares grow with the number of answers; the diamond is all levels together.",
                ForestPlot.height(main.get()));
        ForestPlot.draw(sheet.sheet(), main.get());
        List<PairAgreement> others =
                report.comparisons().stream().filter(p -> p != main.get()).toList();
        for (int from = 0; from < others.size(); from += COLUMNS_OF_READERS) {
            perComparison(others.subList(from, Math.min(others.size(), from + COLUMNS_OF_READERS)));
        }
    }

    private void levelTable(PairAgreement pair) throws IOException {
        Figures figures = new Figures();
        ReportTable table = new ReportTable()
                .column("Level", .7f, Align.LEFT)
                .column("Judged", .7f, Align.RIGHT)
                .column("Both yes", .65f, Align.RIGHT)
                .column("Only " + pair.first(), .75f, Align.RIGHT)
                .column(
                        "Only " + (pair.second().equals(AgreementReport.ALL_READERS) ? "reader" : pair.second()),
                        .85f,
                        Align.RIGHT)
                .column("Both no", .65f, Align.RIGHT)
                .column("Kappa (95 % CI)", 1.8f, Align.CENTRE)
                .column("AC1 (95 % CI)", 1.8f, Align.CENTRE);
        for (LevelAgreement l : pair.levels()) {
            table.row(
                    l.level().name(),
                    Integer.toString(l.table().total()),
                    Integer.toString(l.table().count(0, 0)),
                    Integer.toString(l.table().count(0, 1)),
                    Integer.toString(l.table().count(1, 0)),
                    Integer.toString(l.table().count(1, 1)),
                    figures.ratio(l.kappa()),
                    figures.ratio(l.gwet()));
        }
        int[] sums = new int[4];
        for (LevelAgreement l : pair.levels())
            for (int i = 0; i < 4; i++) sums[i] += l.table().count(i / 2, i % 2);
        table.strongRow(
                "All levels",
                Integer.toString(sums[0] + sums[1] + sums[2] + sums[3]),
                Integer.toString(sums[0]),
                Integer.toString(sums[1]),
                Integer.toString(sums[2]),
                Integer.toString(sums[3]),
                figures.ratio(pair.kappa()),
                figures.ratio(pair.gwet()));
        sheet.table(
                table,
                "Instrumented or not, by level, " + pair.name()
                        + ". A level is judged on a film where both sides saw it.");
        sheet.note(figures.notes());
    }

    private void perComparison(List<PairAgreement> pairs) throws IOException {
        Figures figures = new Figures();
        ReportTable table = new ReportTable().column("Level", .6f, Align.LEFT);
        for (PairAgreement p : pairs) table.column(p.name(), 1.5f, Align.CENTRE);
        for (Level level : LevelSets.downwards()) {
            if (pairs.stream().noneMatch(p -> at(p, level).isPresent())) continue;
            List<String> cells = new ArrayList<>(List.of(level.name()));
            for (PairAgreement p : pairs) {
                cells.add(at(p, level).map(l -> figures.ratio(l.kappa())).orElse("\u2013"));
            }
            table.row(cells.toArray(String[]::new));
        }
        List<String> all = new ArrayList<>(List.of("All"));
        for (PairAgreement p : pairs) all.add(figures.ratio(p.kappa()));
        table.strongRow(all.toArray(String[]::new));
        sheet.table(table, "Cohen's kappa (95 % CI) by level, each comparison by itself.");
        sheet.note(figures.notes());
    }

    private static Optional<LevelAgreement> at(PairAgreement pair, Level level) {
        return pair.levels().stream().filter(l -> l.level() == level).findFirst();
    }
}
