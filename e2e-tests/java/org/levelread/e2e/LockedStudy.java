package org.levelread.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
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
            page.setDefaultTimeout(120_000);
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
            page.waitForTimeout(3000);
            page.locator("#stage").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            page.locator("#download-pack").waitFor();
            shot(page, pictures, "report");
            chapters(page, pictures, "frozen");
            Locator others = page.locator("vaadin-select-item");
            page.locator("#reports").click();
            int reports = others.count();
            page.keyboard().press("Escape");
            for (int i = 1; i < reports; i++) {
                page.locator("#reports").click();
                others.nth(i).click();
                page.waitForTimeout(3000);
                chapters(page, pictures, "other-" + i);
            }
        }
    }

    private static void chapters(Page page, Path pictures, String report) {
        for (Locator details : page.locator("section.chapter vaadin-details").all()) details.evaluate("d => d.opened = true");
        page.waitForTimeout(2000);
        for (Locator chapter : page.locator("section.chapter").all()) {
            chapter.evaluate("c => c.scrollIntoView()");
            page.waitForTimeout(300);
            shot(page, pictures, report + "-" + chapter.getAttribute("id"));
        }
    }

    private static void take(Page page, String step) {
        Locator button = page.locator("#step-" + step);
        if (button.count() == 0) return;
        button.click();
        page.waitForTimeout(2500);
        Locator dialog = page.locator("vaadin-dialog[opened]").last();
        // closing asks nothing
        if (dialog.count() == 0) return;
        Locator reason = dialog.locator("textarea, vaadin-text-area textarea");
        if (reason.count() > 0 && reason.first().isVisible()) reason.first().fill("Analysis");
        Locator password = dialog.locator("input[type=password]");
        if (password.count() > 0 && password.first().isVisible()) password.first().fill(RunningServer.DEMO_PASSWORD);
        dialog.locator("vaadin-button").last().click();
        page.waitForTimeout(2500);
    }

    private static void shot(Page page, Path folder, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
