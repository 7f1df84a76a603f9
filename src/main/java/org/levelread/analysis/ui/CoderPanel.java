package org.levelread.analysis.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.UUID;
import org.levelread.analysis.CauseCoders;
import org.levelread.analysis.CauseCodings;
import org.levelread.readers.Account;
import org.levelread.viewer.Refusal;

/// Who codes causes beside the lead, how far each is, and nothing of what they coded.
final class CoderPanel extends Details {
    private final CauseCodings codings;
    private final CauseCoders coders;
    private final UUID study;
    private final boolean lead;
    private final Div body = new Div();
    private final Refusal refusal = new Refusal();

    /// @param lead whether coders are appointed here, not only seen
    CoderPanel(CauseCodings codings, CauseCoders coders, UUID study, boolean lead) {
        this.codings = codings;
        this.coders = coders;
        this.study = study;
        this.lead = lead;
        setId("coders");
        setSummaryText("Who codes");
        setOpened(true);
        body.addClassName("coders");
        add(body);
        show();
    }

    private void show() {
        body.removeAll();
        Div counts = new Div();
        counts.addClassName("quiet-line");
        codings.progress(study).forEach((name, n) -> counts.add(new Div(new Span(name + ": " + n + " coded"))));
        body.add(counts);
        if (!coders.possible(study)) {
            Span later = new Span("A surgeon can be appointed as coder once the study's database is locked and the study is unblinded.");
            later.addClassName("quiet-line");
            body.add(later);
            return;
        }
        if (!lead) return;
        ComboBox<Account> surgeon = new ComboBox<>("Surgeon");
        surgeon.setId("coder");
        surgeon.setItemLabelGenerator(Account::displayName);
        surgeon.setItems(coders.candidates(study));
        TextField why = new TextField("Why");
        why.setId("why");
        why.setMaxLength(500);
        Button appoint = new Button("Appoint as coder", click -> {
            if (surgeon.getValue() == null) refusal.say("Choose a surgeon.");
            else decide(() -> coders.appoint(study, surgeon.getValue().id(), why.getValue()));
        });
        appoint.setId("appoint");
        appoint.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div line = new Div(surgeon, why, appoint);
        line.addClassName("report-head");
        refusal.setVisible(false);
        body.add(line, refusal);
        for (Account one : coders.appointed(study)) {
            Button withdraw = new Button(
                    "Withdraw " + one.displayName(), click -> decide(() -> coders.withdraw(study, one.id(), why.getValue())));
            withdraw.addThemeVariants(ButtonVariant.LUMO_SMALL);
            body.add(withdraw);
        }
    }

    private void decide(Runnable decision) {
        try {
            decision.run();
            show();
        } catch (IllegalArgumentException | IllegalStateException e) {
            refusal.say(e.getMessage());
        }
    }
}
