package org.levelread.analysis.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.levelread.analysis.SlicerPackages;
import org.levelread.analysis.SlicerPackages.Row;
import org.levelread.cases.Film;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.reference.ImportOutcome;

/// Takes a film with its masks to 3D Slicer, and brings corrected masks back as a version of the reference.
@Route("slicer")
@PageTitle("3D Slicer · LevelRead")
@Menu(title = "3D Slicer", order = 22, icon = "vaadin:paintbrush")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
@StyleSheet("archives.css")
class SlicerView extends VerticalLayout {
    private static final int MOST_BYTES = 200_000_000;

    private final SlicerPackages packages;
    private final Study study;
    private final Grid<Row> grid = new Grid<>();
    private final Div outcome = new Div();

    SlicerView(SlicerPackages packages, Studies studies) {
        this.packages = packages;
        this.study = studies.current();
        setSizeFull();
        Paragraph how = new Paragraph("Download a film with the model's or the reference's masks, correct the masks in 3D"
                + " Slicer 5, save them as .seg.nrrd and bring them back: they become a new version of the reference.");
        how.addClassName("quiet-line");
        outcome.setId("outcome");
        outcome.getElement().setAttribute("role", "status");
        outcome.setWidthFull();
        outcome.setVisible(false);
        grid.addColumn(row -> row.film().title()).setHeader("Film").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(row -> row.film().width() + " × " + row.film().height())
                .setHeader("Pixels")
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(this::downloads)).setHeader("To Slicer").setWidth("13rem").setFlexGrow(1);
        grid.addColumn(new ComponentRenderer<>(this::back)).setHeader("And back").setAutoWidth(true).setFlexGrow(0);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES);
        grid.setSizeFull();
        grid.setEmptyStateText("The study has no film yet.");
        add(how, outcome, grid);
        refresh();
    }

    private void refresh() {
        grid.setItems(packages.rows(study.id()));
    }

    private Component downloads(Row row) {
        Div links = new Div();
        links.addClassName("slicer-links");
        if (row.modelMasks()) links.add(download(row.film(), "Model's masks", "model", packages::withModelMasks));
        if (row.referenceMasks()) {
            links.add(download(row.film(), "Reference's masks", "reference", packages::withReferenceMasks));
        }
        if (!row.modelMasks() && !row.referenceMasks()) {
            Span none = new Span("No masks yet: no run has finished, and the reference has none.");
            none.addClassName("quiet-line");
            links.add(none);
        }
        return links;
    }

    private static Anchor download(Film film, String text, String of, Function<Film, Optional<byte[]>> content) {
        String name = SlicerPackages.fileName(film) + "-" + of + ".zip";
        DownloadHandler handler = DownloadHandler.fromInputStream(event -> content.apply(film)
                .map(zip -> new DownloadResponse(new ByteArrayInputStream(zip), name, "application/zip", zip.length))
                .orElseGet(() -> DownloadResponse.error(404)));
        Anchor link = new Anchor(handler, text);
        link.addClassName("download");
        link.getElement().setAttribute("aria-label", text + " of " + film.title() + ", zip");
        return link;
    }

    private Component back(Row row) {
        Button back = new Button("Bring back…", click -> ask(row.film()));
        back.addThemeVariants(ButtonVariant.LUMO_SMALL);
        back.setAriaLabel("Bring corrected masks of " + row.film().title() + " back");
        return back;
    }

    private void ask(Film film) {
        Dialog dialog = new Dialog("Corrected masks of " + film.title());
        TextArea rationale = new TextArea("Why the reference changes");
        rationale.setId("rationale");
        rationale.setWidthFull();
        rationale.setMaxLength(4000);
        rationale.setHelperText("Kept with the change and shown in the report.");
        Upload upload = new Upload();
        upload.setId("masks-upload");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(MOST_BYTES);
        upload.setAcceptedFileTypes(".nrrd");
        upload.setUploadButton(new Button("Choose the .seg.nrrd…"));
        upload.setDropLabel(new Span("Drop the .seg.nrrd here"));
        upload.setUploadHandler(UploadHandler.inMemory((file, bytes) -> {
            dialog.close();
            broughtBack(film, file.fileName(), bytes, rationale.getValue());
        }));
        upload.addFileRejectedListener(rejected -> {
            dialog.close();
            show("Nothing was stored", List.of(rejected.getErrorMessage()));
        });
        VerticalLayout fields = new VerticalLayout(rationale, upload);
        fields.setPadding(false);
        fields.addClassName("dialog-fields");
        dialog.add(fields);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()));
        dialog.open();
    }

    void broughtBack(Film film, String name, byte[] bytes, String rationale) {
        switch (packages.bringBack(film, name, bytes, rationale)) {
            case ImportOutcome.Stored stored -> {
                show("%s has a new version of its reference, change %d.".formatted(film.title(), stored.change().number()), stored.notes());
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

    private void show(String title, List<String> sentences) {
        outcome.removeAll();
        Span head = new Span(title);
        head.addClassName("refused-title");
        outcome.add(head);
        UnorderedList lines = new UnorderedList();
        sentences.stream().limit(20).forEach(sentence -> lines.add(new ListItem(sentence)));
        if (!sentences.isEmpty()) outcome.add(lines);
        outcome.setClassName("refused", title.startsWith("Nothing"));
        outcome.setClassName("stored", !title.startsWith("Nothing"));
        outcome.setVisible(true);
    }
}
