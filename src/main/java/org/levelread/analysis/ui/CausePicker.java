package org.levelread.analysis.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.spine.Cause;
import org.levelread.viewer.AskWhy;

/// One difference between the model and another answer: the suggested cause, and the one that a person confirms.
final class CausePicker extends ComboBox<Cause> {
    /// Keeps what the person picked.
    interface Confirmation {
        /// @param why it takes the place of an earlier one; blank for the first
        void confirm(Disagreement disagreement, Cause cause, String why);
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
            Cause before = change.getOldValue();
            Cause now = change.getValue();
            if (before == null && now != null) {
                confirmation.confirm(disagreement, now, "");
                return;
            }
            // a confirmed cause can be replaced, not taken back
            setValue(before);
            if (now != null) askWhy(before, now, why -> {
                confirmation.confirm(disagreement, now, why);
                setValue(now);
            });
        });
    }

    /// asks why one cause takes the place of another
    static void askWhy(Cause before, Cause now, AskWhy.Change change) {
        new AskWhy(
                        "Another cause",
                        "%s %s takes the place of %s %s."
                                .formatted(now.code(), now.meaning(), before.code(), before.meaning()),
                        "Replace it",
                        change)
                .open();
    }
}
