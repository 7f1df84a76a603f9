package org.levelread.readers.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.levelread.readers.Account;
import org.levelread.readers.AccountCreation;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.viewer.AskWhy;
import org.levelread.viewer.Refusal;

/// Who may sign in.
@Route("accounts")
@PageTitle("Accounts · LevelRead")
@Menu(title = "Accounts", order = 80, icon = "vaadin:users")
@RolesAllowed("ADMINISTRATOR")
class AccountsView extends VerticalLayout {
    private final Accounts accounts;
    private final UUID self;
    private final Clock clock;
    private final Grid<Account> grid = new Grid<>();

    AccountsView(Accounts accounts, CurrentAccount current, Clock clock) {
        this.accounts = accounts;
        this.self = current.require().accountId();
        this.clock = clock;
        setSizeFull();
        Button create = new Button("New account…", VaadinIcon.PLUS.create(), click -> askForAccount());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.setId("new-account");
        Div bar = new Div(create);
        bar.addClassName("filters");
        grid.addColumn(Account::displayName).setHeader("Name").setSortable(true);
        grid.addColumn(Account::username).setHeader("User name").setSortable(true);
        grid.addColumn(account -> account.role().title()).setHeader("Role").setSortable(true);
        grid.addColumn(new ComponentRenderer<>(this::state)).setHeader("State");
        grid.addColumn(new ComponentRenderer<>(this::actions))
                .setHeader("Actions")
                // the menu bar has no width before it is drawn
                .setWidth("6rem")
                .setFlexGrow(0);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES);
        grid.setSizeFull();
        add(bar, grid);
        refresh();
    }

    private void refresh() {
        grid.setItems(accounts.list());
    }

    private Component state(Account account) {
        Div badges = new Div();
        badges.addClassName("badges");
        if (!account.enabled()) badges.add(badge("Disabled", "badge-failed"));
        else if (locked(account)) badges.add(badge("Locked", "badge-running"));
        else badges.add(badge("Active", "badge-done"));
        if (account.mustChangePassword()) badges.add(badge("One-time password", "badge-queued"));
        if (account.demo()) badges.add(badge("Demo", "badge-queued"));
        return badges;
    }

    private static Span badge(String text, String kind) {
        Span badge = new Span(text);
        badge.addClassNames("badge", kind);
        return badge;
    }

    private boolean locked(Account account) {
        Instant until = account.lockedUntil();
        return until != null && until.isAfter(clock.instant());
    }

    private Component actions(Account account) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_ICON, MenuBarVariant.LUMO_SMALL);
        Component dots = VaadinIcon.ELLIPSIS_DOTS_V.create();
        String name = "Actions for " + account.displayName();
        MenuItem button = bar.addItem(dots, name);
        button.setAriaLabel(name);
        SubMenu menu = button.getSubMenu();
        menu.addItem("Reset password…", click -> askForReset(account));
        menu.addItem("E-mail address…", click -> askForEmail(account));
        if (locked(account)) {
            menu.addItem("Unlock…", click -> askWhy(
                    "Unlock " + account.displayName(),
                    "The account was locked after wrong passwords and can be used again at once.",
                    "Unlock",
                    why -> accounts.unlock(account.id(), why)));
        }
        if (account.enabled()) {
            menu.addItem("Disable…", click -> askForBlock(account))
                    .setEnabled(!account.id().equals(self));
        } else {
            menu.addItem("Enable…", click -> askWhy(
                    "Enable " + account.displayName(),
                    "The account can sign in again, with the rights of a " + account.role().title().toLowerCase(Locale.ROOT) + ".",
                    "Enable",
                    why -> accounts.enable(account.id(), why)));
        }
        return bar;
    }

    private void askForAccount() {
        Dialog dialog = new Dialog("New account");
        TextField username = new TextField("User name");
        username.setHelperText("Small letters, digits, dots, hyphens");
        TextField displayName = new TextField("Name to show");
        Select<Role> role = new Select<>();
        role.setLabel("Role");
        role.setItems(Role.values());
        role.setItemLabelGenerator(Role::title);
        role.setValue(Role.READER);
        TextField why = new TextField("Why?");
        why.setHelperText("Kept in the audit trail");
        why.setMaxLength(AskWhy.LONGEST);
        Refusal refusal = new Refusal();
        VerticalLayout fields = new VerticalLayout(username, displayName, role, why, refusal);
        fields.setPadding(false);
        fields.addClassName("dialog-fields");
        dialog.add(fields);
        Button create = new Button("Create", click -> {
            switch (accounts.create(username.getValue(), displayName.getValue(), role.getValue(), why.getValue())) {
                case AccountCreation.Created(Account account, String password) -> {
                    dialog.close();
                    refresh();
                    show(account, password);
                }
                case AccountCreation.Refused(String reason) -> refusal.say(reason);
            }
        });
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), create);
        dialog.open();
        username.focus();
    }

    private void askForReset(Account account) {
        askWhy(
                "Reset the password of " + account.displayName(),
                "The present password stops working, open sessions end, and a one-time password is shown once.",
                "Reset",
                why -> show(account, accounts.resetPassword(account.id(), why)));
    }

    private void askForEmail(Account account) {
        EmailField email = new EmailField("E-mail address");
        email.setId("email");
        email.setHelperText("Where reminders go; empty for none");
        email.setMaxLength(254);
        email.setValue(accounts.email(account.id()).orElse(""));
        askWhy(
                "E-mail address of " + account.displayName(),
                "Only administrators see it.",
                "Save",
                why -> accounts.setEmail(account.id(), email.getValue(), why),
                email);
    }

    private void askForBlock(Account account) {
        askWhy(
                "Disable " + account.displayName(),
                "The account cannot sign in any more and its open sessions end. What it did stays.",
                "Disable",
                why -> accounts.disable(account.id(), why));
    }

    /// asks for the reason that the trail keeps with every change of who may do what
    private void askWhy(String title, String sentence, String yes, AskWhy.Change change, Component... asked) {
        new AskWhy(title, sentence, yes, why -> {
                    change.because(why);
                    refresh();
                }, asked)
                .open();
    }

    private static void show(Account account, String password) {
        Dialog dialog = new Dialog("One-time password of " + account.username());
        Span shown = new Span(password);
        shown.addClassName("one-time-password");
        shown.setId("one-time-password");
        dialog.add(
                shown,
                new Paragraph("Hand it to " + account.displayName()
                        + ". It is shown only now; it must be replaced at the" + " first login."));
        dialog.setCloseOnOutsideClick(false);
        Button close = new Button("Done", click -> dialog.close());
        close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(close);
        dialog.open();
    }
}
