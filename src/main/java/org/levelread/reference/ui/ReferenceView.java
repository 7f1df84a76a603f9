package org.levelread.reference.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.reference.Adjudications;
import org.levelread.reference.ImportOutcome;
import org.levelread.reference.PanelFilm;
import org.levelread.reference.ReferenceChange;
import org.levelread.reference.ReferenceImports;
import org.levelread.reference.ReferenceVersion;
import org.levelread.reference.References;

/// The study's reference standard: what it is, every change of it, and the three ways to make another version.
@Route("reference")
@PageTitle("Reference · LevelRead")
@Menu(title = "Reference", order = 21, icon = "vaadin:bookmark")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
public final class ReferenceView extends VerticalLayout {
    private static final int MOST_BYTES = 200_000_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final String FORMATS = """
            CSV     film,determinable,levels,instrumented,rationale
                    Film 1,yes,S1 L5 L4 L3 L2 L1,L4 L5,
                    2,no,,,the sacrum is not on the film
            JSON    {"references": [{"film": "Film 1", "levels": ["S1", "L5", "L4"], "instrumented": ["L4", "L5"]}]}
            Slicer  film-1.seg.nrrd: segments named S1, L5, L4 … and Sacrum, Screw, Rod, Cage""";

    /// one line of the list
    record Row(Film film, Optional<ReferenceVersion> version, PanelFilm majority) {}

    private final References references;
    private final ReferenceImports imports;
    private final Adjudications adjudications;
    private final Films films;
    private final Accounts accounts;
    private final Study study;
    private final TextArea rationale = new TextArea("Why the reference changes");
    private final Div outcome = new Div();
    private final Grid<Row> list = new Grid<>();
    private final Grid<ReferenceChange> changes = new Grid<>();

    ReferenceView(
            References references,
            ReferenceImports imports,
            Adjudications adjudications,
            Films films,
            Accounts accounts,
            Studies studies) {
        this.references = references;
        this.imports = imports;
        this.adjudications = adjudications;
        this.films = films;
        this.accounts = accounts;
        this.study = studies.current();
        setWidthFull();
        addClassName("reference");
        outcome.setId("outcome");
        outcome.getElement().setAttribute("role", "status");
        outcome.setWidthFull();
        Paragraph kept = new Paragraph("Every version is kept. The newest counts; the report says which one it used.");
        kept.addClassName("quiet-line");
        add(kept, ways(), outcome, new H3("Films"), filmList(), new H3("Changes"), changeList());
        refresh();
    }

    private Component ways() {
        rationale.setWidthFull();
        rationale.setMaxLength(4000);
        rationale.setHelperText("Kept with the change and shown in the report. Needed where a film has a reference already.");
        rationale.setId("rationale");
        Button majority = new Button(
                "Use the readers' majority…", click -> ask(ReferenceChange.MAJORITY, adjudications.majorities(study.id())));
        majority.setId("majority");
        Button decided = new Button(
                "Use the adjudications…",
                click -> ask(ReferenceChange.ADJUDICATION, adjudications.adjudicated(study.id())));
        decided.setId("adjudications");
        Div buttons = new Div(majority, decided);
        buttons.addClassName("downloads");
        Details formats = new Details("What the files look like", new Pre(FORMATS));
        Div ways = new Div(rationale, upload(), buttons, formats);
        ways.addClassName("reference-ways");
        return ways;
    }

    private Upload upload() {
        Upload upload = new Upload();
        upload.setId("reference-upload");
        upload.setMaxFileSize(MOST_BYTES);
        upload.setAcceptedFileTypes(".csv", ".json", ".nrrd");
        upload.setUploadButton(new Button("Import a file…"));
        upload.setDropLabel(new Span("Drop a reference here: CSV, JSON or .seg.nrrd"));
        upload.setUploadHandler(UploadHandler.inMemory((file, bytes) -> imported(file.fileName(), bytes)));
        upload.addFileRejectedListener(event -> show("Not stored", List.of(event.getErrorMessage())));
        upload.addAllFinishedListener(event -> upload.clearFileList());
        return upload;
    }

    private void imported(String name, byte[] bytes) {
        switch (imports.take(study.id(), name, bytes, rationale.getValue())) {
            case ImportOutcome.Stored stored -> {
                show(
                        "Stored as change %d: %s."
                                .formatted(stored.change().number(), films(stored.change().films())),
                        stored.notes());
                rationale.clear();
                refresh();
            }
            case ImportOutcome.Refused refused ->
                show(
                        "Nothing was stored",
                        refused.problems().stream()
                                .map(problem -> problem.sentence())
                                .toList());
        }
    }

