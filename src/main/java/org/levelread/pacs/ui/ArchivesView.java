package org.levelread.pacs.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import org.levelread.pacs.Archive;
import org.levelread.pacs.Archives;
import org.levelread.pacs.Router;
import org.levelread.pacs.Routers;
import org.levelread.protocol.Studies;

/// Where films come from by themselves: the archives that are searched, the routers that push, and how each is doing.
@Route("archives")
@PageTitle("Archives · LevelRead")
@Menu(title = "Archives", order = 70, icon = "vaadin:database")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
@StyleSheet("archives.css")
class ArchivesView extends VerticalLayout {
    private final Archives archives;
    private final Routers routers;
    private final Studies studies;
    private final Clock clock;
    private final Div archiveCards = new Div();
    private final Div routerCards = new Div();

    ArchivesView(Archives archives, Routers routers, Studies studies, Clock clock) {
        this.archives = archives;
        this.routers = routers;
        this.studies = studies;
        this.clock = clock;
        setWidthFull();
        addClassName("archives");
        Button connect = new Button("Connect an archive…", VaadinIcon.PLUS.create(), click -> connect());
        connect.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        connect.setId("connect-archive");
        Button admit = new Button("Let a router push…", VaadinIcon.PLUS.create(), click -> admit());
        admit.setId("admit-router");
        Button refresh = new Button("Refresh", VaadinIcon.REFRESH.create(), click -> refresh());
        refresh.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        Div bar = new Div(connect, admit, refresh);
        bar.addClassName("filters");
        archiveCards.addClassName("archive-cards");
        routerCards.addClassName("archive-cards");
        add(bar, new H3("Archives that are searched"), archiveCards, new H3("Routers that push"), routerCards);
        refresh();
    }

    private void refresh() {
        archiveCards.removeAll();
        List<Archive> all = archives.all();
        for (Archive archive : all) archiveCards.add(new ArchiveCard(archives, archive, clock, this::edit, this::refresh));
        if (all.isEmpty()) {
            archiveCards.add(empty("No archive is connected. LevelRead can search one for films of the study over DICOMweb,"
                    + " fetch them without the patients' data, and send masks and levels back."));
        }
        routerCards.removeAll();
        List<Router> pushing = routers.all();
        for (Router router : pushing) routerCards.add(new RouterCard(routers, router, clock, this::refresh));
        if (pushing.isEmpty()) {
            routerCards.add(empty("No router may push. A router, such as Orthanc, sends films to /dicom-web on this server"
                    + " over STOW-RS with a token of its own."));
        }
    }

    private static Paragraph empty(String sentence) {
        Paragraph empty = new Paragraph(sentence);
        empty.addClassName("quiet-line");
        return empty;
    }

    private void connect() {
        new ArchiveDialog(archives, studies.current().id(), null, this::refresh).open();
    }

    private void edit(Archive archive) {
        new ArchiveDialog(archives, archive.studyId(), archive, this::refresh).open();
    }

    private void admit() {
        new RouterDialog(routers, archives.all(), studies.current().id(), this::refresh).open();
    }
}
