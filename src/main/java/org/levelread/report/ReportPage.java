package org.levelread.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.charts.ChartSvg;

/// A chapter as the page shows it, its plot already drawn.
///
/// @param svg one `<svg>` element; null where there is no plot
/// @param rows as text, each as long as `columns`
public record ReportPage(
        String id, String title, String sentence, @Nullable String svg, List<String> columns, List<List<String>> rows) {
    static List<ReportPage> of(Findings findings) {
        return findings.chapters().stream()
                .map(chapter -> of(
                        chapter,
                        chapter.id().equals("flow") ? FlowChapter.svg(findings.data()) : drawn(chapter)))
                .toList();
    }

    private static @Nullable String drawn(Chapter chapter) {
        return chapter.plot()
                .map(plot -> ChartSvg.of(chapter.id(), chapter.title() + ". " + chapter.sentence(), plot))
                .orElse(null);
    }

    private static ReportPage of(Chapter chapter, @Nullable String svg) {
        return new ReportPage(
                chapter.id(),
                chapter.title(),
                chapter.sentence(),
                svg,
                chapter.table().columns(),
                chapter.table().rows().stream()
                        .map(row -> row.stream().map(DataTable::shown).toList())
                        .toList());
    }
}
