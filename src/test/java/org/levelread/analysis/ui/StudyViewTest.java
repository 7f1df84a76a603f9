package org.levelread.analysis.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.Fixtures;
import org.levelread.PageTest;
import org.levelread.analysis.Agreements;
import org.levelread.analysis.FilmComparison;
import org.levelread.audit.AuditTrail;
import org.levelread.cases.Film;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answering;
import org.levelread.reading.Readings;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;

class StudyViewTest extends PageTest {
    @Autowired
    AuditTrail trail;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    Agreements agreements;

    private Film film;

    @BeforeEach
    void aReadFilm() {
        Account reader = account(Role.READER);
        film(currentStudy(), "doe_jane.png");
        film = films.find(Fixtures.reads(reader, currentStudy(), Level.L4, readings, answering))
                .orElseThrow();
        Fixtures.predicted(jdbc, film.id(), Fixtures.L5_ALONE);
        signIn(account(Role.STUDY_LEAD));
    }

    @Test
    void showsProgressFiguresAndEveryFilm() {
        navigate(StudyView.class);

        assertThat(text("progress")).containsPattern("Reader [A-Z]: \\d+ of \\d+ films");
        assertThat(text("figures")).contains("model against");
        Grid<?> grid = find(Grid.class).withId("films").single();
        assertThat(test(grid).size())
                .isEqualTo(films.inStudy(currentStudy().id()).size());
        assertThat(find(Anchor.class).withId("download-csv").exists()).isTrue();
        assertThat(find(Anchor.class).withId("to-report").exists()).isTrue();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void confirmsTheCauseOfADifference() {
        navigate(StudyView.class);
        Grid<FilmRow> grid = find(Grid.class).withId("films").single();
        int row = film.number() - 1;
        var causes = test(grid).getCellComponent(row, grid.getColumns().size() - 1);
        // another test's reader may have drawn the same film: then there is a picker for each
        List<ComboBox> pickers = find(ComboBox.class, causes).all();
        assertThat(pickers)
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.getPlaceholder()).startsWith("C").endsWith("?"));
        ComboBox<Cause> picker = pickers.getFirst();

        test(picker).selectItem("C6a slip of the reader's hand");

        FilmComparison comparison = agreements.comparisons(currentStudy().id()).stream()
                .filter(c -> c.filmId().equals(film.id().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(comparison.confirmedCauses()).containsValue(Cause.C6A);

        Cause other = Cause.C3C;
        test(picker).selectItem(other.code() + " " + other.meaning());
        assertThat(picker.getValue()).as("until somebody says why").isEqualTo(Cause.C6A);
        test(find(TextField.class).withId("why").single()).setValue("the film was cut");
        test(find(Button.class).withId("because").single()).click();
        assertThat(picker.getValue()).isEqualTo(other);
        assertThat(trail.entries("study.cause-confirmed", 0, 1).getFirst())
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("the film was cut"));
    }

    private String text(String id) {
        return find(Div.class).withId(id).single().getElement().getTextRecursively();
    }
}
