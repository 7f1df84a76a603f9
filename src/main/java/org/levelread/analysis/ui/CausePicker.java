package org.levelread.analysis.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.spine.Cause;

/// One difference between the model and another answer: the suggested cause, and the one that a person confirms.
final class CausePicker extends ComboBox<Cause> {
    /// Keeps what the person picked.
    interface Confirmation {
        void confirm(Disagreement disagreement, Cause cause);
    }

    CausePicker(Disagreement disagreement, Confirmation confirmation) {
        addThemeVariants(ComboBoxVariant.LUMO_SMALL);
        Cause suggested = disagreement.suggested().cause();
        setAriaLabel("Cause of the difference to %s on %s"
                .formatted(Words.side(disagreement.against()), disagreement.filmLabel()));
        List<Cause> causes = new ArrayList<>(Arrays.asList(Cause.values()));
        causes.remove(suggested);
        causes.addFirst(suggested);
        setItems(causes);
        setItemLabelGenerator(cause -> cause.code() + " " + cause.meaning());
        setPlaceholder(suggested.code() + " " + suggested.meaning() + "?");
        setTooltipText(disagreement.suggested().evidence());
        disagreement.confirmed().ifPresent(this::setValue);
        setWidth("14rem");
        addValueChangeListener(change -> {
            if (!change.isFromClient()) return;
            // a confirmed cause can be replaced, not taken back
            if (change.getValue() == null) setValue(change.getOldValue());
            else confirmation.confirm(disagreement, change.getValue());
        });
    }
}
