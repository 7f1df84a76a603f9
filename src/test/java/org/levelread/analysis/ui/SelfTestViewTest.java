package org.levelread.analysis.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import org.junit.jupiter.api.Test;
import org.levelread.PageTest;
import org.levelread.readers.Role;
import org.levelread.statistics.GoldenExamples;

class SelfTestViewTest extends PageTest {
    @Test
    void everyPublishedFigureIsShownAndComputedAnew() {
        signIn(account(Role.STUDY_LEAD));
        navigate(SelfTestView.class);
        long figures =
                GoldenExamples.run().stream().mapToLong(e -> e.checks().size()).sum();
        Grid<?> grid = find(Grid.class).withId("self-test-figures").single();
        assertThat(test(grid).size()).isEqualTo((int) figures);
        assertThat(test(grid).getCellText(0, 0)).contains("Cohen");
        assertThat(test(grid).getCellText(2, 2)).isEqualTo(".491525");
        assertThat(test(grid).getCellText(2, 3)).isEqualTo("0.49152542");
        assertThat(find(Span.class).withId("self-test-verdict").single().getText())
                .startsWith(figures + " of " + figures + " figures are the published ones");

        test(find(Checkbox.class).single()).click();
        assertThat(test(grid).size()).isZero();
    }
}
