package org.levelread.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// Plots as JFreeChart charts: reports, evaluations and learning curves draw these.
public final class Charts {
    /// of every plot, in pixels of the page
    public static final int WIDTH = 720;
    private static final Color ACCENT = new Color(0x1F4E79);
    private static final Color STRONG = new Color(0xB3541E);
    private static final Color GRID = new Color(0xDDE1E6);
    private static final List<Color> COLOURS = List.of(
            ACCENT, STRONG, new Color(0x3C7A3C), new Color(0x7A4B94), new Color(0x8A7A1F), new Color(0x2B8C8C), Color.GRAY);
    private static final Color INK = new Color(0x1A1A1A);
    private static final Font SMALL = ChartFont.of(12f);

    private Charts() {}

    /// in pixels of the page; the PDF scales it to its width
    public static int height(Plot plot) {
        return switch (plot) {
            case Plot.Forest forest -> 80 + 24 * forest.rows().size();
            case Plot.Confusion confusion -> 110 + 26 * confusion.labels().size();
            case Plot.Bars bars -> bars.cumulative() ? 340 : 230;
            case Plot.Differences _ -> 300;
            case Plot.Curves _ -> 300;
            case Plot.Lines _ -> 320;
        };
    }

    public static JFreeChart of(Plot plot) {
        org.jfree.chart.plot.Plot drawn = switch (plot) {
            case Plot.Forest forest -> forest(forest);
            case Plot.Confusion confusion -> confusion(confusion);
            case Plot.Bars bars -> bars(bars);
            case Plot.Differences differences -> differences(differences);
            case Plot.Curves curves -> curves(curves);
            case Plot.Lines lines -> lines(lines);
        };
        drawn.setBackgroundPaint(Color.WHITE);
        drawn.setOutlineVisible(false);
        JFreeChart chart = new JFreeChart(null, SMALL, drawn, plot instanceof Plot.Lines);
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(ChartFont.of(11f));
            chart.getLegend().setFrame(BlockBorder.NONE);
        }
        chart.setBackgroundPaint(Color.WHITE);
        // the first label of rotated ones begins left of the axis
        boolean rotated = plot instanceof Plot.Bars bars && bars.cumulative();
        chart.setPadding(new RectangleInsets(4, rotated ? 70 : 4, 4, 12));
        return chart;
    }

    private static XYPlot forest(Plot.Forest forest) {
        int n = forest.rows().size();
        String[] labels = new String[n];
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYIntervalSeries plain = new XYIntervalSeries("single");
        XYIntervalSeries strong = new XYIntervalSeries("together");
        for (int i = 0; i < n; i++) {
            Plot.Forest.Row row = forest.rows().get(i);
            double y = n - 1 - i;
            labels[n - 1 - i] = row.label();
            (row.strong() ? strong : plain).add(row.value(), row.lower(), row.upper(), y, y, y);
        }
        data.addSeries(plain);
        data.addSeries(strong);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setDrawXError(true);
        renderer.setErrorPaint(ACCENT);
        for (int series = 0; series < 2; series++) {
            renderer.setSeriesPaint(series, series == 0 ? ACCENT : STRONG);
            renderer.setSeriesShape(series, new Rectangle2D.Double(-4, -4, 8, 8));
        }
        SymbolAxis rows = new SymbolAxis(null, labels);
        rows.setGridBandsVisible(false);
        rows.setTickUnit(new NumberTickUnit(1));
        rows.setRange(-.7, n - .3);
        NumberAxis axis = axis(forest.axis());
        axis.setRange(forest.from(), forest.to() == 1 ? 1.03 : forest.to());
        XYPlot plot = new XYPlot(data, axis, rows, renderer);
        style(rows);
        lines(plot, List.of(new Plot.Forest.Line(0, "")), true);
        forest.line().ifPresent(line -> lines(plot, List.of(line), true));
        grid(plot, true, false);
        return plot;
    }

    private static XYPlot confusion(Plot.Confusion confusion) {
        int n = confusion.labels().size();
        String[] columns = confusion.labels().toArray(String[]::new);
        String[] rows = confusion.labels().reversed().toArray(String[]::new);
        double[][] cells = new double[3][n * n];
        int most = 1;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                int count = confusion.counts().get(r).get(c);
                cells[0][r * n + c] = c;
                cells[1][r * n + c] = n - 1 - r;
                cells[2][r * n + c] = count;
                most = Math.max(most, count);
            }
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries("counts", cells);
        LookupPaintScale scale = new LookupPaintScale(0, most + 1, Color.WHITE);
        for (int k = 1; k <= 20; k++) {
            float t = k / 20f;
            scale.add(
                    most * (k - 1) / 20.0 + 1e-9,
                    new Color((int) (235 - 204 * t), (int) (242 - 164 * t), (int) (250 - 129 * t)));
        }
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale);
        renderer.setBlockAnchor(RectangleAnchor.CENTER);
        SymbolAxis across = new SymbolAxis(confusion.columns(), columns);
        SymbolAxis down = new SymbolAxis(confusion.rows(), rows);
        for (SymbolAxis axis : List.of(across, down)) {
            axis.setGridBandsVisible(false);
            axis.setTickUnit(new NumberTickUnit(1));
            axis.setRange(-.5, n - .5);
            style(axis);
        }
        XYPlot plot = new XYPlot(data, across, down, renderer);
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                int count = confusion.counts().get(r).get(c);
                if (count == 0) continue;
                XYTextAnnotation text = new XYTextAnnotation(Integer.toString(count), c, n - 1 - r);
                text.setFont(SMALL);
                text.setPaint(count > .55 * most ? Color.WHITE : INK);
                plot.addAnnotation(text);
            }
        }
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        return plot;
    }

    private static CategoryPlot bars(Plot.Bars bars) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        DefaultCategoryDataset shares = new DefaultCategoryDataset();
        double all = bars.bars().stream().mapToDouble(Plot.Bars.Bar::value).sum();
        double sum = 0;
        for (Plot.Bars.Bar bar : bars.bars()) {
            data.addValue(bar.value(), bars.values(), bar.label());
            sum += bar.value();
            shares.addValue(all == 0 ? 0 : 100 * sum / all, "share", bar.label());
        }
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, ACCENT);
        renderer.setMaximumBarWidth(.12);
        CategoryAxis categories = new CategoryAxis(bars.categories());
        categories.setLabelFont(SMALL);
        categories.setTickLabelFont(ChartFont.of(11f));
        categories.setMaximumCategoryLabelLines(bars.cumulative() ? 1 : 3);
        if (bars.cumulative()) {
            categories.setCategoryLabelPositions(CategoryLabelPositions.createUpRotationLabelPositions(Math.PI / 5));
            categories.setMaximumCategoryLabelWidthRatio(3f);
        }
        NumberAxis values = axis(bars.values());
        values.setStandardTickUnits(new NumberTickUnitSource(true));
        CategoryPlot plot = new CategoryPlot(data, categories, values, renderer);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(.6f));
        if (bars.cumulative()) {
            LineAndShapeRenderer line = new LineAndShapeRenderer(true, true);
            line.setSeriesPaint(0, STRONG);
            line.setSeriesShape(0, circle(5));
            NumberAxis percent = axis("cumulative share, %");
            percent.setRange(0, 105);
            plot.setDataset(1, shares);
            plot.setRenderer(1, line);
            plot.setRangeAxis(1, percent);
            plot.mapDatasetToRangeAxis(1, 1);
            plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        }
        plot.setOrientation(PlotOrientation.VERTICAL);
        return plot;
    }

    private static XYPlot differences(Plot.Differences differences) {
        XYSeries series = new XYSeries("pairs", false, true);
        int most = 1;
        for (Plot.Differences.Point p : differences.points()) {
            series.add(p.mean(), p.difference());
            most = Math.max(most, p.count());
        }
        int largest = most;
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true) {
            private static final long serialVersionUID = 1L;

            @Override
            public Shape getItemShape(int row, int column) {
                return circle(5 + 17 * Math.sqrt(
                                differences.points().get(column).count() / (double) largest));
            }
        };
        renderer.setSeriesPaint(0, new Color(0x1F, 0x4E, 0x79, 0xB0));
        NumberAxis y = axis(differences.difference());
        double widest = 1;
        for (Plot.Differences.Point p : differences.points()) widest = Math.max(widest, Math.abs(p.difference()));
        for (Plot.Forest.Line line : differences.lines()) widest = Math.max(widest, Math.abs(line.at()));
        y.setRange(-1.25 * widest, 1.25 * widest);
        NumberAxis x = axis(differences.mean());
        x.setAutoRangeIncludesZero(true);
        XYPlot plot = new XYPlot(new XYSeriesCollection(series), x, y, renderer);
        lines(plot, differences.lines(), false);
        grid(plot, true, true);
        return plot;
    }

    private static XYPlot curves(Plot.Curves curves) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setErrorPaint(ACCENT);
        renderer.setDefaultLinesVisible(true);
        for (int c = 0; c < curves.curves().size(); c++) {
            Plot.Curves.Curve curve = curves.curves().get(c);
            XYIntervalSeries series = new XYIntervalSeries(curve.name());
            for (int i = 0; i < curve.x().size(); i++) {
                double x = curve.x().get(i);
                double y = curve.y().get(i);
                double low = curve.lower().isEmpty() ? y : curve.lower().get(i);
                double high = curve.upper().isEmpty() ? y : curve.upper().get(i);
                series.add(x, x, x, y, low, high);
            }
            data.addSeries(series);
            renderer.setSeriesPaint(c, ACCENT);
            renderer.setSeriesStroke(c, new BasicStroke(1.6f));
            renderer.setSeriesShape(c, circle(7));
            renderer.setSeriesShapesVisible(c, curve.marks());
        }
        renderer.setDrawYError(curves.curves().stream().anyMatch(c -> !c.lower().isEmpty()));
        NumberAxis x = axis(curves.x());
        NumberAxis y = axis(curves.y());
        x.setRange(0, 1.02);
        y.setRange(0, 1.02);
        XYPlot plot = new XYPlot(data, x, y, renderer);
        if (curves.diagonal()) {
            XYSeries equal = new XYSeries("equal");
            equal.add(0, 0);
            equal.add(1, 1);
            XYLineAndShapeRenderer dashed = new XYLineAndShapeRenderer(true, false);
            dashed.setSeriesPaint(0, Color.GRAY);
            dashed.setSeriesStroke(0, dashes());
            plot.setDataset(1, new XYSeriesCollection(equal));
            plot.setRenderer(1, dashed);
        }
        grid(plot, true, true);
        return plot;
    }

    private static XYPlot lines(Plot.Lines lines) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < lines.lines().size(); i++) {
            Plot.Lines.Line line = lines.lines().get(i);
            XYSeries series = new XYSeries(line.name(), false, true);
            for (int k = 0; k < line.x().size(); k++) series.add(line.x().get(k), line.y().get(k));
            data.addSeries(series);
            renderer.setSeriesPaint(i, COLOURS.get(line.colour() % COLOURS.size()));
            renderer.setSeriesStroke(i, line.dashed() ? dashes() : new BasicStroke(1.8f));
            // a single point has no line
            renderer.setSeriesShapesVisible(i, line.x().size() == 1);
            renderer.setSeriesShape(i, circle(5));
        }
        NumberAxis y = axis(lines.y());
        y.setAutoRangeIncludesZero(false);
        if (lines.share() && !lines.lines().isEmpty()) y.setRange(floor(lines), 1.005);
        XYPlot plot = new XYPlot(data, axis(lines.x()), y, renderer);
        grid(plot, true, true);
        return plot;
    }

    /// the tenth below the lowest value
    private static double floor(Plot.Lines lines) {
        double lowest = lines.lines().stream()
                .flatMap(l -> l.y().stream())
                .mapToDouble(v -> v)
                .min()
                .orElse(0);
        return Math.clamp(Math.floor(10 * lowest) / 10, 0, .9);
    }

    private static void lines(XYPlot plot, List<Plot.Forest.Line> lines, boolean vertical) {
        for (Plot.Forest.Line line : lines) {
            ValueMarker marker = new ValueMarker(line.at(), Color.GRAY, line.label().isEmpty() ? new BasicStroke(.8f) : dashes());
            if (!line.label().isEmpty()) marker.setLabel(line.label());
            marker.setLabelFont(ChartFont.of(11f));
            marker.setLabelPaint(INK);
            marker.setLabelBackgroundColor(Color.WHITE);
            marker.setLabelAnchor(vertical ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
            marker.setLabelTextAnchor(vertical ? TextAnchor.TOP_RIGHT : TextAnchor.BOTTOM_RIGHT);
            if (vertical) plot.addDomainMarker(marker);
            else plot.addRangeMarker(marker);
        }
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        style(axis);
        return axis;
    }

    private static void style(NumberAxis axis) {
        axis.setLabelFont(SMALL);
        axis.setTickLabelFont(ChartFont.of(11f));
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(Color.GRAY);
    }

    private static void grid(XYPlot plot, boolean vertical, boolean horizontal) {
        plot.setDomainGridlinesVisible(vertical);
        plot.setRangeGridlinesVisible(horizontal);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(.6f));
        plot.setRangeGridlineStroke(new BasicStroke(.6f));
    }

    private static BasicStroke dashes() {
        return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
    }

    private static Shape circle(double diameter) {
        return new Ellipse2D.Double(-diameter / 2, -diameter / 2, diameter, diameter);
    }
}