    private void ask(String origin, List<PanelFilm> panel) {
        long decided = panel.stream().filter(film -> film.decided().isPresent()).count();
        UnorderedList open = new UnorderedList();
        panel.stream()
                .filter(film -> film.decided().isEmpty())
                .limit(30)
                .forEach(film -> open.add(new ListItem(film.film().title() + ": " + film.sentence())));
        Div text = new Div(new Paragraph(
                "%s decided, %d not. Films that are not decided keep the reference that they have."
                        .formatted(films((int) decided), panel.size() - decided)));
        if (open.getChildren().findAny().isPresent()) text.add(open);
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Make the " + (origin.equals(ReferenceChange.MAJORITY) ? "readers' majority" : "adjudications")
                + " the reference?");
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.setConfirmText("Store as a new version");
        dialog.addConfirmListener(confirm -> adopt(origin));
        dialog.open();
    }

    private void adopt(String origin) {
        try {
            ReferenceChange change = adjudications.adopt(study.id(), origin, rationale.getValue());
            show("Stored as change %d: %s.".formatted(change.number(), films(change.films())), List.of());
            rationale.clear();
            refresh();
        } catch (IllegalArgumentException e) {
            show("Nothing was stored", List.of(String.valueOf(e.getMessage())));
        }
    }

    private void show(String title, List<String> sentences) {
        outcome.removeAll();
        Span head = new Span(title);
        head.addClassName("refused-title");
        UnorderedList lines = new UnorderedList();
        sentences.stream().limit(20).forEach(sentence -> lines.add(new ListItem(sentence)));
        if (sentences.size() > 20) lines.add(new ListItem("and " + (sentences.size() - 20) + " more"));
        outcome.add(head);
        if (!sentences.isEmpty()) outcome.add(lines);
        outcome.setClassName("refused", title.startsWith("No"));
        outcome.setClassName("stored", !title.startsWith("No"));
    }

    private Component filmList() {
        list.setId("references");
        list.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT, GridVariant.LUMO_ROW_STRIPES);
        list.addComponentColumn(row -> {
                    Button title = new Button(row.film().title(), click -> history(row.film()));
                    title.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
                    title.setTooltipText("Show every version");
                    return title;
                })
                .setHeader("Film")
                .setAutoWidth(true)
                .setFlexGrow(0);
        list.addColumn(row -> row.version()
                        .map(v -> ReferenceWords.answer(
                                v.reference().determinable(),
                                v.reference().named(),
                                v.reference().instrumented()))
                        .orElse("no reference yet"))
                .setHeader("Reference")
                .setFlexGrow(3);
        list.addColumn(row -> row.version()
                        .map(v -> "version " + v.number() + ", " + v.reference().source() + (v.masks() ? ", masks" : ""))
                        .orElse(""))
                .setHeader("Version")
                .setFlexGrow(2);
        list.addColumn(row -> row.majority().sentence()).setHeader("Readers' majority").setFlexGrow(2);
        list.setEmptyStateText("This study has no films yet.");
        list.setAllRowsVisible(true);
        return list;
    }

    private Component changeList() {
        changes.setId("changes");
        changes.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT);
        changes.addColumn(ReferenceChange::number).setHeader("Change").setAutoWidth(true).setFlexGrow(0);
        changes.addColumn(ReferenceChange::origin).setHeader("Origin").setAutoWidth(true).setFlexGrow(0);
        changes.addColumn(ReferenceChange::films).setHeader("Films").setAutoWidth(true).setFlexGrow(0);
        changes.addColumn(change -> TIME.format(change.madeAt())).setHeader("When").setAutoWidth(true).setFlexGrow(0);
        changes.addColumn(this::by).setHeader("By").setAutoWidth(true).setFlexGrow(0);
        changes.addColumn(ReferenceChange::rationale).setHeader("Why").setFlexGrow(1);
        changes.setEmptyStateText("There is no reference yet: import one, or use the readers' majority.");
        changes.setAllRowsVisible(true);
        return changes;
    }

    private void history(Film film) {
        com.vaadin.flow.component.dialog.Dialog dialog = new com.vaadin.flow.component.dialog.Dialog();
        dialog.setHeaderTitle("Reference of " + film.title());
        dialog.setWidth("46rem");
        UnorderedList versions = new UnorderedList();
        for (ReferenceVersion v : references.history(film.id())) {
            versions.add(new ListItem("Version %d, %s, change %d by %s on %s: %s%s"
                    .formatted(
                            v.number(),
                            v.reference().source(),
                            v.change().number(),
                            by(v.change()),
                            TIME.format(v.change().madeAt()),
                            ReferenceWords.answer(
                                    v.reference().determinable(),
                                    v.reference().named(),
                                    v.reference().instrumented()),
                            v.rationale().isEmpty() ? "" : " (" + v.rationale() + ")")));
        }
        dialog.add(
                versions.getChildren().findAny().isPresent()
                        ? versions
                        : new Paragraph("This film has no reference yet."));
        dialog.getFooter().add(new Button("Close", click -> dialog.close()));
        dialog.open();
    }

    private void refresh() {
        List<Film> all = films.inStudy(study.id());
        Map<UUID, ReferenceVersion> newest =
                references.newest(all.stream().map(Film::id).toList());
        list.setItems(adjudications.majorities(study.id()).stream()
                .map(panel -> new Row(panel.film(), Optional.ofNullable(newest.get(panel.film().id())), panel))
                .toList());
        changes.setItems(references.changes(study.id()).reversed());
    }

    private String by(ReferenceChange change) {
        UUID by = change.madeBy();
        return by == null ? "the demo study" : accounts.find(by).map(Account::displayName).orElse("a former account");
    }

    private static String films(int n) {
        return n == 1 ? "1 film" : n + " films";
    }
}
