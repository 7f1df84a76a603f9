package org.levelread.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// axe finds nothing serious on any page.
class AccessibilityIT {
    private final Clinic clinic = Clinic.open();

    @Test
    void login() {
        Page page = clinic.page();
        page.navigate(clinic.address() + "/login");
        assertThat(page.getByLabel("User name")).isVisible();
        Clinic.screenshot(page, "login");
        assertAccessible(page);
    }

    @Test
    void casesAndReview() {
        Page page = clinic.signedIn("surgeon");
        Locator film = page.locator("vaadin-grid-cell-content a")
                .getByText(Pattern.compile("^Film \\d+$"))
                .first();
        assertThat(film).isVisible();
        assertAccessible(page);
        film.click();
        assertThat(page.locator("levelread-viewer canvas")).isVisible();
        assertAccessible(page);
    }

    @Test
    void reading() {
        Page page = clinic.signedIn("reader2");
        assertThat(page.locator("levelread-viewer canvas")).isVisible();
        assertAccessible(page);
        // rows of levels that the open menu lies on
        List<String> rows = List.of("Enter", "a", "a", "a", "a");
        rows.forEach(page.keyboard()::press);
        assertThat(page.locator("[data-row]").nth(4)).isVisible();
        page.locator("#menu").click();
        Clinic.screenshot(page, "reading-menu");
        assertAccessible(page);
        page.locator("#place").click();
        assertThat(page.locator("#log-out")).hasCount(0);
        page.locator("#menu").click();
        page.keyboard().press("Escape");
        assertThat(page.locator("#log-out")).hasCount(0);
        rows.forEach(row -> page.keyboard().press("Control+z"));
        page.keyboard().press("?");
        assertThat(page.locator("#keys-dialog")).isVisible();
        Clinic.screenshot(page, "reading-keys");
        assertAccessible(page);
        page.keyboard().press("Escape");
        page.keyboard().press("u");
        assertThat(page.getByText("Sacrum not in view")).isVisible();
        Clinic.screenshot(page, "reading-not-determinable");
        assertAccessible(page);
        page.keyboard().press("1");
        page.keyboard().press("Escape");
        page.keyboard().press("q");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#password")).isFocused();
        assertAccessible(page);
        page.keyboard().press("Escape");
        page.keyboard().press("u");
        page.context().close();
    }

    @Test
    void studyAndAudit() {
        Page page = clinic.signedIn("lead");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Films")))
                .isVisible();
        assertAccessible(page);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit"))
                .click();
        // the page before has two grids
        assertThat(page.locator("vaadin-grid")).hasCount(1);
        assertThat(page.locator("vaadin-grid")).isVisible();
        Clinic.screenshot(page, "audit");
        assertAccessible(page);
    }

    @Test
    void selfTestOfTheStatistics() {
        Page page = clinic.signedIn("lead");
        page.navigate(clinic.address() + "/self-test");
        assertThat(page.locator("#self-test-verdict")).containsText("figures are the published ones");
        page.getByText("Cohen's table of 200 patients").first().click();
        assertThat(page.getByText("Educ Psychol Meas")).isVisible();
        Clinic.screenshot(page, "self-test");
        assertAccessible(page);
        page.setViewportSize(400, 800);
        Clinic.screenshot(page, "self-test-small");
    }

    @Test
    void accounts() {
        Page page = clinic.signedIn("admin");
        assertThat(page.locator("vaadin-grid")).isVisible();
        Clinic.screenshot(page, "accounts");
        assertAccessible(page);
    }

    private static void assertAccessible(Page page) {
        List<String> found = new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(AccessibilityIT::words)
                        .toList();
        assertThat(found).as("on " + page.url()).isEmpty();
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget()))
                        .toList();
    }
}
