package org.levelread.cases.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.PageTest;
import org.levelread.cases.Film;
import org.levelread.prediction.RunChanged;
import org.levelread.prediction.RunState;
import org.levelread.readers.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

class CasesViewTest extends PageTest {
    @Autowired
    ApplicationEventPublisher events;

    @SuppressWarnings("unchecked")
    private Grid<CasesView.Row> grid() {
        return $(Grid.class).single();
    }

    private CasesView.Row row(Film film) {
        return grid().getListDataView()
                .getItems()
                .filter(row -> row.film().equals(film))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsFilmsAndFiltersThem() {
        Film film = film(currentStudy(), "lateral-of-monday.dcm");
        film(currentStudy(), "another.dcm");
        signIn(account(Role.SURGEON));
        navigate(CasesView.class);
        long all = grid().getListDataView().getItems().count();
        assertThat(all).isGreaterThanOrEqualTo(2);

        test($(TextField.class).id("filter")).setValue("MONDAY lateral");

        assertThat(grid().getListDataView().getItems())
                .extracting(CasesView.Row::film)
                .containsExactly(film);
        test($(TextField.class).id("filter")).setValue("lateral tuesday");
        assertThat(grid().getListDataView().getItems()).isEmpty();
    }

    @Test
    void followsTheRunsWithoutBeingAsked() {
        Film film = film(currentStudy(), "followed.dcm");
        signIn(account(Role.SURGEON));
        navigate(CasesView.class);
        assertThat(row(film).progress().state()).hasToString("QUEUED");

        jdbc.sql("update prediction.run set state = 'FAILED', error = 'The models are missing.' where film_id = ?")
                .param(film.id())
                .update();
        events.publishEvent(new RunChanged(film.id(), RunState.FAILED));
        roundTrip();

        assertThat(row(film).progress().state()).hasToString("FAILED");
        assertThat(row(film).progress().summary()).isEqualTo("The models are missing.");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"READER", "ADJUDICATOR"}, mode = EnumSource.Mode.EXCLUDE)
    void thoseWhoWorkWithFilmsMayOpenIt(Role role) {
        signIn(account(role));

        assertThat(navigate("cases", CasesView.class)).isNotNull();
        assertThat($(Span.class).all()).isNotEmpty();
    }
}
