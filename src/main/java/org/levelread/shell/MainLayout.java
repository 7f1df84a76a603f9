package org.levelread.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;

/// What surrounds every page: its title, the pages that the person may open, who is signed in.
///
/// A page appears in the navigation by its `@Menu`; who may open it says its `@RolesAllowed`.
@Layout
@PermitAll
class MainLayout extends AppLayout implements AfterNavigationObserver {
    private final Span title = new Span();
    private final SideNav pages = new SideNav();

    MainLayout(CurrentAccount current, AuthenticationContext authentication) {
        setPrimarySection(Section.DRAWER);
        title.addClassName("page-title");
        addToNavbar(new DrawerToggle(), title);
        current.find().ifPresent(signedIn -> addToNavbar(person(signedIn, authentication)));

        Image mark = new Image("levelread.svg", "");
        Div product = new Div(mark, new Span("LevelRead"));
        product.addClassName("product");
        pages.getElement().setAttribute("aria-label", "Pages");
        addToDrawer(product, new Scroller(pages));
    }

    private static Div person(SignedIn signedIn, AuthenticationContext authentication) {
        Anchor name = new Anchor("password", signedIn.displayName());
        name.setTitle("Change the password");
        name.addClassName("person-name");
        Span role = new Span(signedIn.role().title());
        role.addClassName("person-role");
        Div who = new Div(name, role);
        who.addClassName("person-who");
        Button logout = new Button("Log out", VaadinIcon.SIGN_OUT.create(), click -> authentication.logout());
        logout.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        logout.setId("logout");
        Div person = new Div(who, logout);
        person.addClassName("person");
        return person;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        title.setText(MenuConfiguration.getPageHeader(getContent()).orElse("").replace(" · LevelRead", ""));
        if (pages.getItems().isEmpty()) {
            MenuConfiguration.getMenuEntries().forEach(entry -> pages.addItem(item(entry)));
        }
    }

    private static SideNavItem item(MenuEntry entry) {
        String icon = entry.icon();
        SideNavItem item = icon == null
                ? new SideNavItem(entry.title(), entry.path())
                : new SideNavItem(entry.title(), entry.path(), new Icon(icon));
        item.setMatchNested(true);
        return item;
    }
}
