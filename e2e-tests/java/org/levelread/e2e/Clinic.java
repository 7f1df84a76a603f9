package org.levelread.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One server with the demo study and one browser, for all tests; both end with the tests' process.
final class Clinic {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    /// runs in containers too, and asks nobody outside for anything
    private static final List<String> CHROMIUM = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader");

    /// what a page may take on a machine that does other work, too
    private static final int PATIENCE_MS = 120_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private static Clinic only;

    private final RunningServer server;
    private final Browser browser;

    private Clinic(RunningServer server, Browser browser) {
        this.server = server;
        this.browser = browser;
    }

    static synchronized Clinic open() {
        if (only != null) return only;
        try {
            Path data = Files.createTempDirectory("levelread-e2e-");
            Path log = Path.of("target/e2e-server.log");
            Files.deleteIfExists(log);
            only = new Clinic(started(data, log), browser());
            return only;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the server started", e);
        }
    }

    private static RunningServer started(Path data, Path log) throws IOException, InterruptedException {
        RunningServer server;
        try {
            server = RunningServer.start(data, log);
        } catch (IllegalStateException e) {
            delete(data);
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            delete(data);
        }));
        return server;
    }

    static Browser browser() {
        Path chromium = Path.of(System.getProperty("e2e.chromium", "/usr/bin/chromium"));
        if (!Files.isExecutable(chromium)) {
            throw new IllegalStateException("The browser tests need " + chromium + ": apt-get install chromium, or name"
                    + " another one with -De2e.chromium=…");
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setChromiumSandbox(false)
                        .setArgs(CHROMIUM));
    }

    String address() {
        return server.address();
    }

    /// a fresh browser window, in which nobody is signed in
    Page page() {
        BrowserContext window = browser.newContext(
                new Browser.NewContextOptions().setAcceptDownloads(true).setViewportSize(1280, 800));
        window.setDefaultTimeout(PATIENCE_MS);
        return window.newPage();
    }

    /// a fresh window in which one of the demo's people has signed in
    Page signedIn(String username) {
        Page page = page();
        signIn(page, username);
        return page;
    }

    void signIn(Page page, String username) {
        signIn(page, address(), username);
    }

    static void signIn(Page page, String address, String username) {
        page.navigate(address + "/");
        page.getByLabel("User name").fill(username);
        page.locator("input[name=password]").fill(RunningServer.DEMO_PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
        // the reading page has the whole window: the frame around it is there, but not seen
        page.locator("vaadin-app-layout")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /// a fresh window of another make, such as a tablet
    Page page(Browser.NewContextOptions options) {
        return browser.newContext(options).newPage();
    }

    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }
}
