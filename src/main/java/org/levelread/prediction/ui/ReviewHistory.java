package org.levelread.prediction.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.levelread.prediction.Review;
import org.levelread.prediction.ReviewedLevel;

/// The reviews that the film has, the newest first.
final class ReviewHistory extends Div {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", java.util.Locale.ENGLISH);

    ReviewHistory(List<Review> reviews, UUID currentRun, Function<UUID, String> nameOf) {
        setId("reviews");
        add(new H3("Reviews"));
        if (reviews.isEmpty()) add(new Paragraph("Nobody has reviewed this film yet."));
        for (Review review : reviews) {
            String run = review.runId().equals(currentRun) ? "" : ", of an earlier run";
            add(new Paragraph("%s, %s: %s%s%s%s"
                    .formatted(
                            WHEN.format(review.at().atZone(ZoneId.systemDefault())),
                            nameOf.apply(review.surgeonId()),
                            review.verdict().words(),
                            levels(review),
                            run,
                            review.note().isEmpty() ? "" : " – “" + review.note() + "”")));
        }
    }

    private static String levels(Review review) {
        return switch (review.verdict()) {
            case AGREED, NOT_DETERMINABLE -> "";
            case CORRECTED ->
                review.levels().stream().map(ReviewHistory::words).collect(Collectors.joining(", ", " to ", ""));
        };
    }

    private static String words(ReviewedLevel level) {
        return level.instrumented()
                ? level.level() + " instrumented"
                : level.level().name();
    }
}
