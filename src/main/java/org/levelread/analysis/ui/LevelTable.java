package org.levelread.analysis.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.PairAgreement.LevelAgreement;

/// Agreement on "instrumented or not", a row a level, from the head down.
final class LevelTable extends Grid<LevelAgreement> {
    LevelTable(PairAgreement pair) {
        setId("level-table");
        addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_ROW_STRIPES);
        addColumn(row -> row.level().name())
                .setHeader("Level")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> row.table().total())
                .setHeader("Answers")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> row.table().count(0, 0))
                .setHeader("Both yes")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> row.table().count(0, 1))
                .setHeader("Only model")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> row.table().count(1, 0))
                .setHeader("Only reader")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> row.table().count(1, 1))
                .setHeader("Both no")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> Words.valueWithInterval(row.kappa()))
                .setHeader("Kappa (95 % interval)")
                .setTooltipGenerator(row -> Words.interval(row.kappa()));
        addColumn(row -> Words.valueWithInterval(row.gwet()))
                .setHeader("Gwet's AC1 (95 % interval)")
                .setTooltipGenerator(row -> Words.interval(row.gwet()));
        setItems(pair.levels().stream().filter(row -> row.table().total() > 0).toList());
        setAllRowsVisible(true);
    }
}
