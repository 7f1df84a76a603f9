package org.levelread.protocol.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.levelread.protocol.PlainLanguage;
import org.levelread.protocol.ProtocolCheck;
import org.levelread.protocol.ProtocolFile;
import org.levelread.protocol.ProtocolProblem;
import org.levelread.protocol.ProtocolVersion;
import org.levelread.protocol.ProtocolVersion.Touches;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.ReadyProtocols;
import org.levelread.protocol.Step;
import org.levelread.protocol.StepOutcome;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.protocol.StudyState;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;

/// The protocol in plain language for everybody in the study; for the lead also its versions, freezing and amending.
@Route("protocol")
@PageTitle("Protocol · LevelRead")
@Menu(title = "Protocol", order = 5, icon = "vaadin:clipboard-text")
@RolesAllowed({"READER", "SURGEON", "ADJUDICATOR", "STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
class ProtocolView extends VerticalLayout {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final Protocols protocols;
    private final ReadyProtocols ready;
    private final Study study;
    private final Role role;
    private final Div problems = new Div();

    ProtocolView(Protocols protocols, ReadyProtocols ready, Studies studies, CurrentAccount current) {
        this.protocols = protocols;
        this.ready = ready;
        this.study = studies.current();
        this.role = current.require().role();
        setWidthFull();
        show();
    }

    private void show() {
        removeAll();
        problems.removeAll();
        List<ProtocolVersion> versions = protocols.versions(study.id());
        if (versions.isEmpty()) {
            Paragraph none = new Paragraph(
                    role == Role.STUDY_LEAD
                            ? "No protocol is frozen yet. Start from a ready one, change it, and freeze it: nobody reads before that."
                            : "No protocol is frozen yet. The study lead does that before anybody reads.");
            none.setId("no-protocol");
            add(none);
        } else {
            ProtocolVersion latest = versions.getLast();
            boolean everything = role == Role.STUDY_LEAD || role == Role.ADMINISTRATOR;
            Markdown page = new Markdown(
                    everything ? PlainLanguage.of(latest.protocol()) : PlainLanguage.forReaders(latest.protocol()));
            page.setId("plain-language");
            page.addClassName("protocol-page");
            add(page);
            if (everything) add(versions(versions));
        }
        StudyState state = protocols.state(study.id());
        if (role == Role.STUDY_LEAD && state != StudyState.CLOSED && state != StudyState.LOCKED) {
            add(editor(versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast())));
        }
    }

    private Component versions(List<ProtocolVersion> versions) {
        UnorderedList list = new UnorderedList();
        for (ProtocolVersion version : versions) {
            byte[] yaml = version.yaml().getBytes(StandardCharsets.UTF_8);
            Anchor file = new Anchor(
                    DownloadHandler.fromInputStream(event -> new DownloadResponse(
                            new ByteArrayInputStream(yaml),
                            study.slug() + "-protocol-" + version.number() + ".yaml",
                            "application/yaml",
                            yaml.length)),
                    "protocol.yaml");
            ListItem item = new ListItem("Version " + version.number() + ", frozen " + WHEN.format(version.frozenAt())
                    + ", SHA-256 " + version.sha256() + " ");
            item.add(file);
            if (version.reason() != null) {
                item.add(new Paragraph("Amended because: " + version.reason() + " Touches "
                        + version.touches().words() + "."));
            }
            list.add(item);
        }
        Section section = new Section(new H3("Frozen versions"), list);
        section.setId("versions");
        section.addClassName("protocol-versions");
        return section;
    }

    private Component editor(Optional<ProtocolVersion> latest) {
        TextArea yaml = new TextArea("protocol.yaml");
        yaml.setId("yaml");
        yaml.addClassName("protocol-yaml");
        yaml.setWidthFull();
        yaml.setMaxHeight("32rem");
        yaml.setValueChangeMode(ValueChangeMode.ON_BLUR);
        yaml.setValue(latest.map(ProtocolVersion::yaml).orElse(""));
        Select<String> start = new Select<>();
        start.setLabel("Start from a ready protocol");
        start.setItems(ready.names());
        start.addValueChangeListener(chosen -> {
            if (chosen.getValue() != null) yaml.setValue(ready.yaml(chosen.getValue()));
        });
        start.setVisible(latest.isEmpty());
        TextField reason = new TextField("Why it is amended");
        reason.setWidthFull();
        reason.setVisible(latest.isPresent());
        Select<Touches> touches = new Select<>();
        touches.setLabel("Touches");
        touches.setItems(Touches.values());
        touches.setItemLabelGenerator(Touches::words);
        touches.setValue(Touches.UNOPENED_READS);
        touches.setVisible(latest.isPresent());
        PasswordField password = new PasswordField("Your password, as a signature");
        password.setHelperText(latest.isEmpty() ? Step.FROZEN.meaning() : Step.AMENDED.meaning());
        password.setWidth("22rem");
        password.setId("signature");
        problems.setId("problems");
        problems.getElement().setAttribute("role", "alert");
        Button check = new Button("Check", click -> check(yaml.getValue()));
        Button freeze = new Button(latest.isEmpty() ? "Freeze" : "Freeze the amendment", click -> {
            StepOutcome outcome = latest.isEmpty()
                    ? protocols.freeze(study.id(), yaml.getValue(), password.getValue())
                    : protocols.amend(
                            study.id(), yaml.getValue(), touches.getValue(), reason.getValue(), password.getValue());
            password.clear();
            switch (outcome) {
                case StepOutcome.Taken taken -> show();
                case StepOutcome.Refused(String sentence) -> say("refusal", List.of(sentence));
            }
        });
        freeze.setId("freeze");
        freeze.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div buttons = new Div(check, freeze);
        buttons.addClassName("downloads");
        Section section = new Section(
                new H3(latest.isEmpty() ? "Freeze a protocol" : "Amend the protocol"),
                new Paragraph(
                        latest.isEmpty()
                                ? "From then on nothing in it can change; an amendment is a new version with a reason."
                                : "Arms, readers, chance, training and the kind of enrolment stay: films are dealt by them."),
                start,
                yaml,
                reason,
                touches,
                password,
                problems,
                buttons);
        section.addClassName("protocol-editor");
        section.setWidthFull();
        return section;
    }

    private void check(String yaml) {
        switch (ProtocolFile.check(yaml)) {
            case ProtocolCheck.Valid valid ->
                say("quiet-line", List.of("This protocol can be frozen. SHA-256 " + ProtocolFile.sha256(yaml)));
            case ProtocolCheck.Invalid(List<ProtocolProblem> found) ->
                say("refusal", found.stream().map(ProtocolProblem::sentence).toList());
        }
    }

    private void say(String kind, List<String> sentences) {
        problems.removeAll();
        for (String sentence : sentences) {
            Paragraph line = new Paragraph(sentence);
            line.addClassName(kind);
            problems.add(line);
        }
    }
}
