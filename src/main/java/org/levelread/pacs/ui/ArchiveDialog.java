package org.levelread.pacs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.pacs.Archive;
import org.levelread.pacs.Archives;
import org.levelread.pacs.Criteria;
import org.levelread.pacs.Login;
import org.levelread.viewer.AskWhy;

/// The settings of an archive. What is secret goes from the browser to the server and never back.
final class ArchiveDialog extends Dialog {
    private static final Map<String, String> LOGINS =
            Map.of("NONE", "None", "BASIC", "User name and password", "BEARER", "Bearer token");

    private final Archives archives;
    private final UUID studyId;
    private final @Nullable Archive known;
    private final UUID id;
    private final Optional<Criteria> planned;
    private final TextField name = new TextField("Name");
    private final TextField address = new TextField("Address of its DICOMweb service");
    private final Select<String> login = new Select<>();
    private final TextField user = new TextField("User name");
    private final PasswordField password = new PasswordField("Password");
    private final PasswordField token = new PasswordField("Token");
    private final TextArea pem = new TextArea("Trusted certificates (PEM)");
    private final TextField modalities = new TextField("Modalities");
    private final TextField bodyParts = new TextField("Body parts");
    private final TextField views = new TextField("Views");
    private final DatePicker from = new DatePicker("First study date");
    private final DatePicker to = new DatePicker("Last study date");
    private final IntegerField every = new IntegerField("Search every … minutes");
    private final Checkbox results = new Checkbox("Send masks and levels back as soon as they are there");
    private final Checkbox enabled = new Checkbox("Switched on");
    private final TextField why = new TextField("Why the settings change");
    private final Paragraph told = new Paragraph();

    /// @param known null for a new one
    ArchiveDialog(Archives archives, UUID studyId, @Nullable Archive known, Runnable saved) {
        this.archives = archives;
        this.studyId = studyId;
        this.known = known;
        this.id = known == null ? UUID.randomUUID() : known.id();
        this.planned = archives.planned(studyId);
        setHeaderTitle(known == null ? "Connect an archive" : "Archive " + known.name());
        setWidth("44rem");
        setMaxWidth("100%");
        told.getElement().setAttribute("role", "alert");
        told.setVisible(false);
        VerticalLayout fields = new VerticalLayout(
                name,
                address,
                login,
                row(user, password),
                token,
                pem,
                row(modalities, bodyParts, views),
                row(from, to, every),
                results,
                enabled,
                why);
        fields.setPadding(false);
        fields.setSpacing(false);
        fields.addClassName("dialog-fields");
        add(fields);
        explain();
        fill();
        Button test = new Button("Test connection", click -> test());
        Button save = new Button("Save", click -> save(saved));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        told.addClassName("archive-told");
        getFooter().add(told, test, new Button("Cancel", click -> close()), save);
    }

    private static Component row(Component... fields) {
        Div row = new Div(fields);
        row.addClassName("archive-row");
        return row;
    }

    private void explain() {
        address.setHelperText("As https://pacs.hospital.example/dicom-web. Over http, passwords and films can be read on the"
                + " network.");
        pem.setHelperText("The hospital's own certificate authority; empty: those that every computer trusts.");
        pem.setMaxHeight("8rem");
        modalities.setHelperText(planned.map(p -> protocol(p.modalities())).orElse("As DX, CR"));
        bodyParts.setHelperText(planned.map(p -> protocol(p.bodyParts())).orElse("As LSPINE, SPINE; empty: any"));
        views.setHelperText(planned.map(p -> protocol(p.views())).orElse("As LL, LATERAL; empty: any"));
        planned.ifPresent(p -> {
            from.setMin(p.from());
            from.setMax(p.to());
            to.setMin(p.from());
            to.setMax(p.to());
        });
        why.setId("why");
        why.setHelperText("Kept in the audit trail");
        why.setMaxLength(AskWhy.LONGEST);
        why.setVisible(known != null);
        every.setHelperText("Empty: only when asked for");
        every.setMin(1);
        every.setMax(10_080);
        results.setHelperText("Off while readers can open the archive: its viewers would show them what the model says.");
        user.setAutocomplete(Autocomplete.OFF);
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        token.setAutocomplete(Autocomplete.OFF);
        login.setLabel("Login");
        login.setItems("NONE", "BASIC", "BEARER");
        login.setItemLabelGenerator(LOGINS::get);
        login.addValueChangeListener(change -> showLogin());
        for (Component field : List.of(name, address, login, token, pem, why)) {
            field.getElement().getStyle().set("width", "100%");
        }
    }

