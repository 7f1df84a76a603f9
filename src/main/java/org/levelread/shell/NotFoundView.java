package org.levelread.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/// For an address that is no page, and for one that is none for the person's role: which of them is not told.
@PageTitle("Not found · LevelRead")
@AnonymousAllowed
class NotFoundView extends Sorry implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        say("There is no such page here for you", "The address may be mistyped, or the page belongs to another role.");
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
