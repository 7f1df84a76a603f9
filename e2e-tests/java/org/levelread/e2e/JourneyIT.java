package org.levelread.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.PlantedIdentifiers;
import org.levelread.dicom.Pseudonyms;
import org.levelread.dicom.Tag;

/// The job that LevelRead is for, done once: a film goes in, is predicted and reviewed; a reader who sees none of that
/// reads; the lead compares and takes the report away.
class JourneyIT {
    private static final Path FILMS = Path.of("e2e-tests/films");
    /// the demo's films are predicted before the uploaded ones
    private static final Duration PREDICTED_WITHIN = Duration.ofMinutes(3);
    /// words that stand in every prediction and in no blind page
    private static final List<String> SECRETS = List.of(
            "\"polygon",
            "centroid",
            "instrumentedLevels",
            // a reader's own is 1 to 5
            "\"confidence\":0",
            "redict",
            "endplate",
            "Agree",
            "Dice",
            "film-0000");

    private final Clinic clinic = Clinic.open();

    @TempDir
    Path folder;

    @Test
    void aFilmIsUploadedPredictedReviewedReadBlindComparedAndExported() throws IOException {
        Page surgeon = clinic.signedIn("surgeon");
        upload(surgeon);
        review(surgeon);
        readBlind();
        compareAndExport();
    }

