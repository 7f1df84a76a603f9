package org.levelread.prediction.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.FlexLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import org.levelread.prediction.ReviewedLevel;
import org.levelread.prediction.Verdict;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.viewer.Refusal;

/// The surgeon's word on one prediction: agree, correct, not determinable, and a note.
final class ReviewActions extends VerticalLayout {
    /// What the page does for these buttons.
    interface Page {
        /// the levels as predicted
        List<ReviewedLevel> predicted();

        /// the levels as they stand in the viewer
        List<ReviewedLevel> corrected();

        void startCorrecting();

        /// shows the bodies found under these names, from the lowest up
        void relabel(List<Level> names);

        void stopCorrecting();

        /// @throws IllegalArgumentException with a sentence where that cannot be kept
        void save(Verdict verdict, List<ReviewedLevel> levels, String note);
    }

    private final Page page;
    private final NameFixing fixing;
    private final TextArea note = new TextArea("Note");
    private final Paragraph hint = new Paragraph("Move, name, mark or remove the labels on the film, then save.");
    private final Refusal refusal = new Refusal();
    private final Button agree = new Button("Agree", e -> agree());
    private final Button correct = new Button("Correct", e -> correcting(true));
    private final Button notDeterminable = new Button("Not determinable", e -> notDeterminable());
    private final Button saveCorrection = new Button("Save correction", e -> saveCorrection());
    private final Button cancel = new Button("Cancel", e -> correcting(false));

    /// @param bodies those found, from the lowest up
    ReviewActions(Page page, boolean determinable, List<LevelFinding> bodies) {
        this.page = page;
        fixing = new NameFixing(bodies, page::relabel);
        setPadding(false);
        setSpacing(false);
        agree.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        saveCorrection.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        agree.setId("agree");
        correct.setId("correct");
        notDeterminable.setId("not-determinable");
        saveCorrection.setId("save-correction");
        cancel.setId("cancel-correction");
        note.setId("note");
        note.setWidthFull();
        // the sentence about a fixed name comes after it
        note.setMaxLength(3900);
        agree.setTooltipText(
                determinable ? "The levels are right as predicted" : "The levels cannot be told, as predicted");
        FlexLayout buttons = new FlexLayout(agree, correct, notDeterminable, saveCorrection, cancel);
        buttons.setFlexWrap(FlexLayout.FlexWrap.WRAP);
        buttons.getStyle().set("gap", "0.5rem");
        add(new H3("Your review"), fixing, note, hint, refusal, buttons);
        showButtons(false);
    }

    private void agree() {
        save(Verdict.AGREED, page.predicted(), note.getValue());
    }

    private void notDeterminable() {
        save(Verdict.NOT_DETERMINABLE, List.of(), note.getValue());
    }

    private void saveCorrection() {
        List<ReviewedLevel> levels = page.corrected();
        if (levels.isEmpty()) {
            Notification.show("Name at least one level, or say that the film is not determinable.")
                    .addThemeVariants(NotificationVariant.LUMO_WARNING);
            return;
        }
        save(Verdict.CORRECTED, levels, (note.getValue().strip() + " " + fixing.inWords()).strip());
    }

    private void save(Verdict verdict, List<ReviewedLevel> levels, String words) {
        try {
            page.save(verdict, levels, words);
        } catch (IllegalArgumentException e) {
            refusal.say(String.valueOf(e.getMessage()));
            note.focus();
        }
    }

    private void correcting(boolean on) {
        showButtons(on);
        fixing.forget();
        if (on) page.startCorrecting();
        else page.stopCorrecting();
    }

    private void showButtons(boolean correcting) {
        agree.setVisible(!correcting);
        correct.setVisible(!correcting);
        notDeterminable.setVisible(!correcting);
        fixing.setVisible(correcting);
        hint.setVisible(correcting);
        saveCorrection.setVisible(correcting);
        cancel.setVisible(correcting);
    }
}
