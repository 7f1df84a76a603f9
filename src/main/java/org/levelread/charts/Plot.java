package org.levelread.charts;

import java.util.List;
import java.util.Optional;

/// What a plot shows, before it is drawn: wherever it is drawn, it looks the same.
public sealed interface Plot {
    /// Estimates with intervals, one below the other.
    ///
    /// @param from, to ends of the axis
    /// @param line a vertical line, such as minus the margin
    record Forest(String axis, List<Row> rows, double from, double to, Optional<Line> line) implements Plot {
        /// @param lower, upper equal to `value` where there is no interval
        public record Row(String label, double value, double lower, double upper, boolean strong) {}

        public record Line(double at, String label) {}

        public Forest {
            rows = List.copyOf(rows);
        }
    }

    /// Counts of pairs; rows are what the other answer says, columns what the model says.
    ///
    /// @param counts `int[labels][labels]`
    record Confusion(String rows, String columns, List<String> labels, List<List<Integer>> counts) implements Plot {
        public Confusion {
            labels = List.copyOf(labels);
            counts = counts.stream().map(List::copyOf).toList();
        }
    }

    /// Bars, and over them a line of the share that the bars up to here have of all.
    record Bars(String categories, String values, List<Bar> bars, boolean cumulative) implements Plot {
        public record Bar(String label, double value) {}

        public Bars {
            bars = List.copyOf(bars);
        }
    }

    /// Differences over means, with bias and limits of agreement.
    ///
    /// @param points equal ones are counted together
    /// @param lines bias and limits
    record Differences(String mean, String difference, List<Point> points, List<Forest.Line> lines) implements Plot {
        public record Point(double mean, double difference, int count) {}

        public Differences {
            points = List.copyOf(points);
            lines = List.copyOf(lines);
        }
    }

    /// Curves over one axis.
    ///
    /// @param diagonal whether the line of equality is drawn
    record Curves(String x, String y, List<Curve> curves, boolean diagonal) implements Plot {
        /// @param lower, upper ends of the intervals, empty where there are none
        public record Curve(
                String name, List<Double> x, List<Double> y, List<Double> lower, List<Double> upper, boolean marks) {}

        public Curves {
            curves = List.copyOf(curves);
        }
    }

    /// What changes over the steps of something that goes on, with a legend; the vertical axis fits the values.
    ///
    /// @param share whether all values lie in [0, 1] and 1 is the best
    record Lines(String x, String y, List<Line> lines, boolean share) implements Plot {
        /// @param x, y of the same length, not empty
        /// @param dashed a second line of the same colour
        /// @param colour lines of one number share a colour, from 0
        public record Line(String name, List<Double> x, List<Double> y, boolean dashed, int colour) {
            public Line {
                x = List.copyOf(x);
                y = List.copyOf(y);
                if (x.isEmpty() || x.size() != y.size()) {
                    throw new IllegalArgumentException(
                            "line " + name + " has " + x.size() + " places and " + y.size() + " values");
                }
            }
        }

        public Lines {
            lines = List.copyOf(lines);
        }
    }
}
