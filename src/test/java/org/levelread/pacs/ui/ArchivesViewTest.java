package org.levelread.pacs.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.PageTest;
import org.levelread.audit.AuditTrail;
import org.levelread.pacs.Archive;
import org.levelread.pacs.Archives;
import org.levelread.pacs.Criteria;
import org.levelread.pacs.Login;
import org.levelread.pacs.Router;
import org.levelread.pacs.Routers;
import org.levelread.readers.Role;
import org.levelread.viewer.Refusal;
import org.springframework.beans.factory.annotation.Autowired;

class ArchivesViewTest extends PageTest {
    @Autowired
    Archives archives;

    @Autowired
    Routers routers;

    @Autowired
    AuditTrail trail;

    @BeforeEach
    void anEmptyPage() {
        jdbc.sql("delete from pacs.router").update();
        jdbc.sql("delete from pacs.archive").update();
        currentStudy();
        signIn(account(Role.ADMINISTRATOR));
    }

    private Archive kept(String password) {
        Archive archive = new Archive(
                UUID.randomUUID(),
                currentStudy().id(),
                "Main archive",
                URI.create("http://127.0.0.1:1/dicom-web"),
                new Login.Basic("levelread", password),
                null,
                true,
                true,
                null,
                Criteria.USUAL,
                Archive.Health.UNKNOWN);
        archives.save(archive, "");
        return archive;
    }

    private void fill(String field, String value) {
        test($(TextField.class).withCaption(field).single()).setValue(value);
    }

    private List<String> sentences() {
        return $(Paragraph.class).all().stream().map(Paragraph::getText).toList();
    }

    @Test
    void anArchiveIsConnectedWithASecretThatTheDatabaseDoesNotShow() {
        navigate(ArchivesView.class);
        assertThat(sentences()).anyMatch(sentence -> sentence.startsWith("No archive is connected."));
        test($(Button.class).id("connect-archive")).click();
        fill("Name", "Hospital");
        fill("Address of its DICOMweb service", "https://pacs.example/dicom-web");
        fill("User name", "levelread");
        test($(PasswordField.class).withCaption("Password").single()).setValue("s3cret-of-test");
        test($(Button.class).withText("Save").single()).click();

        assertThat(archives.all()).singleElement().satisfies(archive -> {
            assertThat(archive.name()).isEqualTo("Hospital");
            assertThat(archive.login()).isEqualTo(new Login.Basic("levelread", "s3cret-of-test"));
            assertThat(archive.sendResults()).isFalse();
        });
        assertThat(jdbc.sql("select string_agg(a::text, ' ') from pacs.archive a").query(String.class).single())
                .doesNotContain("s3cret-of-test");
        assertThat(jdbc.sql("select string_agg(e::text, ' ') from audit.entry e").query(String.class).single())
                .contains("archive.added")
                .doesNotContain("s3cret-of-test");
    }

    @Test
    void aWrongAddressIsSaidAndNothingKept() {
        navigate(ArchivesView.class);
        test($(Button.class).id("connect-archive")).click();
        fill("Name", "Hospital");
        fill("Address of its DICOMweb service", "pacs.example");
        fill("User name", "levelread");
        test($(Button.class).withText("Save").single()).click();
        assertThat($(Paragraph.class).withClassName("refusal").single().getText()).contains("https://");
        assertThat(archives.all()).isEmpty();
    }

    @Test
    void editingShowsNoSecretAndKeepsItWhereNoneIsEntered() {
        kept("s3cret-of-test");
        navigate(ArchivesView.class);
        test($(Button.class).withText("Edit…").single()).click();
        assertThat($(PasswordField.class).withCaption("Password").single().getValue()).isEmpty();
        fill("Name", "Renamed");
        test($(Button.class).withText("Save").single()).click();
        assertThat($(Paragraph.class).withClassName("refusal").single().getText())
                .isEqualTo("Say why the settings of Renamed change.");
        assertThat(archives.all()).singleElement().satisfies(archive -> assertThat(archive.name()).isEqualTo("Main archive"));
        test($(TextField.class).id("why")).setValue("the hospital renamed it");
        test($(Button.class).withText("Save").single()).click();
        assertThat(trail.entries("archive.changed", 0, 1).getFirst().reason()).isEqualTo("the hospital renamed it");
        assertThat(archives.all()).singleElement().satisfies(archive -> {
            assertThat(archive.name()).isEqualTo("Renamed");
            assertThat(archive.login()).isEqualTo(new Login.Basic("levelread", "s3cret-of-test"));
        });
    }

    @Test
    void aStoredSecretDoesNotGoToAnotherAddress() {
        kept("s3cret-of-test");
        navigate(ArchivesView.class);
        test($(Button.class).withText("Edit…").single()).click();
        fill("Address of its DICOMweb service", "http://127.0.0.1:2/dicom-web");
        test($(Button.class).withText("Save").single()).click();
        assertThat($(Paragraph.class).withClassName("refusal").single().getText()).contains("again");
        assertThat(archives.all()).singleElement().satisfies(archive -> assertThat(archive.baseUrl().getPort()).isEqualTo(1));
    }

    @Test
    void aTestSaysWhatIsWrong() {
        kept("x");
        navigate(ArchivesView.class);
        test($(Button.class).withText("Test connection").single()).click();
        assertThat($(Paragraph.class).withClassName("refusal").single().getText())
                .isEqualTo("Nothing answers at the address of Main archive.");
    }

    @Test
    void aRoutersTokenIsShownOnce() {
        navigate(ArchivesView.class);
        test($(Button.class).id("admit-router")).click();
        fill("Name of the router", "Orthanc");
        test($(Button.class).withText("Make a token").single()).click();
        assertThat($(Span.class).id("router-token").getText()).hasSizeGreaterThan(30);
        assertThat(routers.all()).singleElement().satisfies(router -> assertThat(router.name()).isEqualTo("Orthanc"));
        test($(Button.class).withText("Done").single()).click();

        test($(Button.class).withText("Switch off…").single()).click();
        test($(Button.class).id("because")).click();
        assertThat($(Refusal.class).all()).filteredOn(Refusal::isVisible).singleElement().satisfies(refusal -> assertThat(refusal.getText()).isEqualTo("Say why."));
        assertThat(routers.all()).allMatch(Router::enabled);
        test($(TextField.class).id("why")).setValue("it sends knees");
        test($(Button.class).id("because")).click();
        assertThat(routers.all()).noneMatch(Router::enabled);
        assertThat(trail.entries("router.disabled", 0, 1).getFirst().reason()).isEqualTo("it sends knees");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"READER", "SURGEON"})
    void nobodyElseMayOpenIt(Role role) {
        signIn(account(role));
        assertThatThrownBy(() -> navigate(ArchivesView.class)).hasMessageContaining("DeniedView");
    }
}
