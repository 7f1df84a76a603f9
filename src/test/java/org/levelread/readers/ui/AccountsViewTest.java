package org.levelread.readers.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.PageTest;
import org.levelread.readers.Role;
import org.levelread.readers.SignIn;

class AccountsViewTest extends PageTest {
    private void create(String username, String displayName) {
        test($(Button.class).id("new-account")).click();
        test($(TextField.class).withCaption("User name").single()).setValue(username);
        test($(TextField.class).withCaption("Name to show").single()).setValue(displayName);
        test($(TextField.class).withCaption("Why?").single()).setValue("reads from Monday on");
        test($(Button.class).withText("Create").single()).click();
    }

    @Test
    void aNewAccountsPasswordIsShownOnceAndSignsIn() {
        signIn(account(Role.ADMINISTRATOR));
        navigate(AccountsView.class);

        create("new.reader", "New Reader");

        String password = $(Span.class).id("one-time-password").getText();
        assertThat(accounts.signIn("new.reader", password)).isInstanceOf(SignIn.Granted.class);
        assertThat(accounts.find("new.reader")).hasValueSatisfying(account -> {
            assertThat(account.role()).isEqualTo(Role.READER);
            assertThat(account.mustChangePassword()).isTrue();
        });
    }

    @Test
    void aRefusedNameSaysWhyAndMakesNothing() {
        signIn(account(Role.ADMINISTRATOR));
        navigate(AccountsView.class);

        create("not a name", "New Reader");

        assertThat($(Paragraph.class).withClassName("refusal").single().getText())
                .contains("cannot be a user name");
        assertThat(accounts.list()).noneMatch(account -> account.username().contains(" "));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void nobodyElseMayOpenIt(Role role) {
        signIn(account(role));

        assertThatThrownBy(() -> navigate(AccountsView.class)).hasMessageContaining("DeniedView");
    }
}
