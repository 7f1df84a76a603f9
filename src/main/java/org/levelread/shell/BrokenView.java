package org.levelread.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// For a page that met an error of the program: the log has the error, the page only its number.
@PageTitle("Error · LevelRead")
@AnonymousAllowed
class BrokenView extends Sorry implements HasErrorParameter<Exception> {
    private static final Logger log = LoggerFactory.getLogger(BrokenView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        log.error("Error {} at /{}", number, event.getLocation().getPath(), parameter.getCaughtException());
        say(
                "This page met an error",
                "Nothing was changed by it. Try again; if it happens again, tell the administrator the number " + number
                        + ".");
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
