package org.levelread.shell;

import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/// For a page that belongs to another role.
@PageTitle("Not allowed · LevelRead")
@AnonymousAllowed
class DeniedView extends Sorry implements HasErrorParameter<AccessDeniedException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
        say("There is no such page here for you", "The address may be mistyped, or the page belongs to another role.");
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
