package org.levelread.report.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.report.FrozenReport;
import org.levelread.report.ReportPage;
import org.levelread.report.Reports;

/// The frozen reports of the study: freezing, progress, each finding with its sentence, plot and table, the pack.
@Route("report")
@PageTitle("Report · LevelRead")
@Menu(title = "Report", order = 24, icon = "vaadin:file-presentation")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
public final class ReportView extends VerticalLayout {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final Reports reports;
    private final Study study;
    private final Select<FrozenReport> chooser = new Select<>();
    private final Button freeze = new Button("Freeze the data and report", click -> freeze());
    private final VerticalLayout body = new VerticalLayout();
    private @Nullable UUID shown;

    ReportView(Reports reports, Studies studies) {
        this.reports = reports;
        this.study = studies.current();
        setWidthFull();
        addClassName("report");
        freeze.setId("freeze");
        freeze.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        chooser.setId("reports");
        chooser.setLabel("Frozen reports");
        chooser.setItemLabelGenerator(r -> TIME.format(r.frozenAt()) + ", data "
                + r.dataSha256().substring(0, 12) + (r.locked() ? ", locked" : ", interim"));
        chooser.addValueChangeListener(change -> {
            if (change.getValue() != null) show(change.getValue());
        });
        body.setPadding(false);
        body.setWidthFull();
        Div head = new Div(chooser, freeze);
        head.addClassName("report-head");
        add(head, body);
        if (!reports.allowed(study.id())) {
            freeze.setEnabled(false);
            body.add(
                    sentence("The protocol hides results until the database is locked and unblinded. The report appears"
                            + " here after that."));
            chooser.setVisible(false);
            return;
        }
        refresh(null);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().addPollListener(poll -> poll());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
    }

    private void refresh(@Nullable UUID wanted) {
        List<FrozenReport> all = reports.list(study.id());
        chooser.setVisible(!all.isEmpty());
        chooser.setItems(all);
        body.removeAll();
        if (all.isEmpty()) {
            body.add(
                    sentence("There is no report yet. Freezing takes all answers, predictions, references and causes as"
                            + " they are now; the report is computed from them in the background, and the same data always give"
                            + " the same report."));
            return;
        }
        chooser.setValue(
                all.stream().filter(r -> r.id().equals(wanted)).findFirst().orElse(all.getFirst()));
    }

    private void freeze() {
        try {
            refresh(reports.freeze(study).id());
        } catch (IllegalStateException e) {
            Notification.show(e.getMessage());
        }
    }

    private void poll() {
        if (shown == null) return;
        FrozenReport report = reports.find(shown);
        if (report.waiting()) show(report);
        else refresh(report.id());
    }

    private void show(FrozenReport report) {
        body.removeAll();
        shown = null;
        switch (report.state()) {
            case QUEUED, RUNNING -> {
                shown = report.id();
                ProgressBar bar = new ProgressBar(0, 1, report.progress());
                bar.getElement().setAttribute("aria-label", "Report");
                Paragraph stage =
                        sentence("The report is being computed: " + report.stage() + ". You may leave this page.");
                stage.setId("stage");
                body.add(stage, bar);
            }
            case FAILED ->
                body.add(sentence(String.valueOf(report.error())), new Button("Try again", click -> freeze()));
            case DONE -> done(report);
        }
        getUI().ifPresent(ui -> ui.setPollInterval(report.waiting() ? 1000 : -1));
        if (report.waiting() && getUI().isEmpty()) {
            addAttachListener(attach -> attach.getUI().setPollInterval(1000));
        }
    }

    private void done(FrozenReport report) {
        DownloadHandler handler = DownloadHandler.fromInputStream(event -> {
            byte[] pack = reports.pack(report.id());
            return new DownloadResponse(
                    new ByteArrayInputStream(pack),
                    "levelread-" + study.slug() + "-" + report.dataSha256().substring(0, 12) + ".zip",
                    "application/zip",
                    pack.length);
        });
        Anchor pack = new Anchor(handler, "Download the pack");
        pack.setId("download-pack");
        pack.addClassName("download");
        Button verify = new Button("Compute again and compare", click -> verify(report));
        verify.setId("verify");
        verify.setDisableOnClick(true);
        Div buttons = new Div(pack, verify);
        buttons.addClassName("downloads");
        Paragraph hash = sentence((report.locked() ? "Database locked. " : "Interim: the database is not locked. ")
                + "Frozen by " + report.frozenBy() + ". Data SHA-256 " + report.dataSha256() + ".");
        hash.addClassNames("quiet-line", "hash");
        body.add(buttons, hash);
        for (ReportPage page : reports.pages(report.id())) body.add(chapter(page));
    }

    private void verify(FrozenReport report) {
        boolean same = reports.verify(report.id());
        Notification.show(
                same
                        ? "Computed again from the frozen data: the pack is the same to the last byte."
                        : "Computed again from the frozen data: the pack differs. Another version of LevelRead or Java made it.");
        refresh(report.id());
    }

    private static Component chapter(ReportPage page) {
        Section section = new Section();
        section.setId("chapter-" + page.id());
        section.addClassName("chapter");
        Paragraph said = sentence(page.sentence());
        if (page.id().equals("headline")) said.addClassName("headline");
        section.add(new H3(page.title()), said);
        if (page.svg() != null) {
            Div plot = new Div(new Html(page.svg()));
            plot.addClassName("plot");
            section.add(plot);
        }
        if (!page.rows().isEmpty()) {
            Div scroll = new Div(table(page));
            scroll.addClassName("chapter-table");
            Details details = new Details("Table", scroll);
            details.setOpened(page.id().equals("headline"));
            section.add(details);
        }
        return section;
    }

    private static NativeTable table(ReportPage page) {
        NativeTable table = new NativeTable();
        NativeTableHeader head = table.getHead();
        NativeTableRow titles = head.addRow();
        for (String column : page.columns()) titles.addHeaderCell().setText(column);
        NativeTableBody rows = table.getBody();
        for (List<String> row : page.rows()) {
            NativeTableRow line = rows.addRow();
            for (String cell : row) line.addDataCell().setText(cell);
        }
        return table;
    }

    private static Paragraph sentence(String text) {
        return new Paragraph(text);
    }
}
