package org.levelread.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A reader who tries other addresses gets nothing of predictions, other readers or the study.
class BlindingIT {
    private static final String DENIED = "There is no such page here for you";

    private final Clinic clinic = Clinic.open();

    @ParameterizedTest
    @ValueSource(strings = {"study", "cases", "audit", "accounts", "review/%s"})
    void aReaderIsRefusedThePagesOfOthers(String address) {
        String film = filmOfTheStudy();
        // a window beside the one in which the reader's own film is still arriving
        Page reader = clinic.signedIn("reader2").context().newPage();
        Eavesdropper heard = new Eavesdropper(reader);
        reader.navigate(clinic.address() + "/" + address.formatted(film));
        assertThat(reader.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(DENIED)))
                .isVisible();
        assertThat(reader.locator("levelread-viewer, vaadin-grid")).hasCount(0);
        assertThat(heard.films()).isEmpty();
        for (String text : heard.texts()) {
            assertThat(text).doesNotContain("centroid", "instrumentedLevels", "\"polygon", "Robin Reader", "film-0000");
        }
        reader.context().close();
    }

    @Test
    void theNavigationOffersAReaderNothingElse() {
        Page reader = clinic.signedIn("reader2");
        assertThat(reader.locator("vaadin-side-nav-item")).hasCount(2);
        assertThat(reader.locator("vaadin-side-nav-item").first()).containsText("Reading");
        assertThat(reader.locator("vaadin-side-nav-item").last()).containsText("Protocol");
        reader.context().close();
    }

    @Test
    void noFilmAndNothingBesideItIsSentToWhoHasNoBusinessWithIt() {
        String film = filmOfTheStudy();
        Page reader = clinic.signedIn("reader2");
        // a film that is not assigned is answered as one that is not there
        assertThat(get(reader, "/films/" + UUID.randomUUID() + "/pixels").status())
                .isEqualTo(404);
        for (String beside : List.of("", "/masks", "/overlays", "/prediction", "/truth", "/labels", "/vertebrae.png")) {
            assertNothing(get(reader, "/films/" + film + beside));
        }
        for (String elsewhere : List.of(
                "/api/predictions",
                "/actuator/env",
                "/actuator/loggers",
                "/actuator/heapdump",
                "/actuator",
                "/h2-console")) {
            assertNothing(get(reader, elsewhere));
        }
        reader.context().close();

        Page nobody = clinic.page();
        APIResponse pixels = get(nobody, "/films/" + film + "/pixels");
        assertThat(pixels.url()).endsWith("/login");
        assertThat(pixels.headers().get("content-type")).startsWith("text/html");
        nobody.context().close();
    }

    @Test
    void aDownloadOfTheLeadIsNotServedToAReader() {
        Page lead = clinic.signedIn("lead");
        String csv = lead.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download CSV"))
                .getAttribute("href");
        APIResponse own = get(lead, "/" + csv);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.text()).startsWith("film_id,");
        Page reader = clinic.signedIn("reader2");
        assertThat(get(reader, "/" + csv).text()).doesNotContain("film_id");
        reader.context().close();
        lead.context().close();
    }

    /// nothing but the empty page that every address of the application begins with, or a refusal
    private static void assertNothing(APIResponse answer) {
        assertThat(answer.headers().getOrDefault("content-type", ""))
                .doesNotStartWith("application/octet-stream")
                .doesNotStartWith("image/");
        assertThat(answer.text()).doesNotContain("centroid", "instrumentedLevels", "polygon", "java.home");
    }

    private APIResponse get(Page page, String address) {
        return page.request().get(clinic.address() + address);
    }

    /// the id of a film, as the surgeon's list has it
    private String filmOfTheStudy() {
        Page surgeon = clinic.signedIn("surgeon");
        String link = surgeon.locator("vaadin-grid-cell-content a")
                .getByText(Pattern.compile("^Film \\d+$"))
                .first()
                .getAttribute("href");
        surgeon.context().close();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
