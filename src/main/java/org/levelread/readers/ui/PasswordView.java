package org.levelread.readers.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import jakarta.annotation.security.PermitAll;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.PasswordChange;
import org.levelread.readers.SignedIn;
import org.levelread.viewer.Refusal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/// Choosing a new password, of one's own accord or because the present one is a one-time one.
@Route("password")
@PageTitle("Password · LevelRead")
@PermitAll
class PasswordView extends VerticalLayout {
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final PasswordField current = new PasswordField("Current password");
    private final PasswordField chosen = new PasswordField("New password");
    private final PasswordField repeated = new PasswordField("New password again");
    private final Refusal refusal = new Refusal();

    PasswordView(Accounts accounts, CurrentAccount currentAccount) {
        this.accounts = accounts;
        this.signedIn = currentAccount.require();
        addClassName("narrow");
        if (signedIn.mustChangePassword()) {
            current.setLabel("One-time password");
            add(new Paragraph("Your password was good for this login only. Choose one of your own to go on."));
        }
        chosen.setHelperText("At least 10 characters; a few words are good.");
        current.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.CURRENT_PASSWORD);
        chosen.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
        repeated.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
        Button change = new Button("Change password", click -> change());
        change.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        change.addClickShortcut(Key.ENTER);
        change.setDisableOnClick(false);
        add(new H2("Choose a password"), current, chosen, repeated, refusal, change);
        current.focus();
    }

    private void change() {
        if (!chosen.getValue().equals(repeated.getValue())) {
            refuse("The two new passwords differ: type them again.");
            return;
        }
        switch (accounts.changePassword(signedIn.accountId(), current.getValue(), chosen.getValue())) {
            case PasswordChange.Changed(Account account) -> {
                renewSession(account);
                getUI().ifPresent(page -> page.getPage().setLocation("."));
            }
            case PasswordChange.Refused(String reason) -> refuse(reason);
        }
    }

    private void refuse(String sentence) {
        refusal.say(sentence);
    }

    /// this session goes on with the account's role; every other one ends
    private static void renewSession(Account account) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(CurrentAccount.authentication(account));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository()
                .saveContext(
                        context,
                        VaadinServletRequest.getCurrent().getHttpServletRequest(),
                        VaadinServletResponse.getCurrent().getHttpServletResponse());
    }
}
