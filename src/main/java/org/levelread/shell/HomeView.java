package org.levelread.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;

/// Sends each person to the page that the role begins with.
@Route("")
@PermitAll
class HomeView extends Div implements BeforeEnterObserver {
    private final CurrentAccount current;

    HomeView(CurrentAccount current) {
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(firstPage(current.require()));
    }

    static String firstPage(SignedIn signedIn) {
        if (signedIn.mustChangePassword()) return "password";
        return switch (signedIn.role()) {
            case SURGEON -> "cases";
            case READER -> "reading";
            case ADJUDICATOR -> "adjudication";
            case STUDY_LEAD -> "study";
            case ADMINISTRATOR -> "accounts";
        };
    }
}