    /// a connection may take fewer
    private static String protocol(List<String> codes) {
        return codes.isEmpty() ? "Empty: any" : "The protocol's or fewer: " + String.join(", ", codes);
    }

    private void fill() {
        Criteria criteria = known == null ? planned.orElse(Criteria.USUAL) : known.criteria();
        modalities.setValue(String.join(", ", criteria.modalities()));
        bodyParts.setValue(String.join(", ", criteria.bodyParts()));
        views.setValue(String.join(", ", criteria.views()));
        from.setValue(criteria.from());
        to.setValue(criteria.to());
        enabled.setValue(known == null || known.enabled());
        login.setValue(known == null ? "BASIC" : known.login().kind());
        if (known != null) {
            name.setValue(known.name());
            address.setValue(known.baseUrl().toString());
            if (known.login() instanceof Login.Basic basic) user.setValue(basic.user());
            if (known.trustPem() != null) pem.setValue(known.trustPem());
            if (known.searchEvery() != null) every.setValue((int) known.searchEvery().toMinutes());
            results.setValue(known.sendResults());
            password.setHelperText("Leave empty to keep the one that is stored");
            token.setHelperText("Leave empty to keep the one that is stored");
        }
        showLogin();
    }

    private void showLogin() {
        user.setVisible("BASIC".equals(login.getValue()));
        password.setVisible("BASIC".equals(login.getValue()));
        token.setVisible("BEARER".equals(login.getValue()));
    }

    /// @throws IllegalArgumentException in one sentence
    private Archive archive() {
        return new Archive(
                id,
                studyId,
                name.getValue().strip(),
                address(),
                login(),
                pem.getValue().isBlank() ? null : pem.getValue().strip(),
                enabled.getValue(),
                results.getValue(),
                every.getValue() == null ? null : Duration.ofMinutes(every.getValue()),
                new Criteria(
                        codes(modalities), codes(bodyParts), codes(views), from.getValue(), to.getValue()),
                Archive.Health.UNKNOWN);
    }

    private URI address() {
        try {
            return URI.create(address.getValue().strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The address is none: it looks like https://pacs.hospital.example/dicom-web.", e);
        }
    }

    private Login login() {
        return switch (login.getValue()) {
            case "BASIC" -> {
                String kept = known != null && known.login() instanceof Login.Basic basic ? basic.password() : "";
                yield new Login.Basic(user.getValue().strip(), password.isEmpty() ? kept(kept) : password.getValue());
            }
            case "BEARER" -> {
                String kept = known != null && known.login() instanceof Login.Bearer bearer ? bearer.token() : "";
                yield new Login.Bearer(token.isEmpty() ? kept(kept) : token.getValue().strip());
            }
            default -> new Login.None();
        };
    }

    /// what is stored goes to the address that it was stored for, and to no other
    private String kept(String secret) {
        boolean sameServer = known == null
                || (known.baseUrl().getScheme() + known.baseUrl().getAuthority())
                        .equals(address().getScheme() + address().getAuthority());
        if (!sameServer) {
            throw new IllegalArgumentException("The address is another one: enter the password or token again.");
        }
        return secret;
    }

    private static List<String> codes(TextField field) {
        return Arrays.stream(field.getValue().split("[,;]"))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private void test() {
        try {
            archives.test(archive())
                    .ifPresentOrElse(
                            objection -> tell(objection, true), () -> tell("The archive answers as it should.", false));
        } catch (IllegalArgumentException e) {
            tell(String.valueOf(e.getMessage()), true);
        }
    }

    private void save(Runnable saved) {
        try {
            archives.save(archive(), why.getValue());
            close();
            saved.run();
        } catch (IllegalArgumentException e) {
            tell(String.valueOf(e.getMessage()), true);
        }
    }

    private void tell(String sentence, boolean bad) {
        told.setText(sentence);
        told.setClassName("refusal", bad);
        told.setVisible(true);
    }
}
