package org.levelread.analysis.ui;

import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.AgreementReport.OverlapSummary;
import org.levelread.analysis.PairAgreement;
import org.levelread.statistics.Estimate;

/// The study in six numbers.
final class FigureCards extends Div {
    FigureCards(AgreementReport report) {
        setId("figures");
        addClassName("figure-cards");
        report.modelAgainstAllReaders().ifPresent(this::addAgreement);
        for (OverlapSummary overlap : report.overlaps()) {
            if (overlap.mean().sample().used() == 0) continue;
            add(card(
                    "Dice, " + overlap.structure().word(),
                    Words.value(overlap.mean()),
                    Words.interval(overlap.mean()),
                    films(overlap.mean()) + " with a mask reference"));
        }
    }

    private void addAgreement(PairAgreement pair) {
        String against = "model against "
                + (pair.second().equals(AgreementReport.ALL_READERS)
                        ? AgreementReport.ALL_READERS
                        : "reader " + pair.second());
        add(
                card(
                        "Exact match",
                        Words.percent(pair.exact()),
                        percentInterval(pair.exact()),
                        pair.exactCount() + " of " + pair.exact().sample().used() + " answers, " + against),
                card("Mean Jaccard", Words.value(pair.jaccard()), Words.interval(pair.jaccard()), against),
                card("Cohen's kappa, all levels", Words.value(pair.kappa()), Words.interval(pair.kappa()), against));
    }

    private static String percentInterval(Estimate estimate) {
        return estimate.estimated()
                .flatMap(Estimate.Estimated::interval)
                .map(i -> "95 %% interval %d to %d %%"
                        .formatted(Math.round(100 * i.lower()), Math.round(100 * i.upper())))
                .orElseGet(() -> Words.interval(estimate));
    }

    private static String films(Estimate estimate) {
        int n = estimate.sample().used();
        return n == 1 ? "1 film" : n + " films";
    }

    private static Card card(String title, String value, String interval, String restsOn) {
        Card card = new Card();
        card.setTitle(title);
        Span number = new Span(value);
        number.addClassName("figure");
        Span range = new Span(interval);
        Span sample = new Span(restsOn);
        sample.addClassName("quiet-line");
        card.add(number, range, sample);
        return card;
    }
}
