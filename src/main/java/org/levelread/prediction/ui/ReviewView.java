package org.levelread.prediction.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.prediction.PredictedFilm;
import org.levelread.prediction.PredictionDetails;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.prediction.ReviewedLevel;
import org.levelread.prediction.Reviews;
import org.levelread.prediction.RunProgress;
import org.levelread.prediction.Verdict;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.RadiographViewer;

/// One film with what was predicted on it; a surgeon agrees, corrects or says that it is not determinable.
@Route("review/:film")
@PageTitle("Review")
@RolesAllowed({"SURGEON", "STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
public final class ReviewView extends HorizontalLayout implements BeforeEnterObserver, ReviewActions.Page {
    private final Films films;
    private final Predictions predictions;
    private final Reviews reviews;
    private final RunProgress progress;
    private final Accounts accounts;
    private final RadiographViewer viewer = new RadiographViewer();
    private final VerticalLayout side = new VerticalLayout();
    private Runnable stopListening = () -> {};
    private @Nullable Film film;
    private @Nullable PredictionRun run;
    private List<FilmLabel> predicted = List.of();
    private List<LevelFinding> bodies = List.of();

    ReviewView(Films films, Predictions predictions, Reviews reviews, RunProgress progress, Accounts accounts) {
        this.films = films;
        this.predictions = predictions;
        this.reviews = reviews;
        this.progress = progress;
        this.accounts = accounts;
        setSizeFull();
        setSpacing(false);
        viewer.setSizeFull();
        side.setWidth("26rem");
        side.addClassName("side-panel");
        add(viewer, side);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<Film> asked =
                event.getRouteParameters().get("film").flatMap(ReviewView::uuid).flatMap(films::find);
        if (asked.isEmpty()) {
            event.rerouteToError(NotFoundException.class, "There is no such film.");
            return;
        }
        film = asked.get();
        viewer.setFilmName(film.title());
        viewer.setFilmUrl("films/" + film.id() + "/pixels");
        show(film);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        stopListening = progress.onChange(changed -> ui.access(() -> {
            if (film != null && film.id().equals(changed)) show(film);
        }));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stopListening.run();
    }

    private void show(Film film) {
        side.removeAll();
        side.add(heading(film));
        run = predictions.latest(film.id()).orElse(null);
        predicted = List.of();
        viewer.setOverlays(List.of());
        viewer.setLabelling(false);
        if (run == null) {
            side.add(new Paragraph("No prediction was asked for yet."));
        } else {
            switch (run.state()) {
                case QUEUED ->
                    side.add(new Paragraph(
                            "The prediction waits for its turn. This page shows it as soon as it is there."));
                case RUNNING ->
                    side.add(new Paragraph("The prediction is being made. This page shows it as soon as it is there."));
                case FAILED -> side.add(new Paragraph("There is no prediction: " + run.error()));
                case DONE ->
                    show(
                            run,
                            PredictedFilm.parse(String.valueOf(run.result())),
                            PredictionDetails.parse(String.valueOf(run.result())));
            }
        }
        stopCorrecting();
    }

    private void show(PredictionRun run, PredictedFilm result, PredictionDetails details) {
        bodies = result.levels();
        predicted = PredictedOverlays.labels(result);
        viewer.setOverlays(PredictedOverlays.of(result));
        side.add(
                new PredictionPanel(result, details),
                new ReviewActions(this, result.determinable(), bodies),
                new ReviewHistory(reviews.ofFilm(run.filmId()), run.id(), this::nameOf));
    }

    private Div heading(Film film) {
        List<Film> all = films.inStudy(film.studyId());
        int index = all.stream().map(Film::id).toList().indexOf(film.id());
        Button previous = step("Previous film", VaadinIcon.ANGLE_LEFT, index > 0 ? all.get(index - 1) : null);
        Button next = step("Next film", VaadinIcon.ANGLE_RIGHT, index + 1 < all.size() ? all.get(index + 1) : null);
        HorizontalLayout row = new HorizontalLayout(new H2(film.title()), previous, next);
        row.setAlignItems(Alignment.CENTER);
        Span name = new Span(film.originalName());
        name.addClassName("quiet-line");
        return new Div(row, name);
    }

    private static Button step(String label, VaadinIcon icon, @Nullable Film to) {
        Button button = new Button(icon.create());
        button.setAriaLabel(label);
        button.setTooltipText(label);
        button.setEnabled(to != null);
        if (to != null) {
            button.addClickListener(e -> button.getUI()
                    .ifPresent(ui -> ui.navigate(
                            ReviewView.class, new RouteParam("film", to.id().toString()))));
        }
        return button;
    }

    @Override
    public List<ReviewedLevel> predicted() {
        return PredictedOverlays.reviewed(predicted);
    }

    @Override
    public List<ReviewedLevel> corrected() {
        return PredictedOverlays.reviewed(viewer.getLabels());
    }

    @Override
    public void startCorrecting() {
        viewer.setLabelling(true);
    }

    @Override
    public void relabel(List<Level> names) {
        viewer.setLabels(PredictedOverlays.renamed(predicted, bodies, names));
    }

    @Override
    public void stopCorrecting() {
        viewer.setLabelling(false);
        viewer.setLabels(predicted);
    }

    @Override
    public void save(Verdict verdict, List<ReviewedLevel> levels, String note) {
        if (run == null || film == null) return;
        reviews.add(run.id(), verdict, levels, note);
        Notification.show("Saved: " + verdict.words() + ".");
        show(film);
    }

    private String nameOf(UUID account) {
        return accounts.find(account).map(Account::displayName).orElse("somebody");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
