package org.levelread.report.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import org.junit.jupiter.api.Test;
import org.levelread.PageTest;
import org.levelread.analysis.ui.CausesView;
import org.levelread.readers.Role;
import org.levelread.reference.ui.AdjudicationView;
import org.levelread.reference.ui.ReferenceView;
import org.levelread.report.FrozenReport;
import org.levelread.report.Reports;
import org.springframework.beans.factory.annotation.Autowired;

/// The pages of reference, causes and report over whatever the other page tests left in their study.
class ReportPagesTest extends PageTest {
    @Autowired
    Reports reports;

    @Test
    void freezingQueuesAReportAndShowsItsProgress() {
        film(currentStudy(), "one.png");
        signIn(account(Role.STUDY_LEAD));
        navigate(ReportView.class);
        Button freeze = find(Button.class).withId("freeze").single();
        test(freeze).click();
        assertThat(reports.list(currentStudy().id()).getFirst().state()).isEqualTo(FrozenReport.State.QUEUED);
        assertThat(find(Paragraph.class).withId("stage").single().getText())
                .contains("The report is being computed: waiting");
    }

    @Test
    void referencePageListsEveryFilm() {
        film(currentStudy(), "two.png");
        signIn(account(Role.STUDY_LEAD));
        navigate(ReferenceView.class);
        Grid<?> films = find(Grid.class).withId("references").single();
        assertThat(test(films).size())
                .isEqualTo(this.films.inStudy(currentStudy().id()).size());
    }

    @Test
    void anAdjudicatorGetsThePageAndNoOther() {
        currentStudy();
        signIn(account(Role.ADJUDICATOR));
        navigate(AdjudicationView.class);
        boolean nothing = find(VerticalLayout.class).withId("nothing").exists();
        assertThat(nothing || find(Button.class).withId("decide").exists()).isTrue();
    }

    @Test
    void aSurgeonWhomNobodyAppointedSeesNoDifference() {
        film(currentStudy(), "four.png");
        signIn(account(Role.SURGEON));
        navigate(CausesView.class);
        assertThat(find(Grid.class).withId("differences").exists()).isFalse();
        assertThat(find(Paragraph.class).withId("not-appointed").single().getText())
                .startsWith("The study lead has not appointed you to code causes.");
    }

    @Test
    void causesAreCodedWithoutSeeingTheSuggestion() {
        film(currentStudy(), "three.png");
        signIn(account(Role.STUDY_LEAD));
        navigate(CausesView.class);
        assertThat(find(Grid.class).withId("differences").exists()).isTrue();
        assertThat(find(Div.class).withId("figures").exists()).isFalse();
        // coders come after the lock
        assertThat(find(Button.class).withId("appoint").exists()).isFalse();
        assertThat(find(Details.class).withId("coders").exists()).isTrue();
    }
}