    private void upload(Page page) throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.png"), "Lateral film, standing.\n");
        Path again = Files.copy(FILMS.resolve("three-levels.dcm"), folder.resolve("once-more.dcm"));
        Locator chosen = page.locator("#film-upload input[type=file]");
        chosen.setInputFiles(new Path[] {
            FILMS.resolve("three-levels.dcm"), FILMS.resolve("four-levels.png"), FILMS.resolve("no-hardware.dcm")
        });
        only(page, listedAs("three-levels.dcm"));
        only(page, listedAs("four-levels.png"));
        // and by the name of its file, which is not kept
        page.getByLabel("Filter the films").fill("four-levels.png");
        assertThat(page.locator("vaadin-grid-cell-content a:visible")).hasCount(1);
        chosen.setInputFiles(new Path[] {notes, again});
        Locator refused = page.locator("#refused");
        assertThat(refused).containsText("notes.png is a text file: a film is a PNG, a JPEG or a DICOM file.");
        assertThat(refused)
                .containsText(Pattern.compile("once-more\\.dcm is the same film as Film \\d+, pixel for pixel"));
        assertThat(refused.getByRole(AriaRole.LISTITEM)).hasCount(2);
        Clinic.screenshot(page, "cases-refused");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dismiss"))
                .click();
        for (String file : List.of("three-levels.dcm", "four-levels.png", "no-hardware.dcm")) {
            only(page, listedAs(file));
            predicted(page);
        }
        page.getByLabel("Filter the films").fill("");
        assertThat(page.locator("vaadin-grid-cell-content a:visible")).not().hasCount(1);
        Clinic.screenshot(page, "cases");
    }

    /// a person looks at the film, draws over what names the patient, with the pointer and by keyboard, and takes it, and
    /// looks through the frames of another; the browser gets nothing of what the files say about the patient
    @Test
    void aFilmThatMayShowANameIsBlackedOutAndTaken() {
        Page page = clinic.page();
        Eavesdropper heard = new Eavesdropper(page);
        clinic.signIn(page, "surgeon");
        PlantedIdentifiers planted = new PlantedIdentifiers();
        page.locator("#film-upload input[type=file]").setInputFiles(new FilePayload[] {
            new FilePayload("one.dcm", "application/dicom", planted.file("YES", 1)),
            new FilePayload("two.dcm", "application/dicom", planted.twoFrames("YES", 2))
        });
        assertThat(page.locator("#refused")).containsText("It waits under Arrivals.");
        assertThat(page.locator("#refused").getByRole(AriaRole.LISTITEM)).hasCount(2);

        page.navigate(clinic.address() + "/arrivals");
        assertThat(page.locator("#reason")).hasText("This film says that text is drawn into its pixels: a person must black it out first.");
        Locator film = page.locator("#film-to-black-out");
        assertThat(film.locator("img")).hasJSProperty("complete", true);
        BoundingBox box = film.boundingBox();
        page.mouse().move(box.x + 5, box.y + 5);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 4);
        page.mouse().up();
        Locator take = page.locator("#take");
        assertThat(take).hasText("Take it with 1 part blacked out");
        page.locator("#undo").click();
        assertThat(take).hasText("Take it as it is");

        // by keyboard: from the bar to the film, a rectangle around the middle, and another one given up
        page.locator("#discard").focus();
        page.keyboard().press("Tab");
        assertThat(film).isFocused();
        for (String key : List.of("Shift+ArrowLeft", "Enter", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Enter")) {
            page.keyboard().press(key);
        }
        assertThat(take).hasText("Take it with 1 part blacked out");
        for (String key : List.of("Enter", "ArrowDown", "ArrowRight", "Escape")) page.keyboard().press(key);
        assertThat(take).hasText("Take it with 1 part blacked out");
        Clinic.screenshot(page, "arrivals");
        page.keyboard().press("t");
        because(page, "All text that I see is blacked out");

        assertThat(page.locator("#reason")).containsText("It has 2 frames: one is to be chosen.");
        assertThat(take).hasText("Take frame 1 as it is");
        page.locator("#frame").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Frame 2 of 2")).click();
        assertThat(take).hasText("Take frame 2 as it is");
        assertThat(film.locator("img")).hasAttribute("src", Pattern.compile("frame=2$"));
        assertThat(film.locator("img")).hasJSProperty("complete", true);
        Clinic.screenshot(page, "arrivals-frames");
        page.locator("#discard").click();
        because(page, "Not a lateral film of the spine");
        assertThat(page.locator("#nothing-waits")).isVisible();
        assertThat(heard.texts()).hasSizeGreaterThan(3);
        for (String text : heard.texts()) {
            assertThat(text).doesNotContain(planted.all());
        }
    }

    private static void because(Page page, String usual) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(usual)).click();
        page.locator("#because").click();
    }

    /// a file's own name may be the patient's: its film has a pseudonym
    private static String listedAs(String file) {
        Pseudonyms pseudonyms = Pseudonyms.withKey(RunningServer.DEIDENTIFICATION_KEY);
        if (!file.endsWith(".dcm")) return pseudonyms.fileName(file);
        try {
            DataSet dataSet =
                    DicomFile.read(Files.readAllBytes(FILMS.resolve(file))).dataSet();
            return pseudonyms.patient(dataSet.text(Tag.ISSUER_OF_PATIENT_ID), dataSet.text(Tag.PATIENT_ID));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// filters the list for one film
    private static void only(Page page, String file) {
        page.getByLabel("Filter the films").fill(file);
        assertThat(page.locator("vaadin-grid-cell-content").getByText(file)).isVisible();
        assertThat(page.locator("vaadin-grid-cell-content a:visible")).hasCount(1);
    }

    /// the state comes by push: the page is not loaded again
    private static void predicted(Page page) {
        assertThat(page.locator("vaadin-grid-cell-content .badge:visible"))
                .hasText("Done", new LocatorAssertions.HasTextOptions().setTimeout(PREDICTED_WITHIN.toMillis()));
    }

    private void review(Page page) {
        only(page, listedAs("three-levels.dcm"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Film \\d+")))
                .click();
        assertThat(page.getByRole(
                        AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("^Film \\d+$"))))
                .isVisible();
        Locator viewer = page.locator("levelread-viewer");
        Locator overlays = viewer.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Overlays"));
        for (String overlay : List.of("Vertebrae", "Sacrum", "Instrumentation"))
            assertThat(overlays).containsText(overlay);
        assertThat(viewer.getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(Pattern.compile("^L4"))))
                .isVisible();
        assertThat(viewer.locator("canvas")).isVisible();
        Clinic.screenshot(page, "review");
        // what it says depends on the models; that it says something does not
        assertThat(page.locator("#predicted"))
                .hasText(Pattern.compile("Instrumented: .+|Hardware, .+|No instrumentation\\.|Not determinable: .+"));
        page.getByLabel("Note").fill("Both screws well seen.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Agree").setExact(true))
                .click();
        assertThat(page.locator("#reviews")).containsText("Sam Surgeon: agreed");
        assertThat(page.locator("#reviews")).containsText("Both screws well seen.");
    }

    private void readBlind() {
        Page page = clinic.page();
        Eavesdropper heard = new Eavesdropper(page);
        clinic.signIn(page, "reader1");
        Locator place = page.locator("#place");
        assertThat(place).hasText(Pattern.compile("Film \\d+ of \\d+"));
        String first = place.textContent();
        assertThat(page.locator("levelread-viewer canvas")).isVisible();
        Locator stage = page.getByRole(AriaRole.APPLICATION);
        press(page, stage);
        Clinic.screenshot(page, "reading");
        assertThat(page.locator("#named-levels [data-row]")).hasCount(5);
        assertThat(page.locator("[data-row=L2]")).not().containsText("instrumented");
        assertThat(page.locator("[data-row=L4]")).containsText("instrumented");
        assertThat(page.locator("[data-row=S1]")).containsText("instrumented");
        assertThat(page.locator("#saved")).containsText("saved");
        page.keyboard().press("Control+Enter");
        Locator question = page.getByRole(AriaRole.DIALOG);
        assertThat(question).containsText("L2 to S1; instrumented L4, L5, S1");
        assertThat(question).containsText("This is my answer; from now on it is locked.");
        page.locator("#password").fill(RunningServer.DEMO_PASSWORD);
        Clinic.screenshot(page, "reading-submit");
        page.keyboard().press("Enter");
        assertThat(place).not().hasText(first);
        assertThat(place).hasText(Pattern.compile("Film \\d+ of \\d+"));

        assertThat(heard.texts()).as("what the server sent").hasSizeGreaterThan(3);
        for (String text : heard.texts()) assertThat(text).doesNotContain(SECRETS);
        String shown = (String)
                page.evaluate(
                        "() => { const all = node => [...node.childNodes].map(child => child.nodeType === 3"
                                + " ? child.data : child.tagName === 'STYLE' || child.tagName === 'SCRIPT' ? ''"
                                + " : all(child) + (child.shadowRoot ? all(child.shadowRoot) : '')).join(' '); return all(document.body); }");
        assertThat(shown).contains("Sign and submit").doesNotContain(SECRETS);
        assertThat(page.locator("levelread-viewer")
                        .evaluate("viewer => (viewer.overlays ?? []).length + (viewer.labels ?? []).length"))
                .isEqualTo(0);
        // by the readings' ids: no film's
        assertThat(heard.films()).hasSize(2);
    }

    /// four levels from L5 up by the keyboard alone, then S1 below; L4, L5 and S1 are instrumented
    private static void press(Page page, Locator stage) {
        assertThat(stage).isFocused();
        for (String key : List.of("ArrowDown", "Enter", "x", "a", "x", "a", "a", "s", "x", "q")) {
            page.keyboard().press(key);
        }
    }

    private void compareAndExport() throws IOException {
        Page page = clinic.signedIn("lead");
        Path csv = download(page, "Download CSV", "levelread-demo.csv");
        List<String> rows =
                Files.readString(csv, StandardCharsets.UTF_8).lines().toList();
        assertThat(rows.getFirst()).startsWith("film_id,film,patient_cluster,reader,");
        String row = rows.stream()
                .filter(line -> line.contains(",A,"))
                .filter(line -> line.contains(",L2 L3 L4 L5 S1,") && line.contains(",L4 L5 S1,"))
                .findFirst()
                .orElseThrow();
        String title = row.split(",")[1];

        Clinic.screenshot(page, "study");
        Locator opened = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(title).setExact(true));
        opened.scrollIntoViewIfNeeded();
        Clinic.screenshot(page, "study-films");
        opened.click();
        Locator sides = page.getByRole(AriaRole.DIALOG);
        assertThat(sides.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("Model")))
                .isVisible();
        assertThat(sides.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("Reader A")))
                .isVisible();
        assertThat(sides).containsText("instrumented: L4, L5, S1");
        assertThat(sides.locator("levelread-viewer canvas").first()).isVisible();
        Clinic.screenshot(page, "study-film");
        page.keyboard().press("Escape");
        report(page, title);
    }

    private void report(Page page, String title) throws IOException {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Report").setExact(true))
                .first()
                .click();
        page.getByText("Freeze the data and report").click();
        Locator pack = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download the pack"));
        pack.waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        assertThat(page.locator("#chapter-headline svg")).isVisible();
        Clinic.screenshot(page, "report");
        Download download = page.waitForDownload(pack::click);
        Path file = folder.resolve("pack.zip");
        download.saveAs(file);
        try (ZipFile zip = new ZipFile(file.toFile());
                PDDocument report = Loader.loadPDF(zip.getInputStream(zip.getEntry("report.pdf")).readAllBytes())) {
            assertThat(new PDFTextStripper().getText(report)).contains("Demo study", "kappa", title);
        }
    }

    private Path download(Page page, String link, String name) {
        Download download =
                page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                        .click());
        assertThat(download.suggestedFilename()).isEqualTo(name);
        Path file = folder.resolve(name);
        download.saveAs(file);
        return file;
    }
}
