package org.levelread.cases.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.levelread.PageTest;
import org.levelread.audit.AuditTrail;
import org.levelread.cases.BlackedOut;
import org.levelread.cases.FilmArrivals;
import org.levelread.cases.Quarantine;
import org.levelread.cases.QuarantinedFilm;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.SampleDicom;
import org.levelread.dicom.Tag;
import org.levelread.readers.Role;
import org.levelread.viewer.Refusal;
import org.springframework.beans.factory.annotation.Autowired;

class ArrivalsViewTest extends PageTest {
    @Autowired
    FilmArrivals arrivals;

    @Autowired
    Quarantine quarantine;

    @Autowired
    AuditTrail trail;

    @Test
    void ofSeveralFramesAPersonTakesOne() {
        for (QuarantinedFilm left : quarantine.waiting(currentStudy().id())) {
            quarantine.discard(left.id(), account(Role.SURGEON).id(), "of another test");
        }
        byte[] two = SampleDicom.grey(SampleDicom.EXPLICIT, 77, 83, 12)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                .text(Tag.BURNED_IN_ANNOTATION, "CS", "NO")
                .words(SampleDicom.ramp(2 * 77 * 83, 4095))
                .toBytes();
        arrivals.take(currentStudy().id(), two, null);
        signIn(account(Role.SURGEON));
        navigate(ArrivalsView.class);

        assertThat($(Button.class).id("take").getText()).isEqualTo("Take frame 1 as it is");
        test($(Select.class).id("frame")).selectItem("Frame 2 of 2");
        assertThat($(Image.class).all().getLast().getSrc()).endsWith("/picture?frame=2");
        $(FilmToBlackOut.class).single().blackOut(0, 0, 0.1, 0.1);
        assertThat($(Button.class).id("take").getText()).isEqualTo("Take frame 2 with 1 part blacked out");
        test($(Button.class).id("take")).click();
        test($(TextField.class).id("why")).setValue("the spine is seen best");
        test($(Button.class).id("because")).click();

        assertThat(films.inStudy(currentStudy().id()).getLast().originalName()).endsWith(" frame 2");
    }

    @Test
    void aPersonLooksBlacksOutAndTakesTheFilm() {
        for (QuarantinedFilm left : quarantine.waiting(currentStudy().id())) {
            quarantine.discard(left.id(), account(Role.SURGEON).id(), "of another test");
        }
        var dataSet = DicomFile.read(SampleDicom.written(SampleDicom.film(97, 111, 4095)))
                .dataSet();
        arrivals.take(currentStudy().id(), DicomFile.write(dataSet.set(Tag.BURNED_IN_ANNOTATION, "YES")), null);
        QuarantinedFilm waiting = quarantine.waiting(currentStudy().id()).getFirst();
        int before = films.inStudy(currentStudy().id()).size();
        signIn(account(Role.SURGEON));
        navigate(ArrivalsView.class);

        assertThat($(Paragraph.class).id("reason").getText())
                .isEqualTo("This film says that text is drawn into its pixels: a person must black it out first.");
        FilmToBlackOut picture = $(FilmToBlackOut.class).single();
        assertThat($(Button.class).id("take").getText()).isEqualTo("Take it as it is");
        picture.blackOut(0.5, 0, 0.25, 0.1);
        picture.blackOut(0, 0, 2, 2);
        assertThat(picture.rectangles()).containsExactly(new BlackedOut(48, 0, 25, 12));
        assertThat($(Button.class).id("take").getText()).isEqualTo("Take it with 1 part blacked out");
        test($(Button.class).id("take")).click();
        assertThat(quarantine.waiting(waiting.studyId())).hasSize(1);
        test($(Button.class).id("because")).click();
        assertThat($(Refusal.class).single().getText()).isEqualTo("Say why.");
        test($(TextField.class).id("why")).setValue("the name at the top is covered");
        test($(Button.class).id("because")).click();

        assertThat(trail.entries("film.quarantine.decided", 0, 1).getFirst())
                .satisfies(entry -> {
                    assertThat(entry.reason()).isEqualTo("the name at the top is covered");
                    assertThat(entry.detail()).contains("text is drawn into its pixels");
                });
        assertThat(quarantine.waiting(waiting.studyId())).isEmpty();
        assertThat(films.inStudy(currentStudy().id())).hasSize(before + 1);
        assertThat(films.radiograph(films.inStudy(currentStudy().id()).getLast().id())
                        .value(60, 5))
                .isZero();
        assertThat($(Div.class).id("nothing-waits").isVisible()).isTrue();
    }
}
