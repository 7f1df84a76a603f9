package org.levelread.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/// Closes, locks and unblinds the demo study of a running server as the study lead does, freezes its report, and takes a picture of every
/// chapter at 1280 by 800.
///
/// `java -cp target/test-classes:target/classes:$(cat target/test-classpath.txt) org.levelread.e2e.LockedStudy http://localhost:8080
/// FOLDER`
final class LockedStudy {
    private LockedStudy() {}

    public static void main(String... args) {
        String address = args[0];
        Path pictures = Path.of(args[1]);
        try (Browser browser = Clinic.browser()) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 800));
            page.setDefaultTimeout(240_000);
            Clinic.signIn(page, address, "lead");
            page.navigate(address + "/conduct");
            page.locator("#state").waitFor();
            for (String step : new String[] {"closed", "locked", "unblinded"}) take(page, step);
            shot(page, pictures, "conduct");
            page.navigate(address + "/causes");
            page.locator("#differences").waitFor();
            shot(page, pictures, "causes");
            page.navigate(address + "/report");
            Locator freeze = page.locator("#freeze");
            freeze.click();
            page.locator("#download-pack").waitFor();
            page.waitForTimeout(3000);
            shot(page, pictures, "report");
            for (Locator details : page.locator("section.chapter vaadin-details").all()) {
                details.evaluate("d => d.opened = true");
            }
            page.waitForTimeout(2000);
            for (Locator chapter : page.locator("section.chapter").all()) {
                chapter.scrollIntoViewIfNeeded();
                chapter.screenshot(new Locator.ScreenshotOptions()
                        .setPath(pictures.resolve(chapter.getAttribute("id") + ".png")));
            }
        }
    }

    private static void take(Page page, String step) {
        Locator button = page.locator("#step-" + step);
        if (button.count() == 0) return;
        button.click();
        Locator dialog = page.locator("vaadin-dialog[opened], vaadin-dialog-overlay").last();
        dialog.waitFor();
        Locator reason = dialog.locator("textarea, vaadin-text-area textarea");
        if (reason.count() > 0 && reason.first().isVisible()) reason.first().fill("Analysis");
        Locator password = dialog.locator("input[type=password]");
        if (password.count() > 0 && password.first().isVisible()) password.first().fill(RunningServer.DEMO_PASSWORD);
        page.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText(java.util.regex.Pattern.compile(
                        "^(Close|Lock the database|Unblind)$")))
                .last()
                .click();
        page.waitForTimeout(2500);
    }

    private static void shot(Page page, Path folder, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
