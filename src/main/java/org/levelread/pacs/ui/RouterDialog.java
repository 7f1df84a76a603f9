package org.levelread.pacs.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.UUID;
import org.levelread.pacs.Archive;
import org.levelread.pacs.Routers;
import org.levelread.viewer.Refusal;

/// Lets a router push, and shows its token once.
final class RouterDialog extends Dialog {
    private static final long MEGABYTE = 1_000_000;

    RouterDialog(Routers routers, List<Archive> archives, UUID studyId, Runnable saved) {
        setHeaderTitle("Let a router push");
        TextField name = new TextField("Name of the router");
        IntegerField quota = new IntegerField("Quota a day, in MB");
        quota.setValue(20_000);
        quota.setMin(1);
        quota.setHelperText("A film has 5 to 30 MB");
        Select<Archive> archive = new Select<>();
        archive.setLabel("Where the results of its films go");
        archive.setItems(archives);
        archive.setItemLabelGenerator(one -> one == null ? "Nowhere" : one.name());
        archive.setEmptySelectionAllowed(true);
        archive.setEmptySelectionCaption("Nowhere");
        Refusal refusal = new Refusal();
        VerticalLayout fields = new VerticalLayout(name, quota, archive, refusal);
        fields.setPadding(false);
        fields.addClassName("dialog-fields");
        add(fields);
        Button admit = new Button("Make a token", click -> {
            try {
                long daily = quota.getValue() == null ? 0 : quota.getValue() * MEGABYTE;
                UUID to = archive.getValue() == null ? null : archive.getValue().id();
                Routers.Admitted admitted = routers.admit(studyId, to, name.getValue(), daily);
                close();
                saved.run();
                show(admitted);
            } catch (IllegalArgumentException e) {
                refusal.say(e.getMessage());
            }
        });
        admit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), admit);
    }

    static void show(Routers.Admitted admitted) {
        Dialog dialog = new Dialog("Token of " + admitted.router().name());
        Span token = new Span(admitted.token());
        token.addClassName("one-time-password");
        token.setId("router-token");
        dialog.add(
                token,
                new Paragraph("It is shown only now. The router pushes to /dicom-web on this server, with this token as"
                        + " bearer token, or as password of any user name."));
        dialog.setCloseOnOutsideClick(false);
        Button done = new Button("Done", click -> dialog.close());
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(done);
        dialog.open();
    }
}
