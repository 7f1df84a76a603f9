package org.levelread.analysis.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import java.util.function.Function;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.analysis.Agreements;
import org.levelread.analysis.PairAgreement;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.spine.Cause;

/// The study at one glance: progress, agreement in numbers, and every film with the model beside each reader.
@Route("study")
@PageTitle("Study")
@Menu(title = "Study", order = 2, icon = "vaadin:chart-grid")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
public final class StudyView extends VerticalLayout {
    private final Agreements agreements;
    private final Study study;

    StudyView(Agreements agreements, Studies studies) {
        this.agreements = agreements;
        this.study = studies.current();
        setWidthFull();
        if (!agreements.visible(study.id())) {
            Paragraph sealed = sentence("The results are sealed: nobody sees answers beside predictions before the study is"
                    + " unblinded with a signature, on the page Conduct.");
            sealed.setId("sealed");
            add(new H2(study.title()), new ProgressList(agreements.progress(study.id())), sealed);
            return;
        }
        AgreementReport report = AgreementReport.of(agreements.comparisons(study.id()));
        add(heading(), new ProgressList(agreements.progress(study.id())));
        if (report.films().isEmpty()) {
            add(sentence("This study has no films yet. They appear here as soon as some are uploaded under Cases."));
            return;
        }
        if (report.readers().isEmpty()) {
            add(sentence("No reader has submitted an answer yet. The agreement appears with the first one."));
        }
        FigureCards figures = new FigureCards(report);
        if (figures.getChildren().findAny().isPresent()) add(section("Agreement"), figures);
        report.modelAgainstAllReaders().ifPresent(this::addLevels);
        add(section("Films"), new FilmGrid(report, this::confirm, this::open));
    }

    private void addLevels(PairAgreement pair) {
        add(
                section("Agreement at each level, model against "
                        + (pair.second().equals(AgreementReport.ALL_READERS)
                                ? pair.second()
                                : "reader " + pair.second())),
                new LevelTable(pair));
    }

    private Component heading() {
        Div downloads = new Div(
                download("Download CSV", "download-csv", ".csv", "text/csv; charset=utf-8", agreements::csv),
                toReport());
        downloads.addClassName("downloads");
        Div heading = new Div(new H2(study.title()), downloads);
        heading.addClassName("study-heading");
        return heading;
    }

    private static Anchor toReport() {
        Anchor anchor = new Anchor("report", "Report");
        anchor.setId("to-report");
        anchor.addClassName("download");
        return anchor;
    }

    private Anchor download(String text, String id, String ending, String type, Function<Study, byte[]> report) {
        DownloadHandler handler = DownloadHandler.fromInputStream(event -> {
            byte[] bytes = report.apply(study);
            return new DownloadResponse(
                    new ByteArrayInputStream(bytes), "levelread-" + study.slug() + ending, type, bytes.length);
        });
        Anchor anchor = new Anchor(handler, text);
        anchor.setId(id);
        anchor.addClassName("download");
        return anchor;
    }

    private void confirm(Disagreement difference, Cause cause, String why) {
        agreements.confirm(
                UUID.fromString(difference.filmId()),
                difference.against(),
                difference.suggested().cause(),
                cause,
                why);
        Notification.show("Confirmed for %s, %s: %s %s."
                .formatted(difference.filmLabel(), Words.side(difference.against()), cause.code(), cause.meaning()));
    }

    private void open(FilmRow row) {
        new FilmDialog(row, agreements.answersOn(study.id(), row.id()), this::confirm).open();
    }

    private static H3 section(String title) {
        return new H3(title);
    }

    private static Paragraph sentence(String text) {
        return new Paragraph(text);
    }
}
