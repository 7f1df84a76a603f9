package org.levelread.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Interval;

/// The few numbers that a report stands on, by names that the scripts of the pack use too.
record HeadlineNumbers(List<Number> numbers) {
    /// @param name such as "exact_model_reader"
    /// @param estimate null where it is not estimable
    record Number(
            String name,
            String label,
            @Nullable Double estimate,
            @Nullable Double lower,
            @Nullable Double upper) {}

    static HeadlineNumbers of(Findings findings) {
        List<Number> numbers = new ArrayList<>();
        DataTable table = findings.chapter("headline").table();
        List<String> names =
                List.of("exact_model_reader", "exact_reader_reader", "difference", "difference_readers_drawn");
        // what stands below them shows the same numbers with other ends
        for (int i = 0; i < Math.min(names.size(), table.rows().size()); i++) {
            List<Object> row = table.rows().get(i);
            numbers.add(new Number(
                    names.get(i), String.valueOf(row.get(0)), (Double) row.get(1), (Double) row.get(2), (Double)
                            row.get(3)));
        }
        findings.agreement().modelAgainstAllReaders().ifPresent(pair -> {
            numbers.add(number("jaccard_model_readers", "mean Jaccard, model with all readers", pair.jaccard()));
            numbers.add(number("kappa_model_readers", "kappa over all levels, model with all readers", pair.kappa()));
            numbers.add(number("ac1_model_readers", "AC1 over all levels, model with all readers", pair.gwet()));
        });
        findings.agreement()
                .modelAgainstReference()
                .ifPresent(pair -> numbers.add(number(
                        "exact_model_reference",
                        "exact match, model with the reference, both determinable",
                        pair.exact())));
        return new HeadlineNumbers(List.copyOf(numbers));
    }

    DataTable table() {
        DataTable.Builder table = new DataTable.Builder("name", "label", "estimate", "lower", "upper");
        for (Number n : numbers) table.row(n.name(), n.label(), n.estimate(), n.lower(), n.upper());
        return table.build();
    }

    private static Number number(String name, String label, Estimate estimate) {
        return new Number(
                name,
                label,
                estimate.estimated().map(Estimate.Estimated::value).orElse(null),
                estimate.estimated()
                        .flatMap(Estimate.Estimated::interval)
                        .map(Interval::lower)
                        .orElse(null),
                estimate.estimated()
                        .flatMap(Estimate.Estimated::interval)
                        .map(Interval::upper)
                        .orElse(null));
    }
}
