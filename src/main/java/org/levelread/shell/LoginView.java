package org.levelread.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Set;

/// Signing in. Nobody registers here: an administrator makes the accounts.
@Route(value = "login", autoLayout = false)
@PageTitle("Log in · LevelRead")
@AnonymousAllowed
class LoginView extends Main implements BeforeEnterObserver {
    private final LoginForm form = new LoginForm();

    LoginView() {
        addClassName("login");
        Image mark = new Image("levelread.svg", "");
        mark.addClassName("login-mark");
        H1 name = new H1("LevelRead");
        Paragraph purpose = new Paragraph(
                "Vertebral levels and spinal hardware on lateral radiographs, validated" + " against blinded readers.");
        Div introduction = new Div(mark, name, purpose);
        introduction.addClassName("login-introduction");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts("", ""));
        Paragraph help = new Paragraph("No account, or the password is lost? The study's administrator helps.");
        help.addClassName("login-help");
        Div card = new Div(introduction, form, help);
        card.addClassName("login-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Set<String> asked =
                event.getLocation().getQueryParameters().getParameters().keySet();
        if (asked.contains("locked")) {
            form.setI18n(texts(
                    "Locked for a while",
                    "There were too many failed attempts under this name. Try again in 15 minutes, or ask the"
                            + " administrator to unlock it."));
        } else if (asked.contains("error")) {
            form.setI18n(
                    texts("Not signed in", "The user name or the password is not right. Check both and try again."));
        }
        form.setError(asked.contains("locked") || asked.contains("error"));
    }

    private static LoginI18n texts(String errorTitle, String error) {
        LoginI18n texts = LoginI18n.createDefault();
        texts.getForm().setTitle("");
        texts.getForm().setUsername("User name");
        texts.getForm().setPassword("Password");
        texts.getForm().setSubmit("Log in");
        texts.getErrorMessage().setTitle(errorTitle);
        texts.getErrorMessage().setMessage(error);
        texts.getErrorMessage().setUsername("Enter the user name.");
        texts.getErrorMessage().setPassword("Enter the password.");
        return texts;
    }
}
