package org.levelread.prediction.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.FlexLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.Renumbering;

/// The surgeon knows one name: the bodies above and below are counted from it.
final class NameFixing extends VerticalLayout {
    private final Select<Integer> body = new Select<>();
    private final Select<Level> level = new Select<>();
    private String fixed = "";

    /// @param bodies from the lowest up
    /// @param counted takes a name for each of them
    NameFixing(List<LevelFinding> bodies, Consumer<List<Level>> counted) {
        setPadding(false);
        setSpacing(false);
        body.setLabel("This body");
        body.setItems(IntStream.range(0, bodies.size()).boxed().toList().reversed());
        body.setItemLabelGenerator(i -> words(bodies.get(i), i));
        body.setId("fixed-body");
        level.setLabel("is");
        List<Level> free = new ArrayList<>(List.of(Level.values()));
        free.remove(Level.S1);
        level.setItems(free.reversed());
        level.setId("fixed-level");
        Button count = new Button("Count from it", e -> count(bodies, counted));
        count.setId("count-from-fixed");
        FlexLayout row = new FlexLayout(body, level, count);
        row.setFlexWrap(FlexLayout.FlexWrap.WRAP);
        row.setAlignItems(Alignment.END);
        row.getStyle().set("gap", "0.5rem");
        add(new Paragraph("If you know one name, the others can be counted from it."), row);
    }

    /// what was fixed, as a sentence for the review; "" where nothing was
    String inWords() {
        return fixed;
    }

    void forget() {
        fixed = "";
    }

    private void count(List<LevelFinding> bodies, Consumer<List<Level>> counted) {
        Integer at = body.getValue();
        Level name = level.getValue();
        if (at == null || name == null) {
            warn("Choose a body and its name first.");
            return;
        }
        switch (Renumbering.count(bodies.stream().map(LevelFinding::step).toList(), at, name)) {
            case Renumbering.Impossible i -> warn(i.reason());
            case Renumbering.Names n -> {
                fixed = "Fixed: body %d from below is %s; the others were counted from it.".formatted(at + 1, name);
                counted.accept(n.levels());
            }
        }
    }

    private static void warn(String sentence) {
        Notification.show(sentence).addThemeVariants(NotificationVariant.LUMO_WARNING);
    }

    private static String words(LevelFinding finding, int i) {
        Level name = finding.level();
        return "%d from below%s".formatted(i + 1, name == null ? "" : " (" + name + ")");
    }
}
