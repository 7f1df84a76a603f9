package org.levelread.analysis.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.NumberField;
import org.junit.jupiter.api.Test;
import org.levelread.PageTest;
import org.levelread.readers.Role;

class SampleSizeViewTest extends PageTest {
    /// ((1.959964 + .841621) * .4 / .1)^2 = 125.58, times a design effect of 1.5 for two films a patient
    @Test
    void theNumberFollowsWhatIsTyped() {
        signIn(account(Role.STUDY_LEAD));
        navigate(SampleSizeView.class);
        H3 answer = find(H3.class).withId("sample-size").single();
        assertThat(answer.getText()).isEqualTo("126 films");
        test(find(NumberField.class).withId("films").single()).setValue(2.0);
        assertThat(answer.getText()).isEqualTo("189 films");
        test(find(NumberField.class).withId("margin").single()).setValue(-1.0);
        assertThat(answer.getText()).isEqualTo("No number yet");
    }
}
