package org.levelread.prediction.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.PageTest;
import org.levelread.cases.Film;
import org.levelread.prediction.Reviews;
import org.levelread.prediction.Verdict;
import org.levelread.readers.Role;
import org.levelread.spine.Level;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.RadiographViewer;
import org.levelread.viewer.Refusal;
import org.springframework.beans.factory.annotation.Autowired;

class ReviewViewTest extends PageTest {
    private static final String RESULT = """
            {"film": "x", "width": 100, "height": 200,
             "levels": [{"level": "L5", "polygon": [[40,140],[60,140],[60,160],[40,160]], "centroid": [50,150],
                         "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": true, "polygon": [[40,180],[60,180],[50,199]], "endplate": [[40,180],[60,180]],
                        "confidence": 0.8},
             "instrumentation": {"present": true, "polygons": [[[45,145],[55,145],[55,150]]]},
             "instrumentedLevels": ["L5"], "determinable": true, "reason": null,
             "flags": [{"code": "C1b", "evidence": "L4 touches the upper border.", "confidence": 0.5}],
             "models": {"vertebrae": "v7"}, "millis": {"total": 99}}""";

    @Autowired
    Reviews reviews;

    private Film film;

    @BeforeEach
    void surgeonWithAFilm() {
        signIn(account(Role.SURGEON));
        film = film(currentStudy(), "doe_jane.png");
    }

    @Test
    void saysThatThePredictionIsStillToCome() {
        open();
        assertThat(getCurrentView().getElement().getTextRecursively()).contains("waits for its turn");
        assertThat(find(Button.class).withId("agree").exists()).isFalse();
    }

    @Test
    void showsThePredictionAndKeepsAnAgreement() {
        finish();
        open();

        RadiographViewer viewer = find(RadiographViewer.class).single();
        assertThat(viewer.getLabels())
                .containsExactly(new FilmLabel("S1", 50, 180, false, 0.8), new FilmLabel("L5", 50, 150, true, 0.9));
        assertThat(viewer.isLabelling()).isFalse();
        assertThat(find(Div.class).withId("predicted").single().getElement().getTextRecursively())
                .isEqualTo("Instrumented: L5");
        assertThat(find(UnorderedList.class)
                        .withId("flags")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("C1b cropped above (50 %): L4 touches the upper border.");

        test(find(TextArea.class).withId("note").single()).setValue("clear");
        test(button("agree")).click();

        assertThat(reviews.ofFilm(film.id())).singleElement().satisfies(review -> {
            assertThat(review.verdict()).isEqualTo(Verdict.AGREED);
            assertThat(review.note()).isEqualTo("clear");
            assertThat(review.levels()).hasSize(2);
        });
        assertThat(find(Div.class).withId("reviews").single().getElement().getTextRecursively())
                .contains("agreed – “clear”");

        test(button("not-determinable")).click();
        assertThat(find(Refusal.class).single().getText())
                .isEqualTo("You have reviewed this film before: say in the note why you review it again.");
        assertThat(reviews.ofFilm(film.id())).hasSize(1);
        test(find(TextArea.class).withId("note").single()).setValue("seen on a better screen");
        test(button("not-determinable")).click();
        assertThat(reviews.ofFilm(film.id())).hasSize(2).first().satisfies(review -> {
            assertThat(review.verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
            assertThat(review.note()).isEqualTo("seen on a better screen");
        });
    }

    @Test
    void correctingStartsFromThePredictionAndCanBeLeft() {
        finish();
        open();
        test(button("correct")).click();
        assertThat(find(RadiographViewer.class).single().isLabelling()).isTrue();
        test(button("cancel-correction")).click();
        assertThat(find(RadiographViewer.class).single().isLabelling()).isFalse();
        test(button("correct")).click();
        test(button("save-correction")).click();

        assertThat(reviews.ofFilm(film.id())).singleElement().satisfies(review -> {
            assertThat(review.verdict()).isEqualTo(Verdict.CORRECTED);
            assertThat(review.levels()).extracting("level").containsExactly(Level.S1, Level.L5);
        });
    }

    @Test
    void theOtherNamesAreCountedFromAFixedOne() {
        finish();
        open();
        test(button("correct")).click();
        test(button("count-from-fixed")).click();
        find(Select.class).withId("fixed-body").single().setValue(0);
        find(Select.class).withId("fixed-level").single().setValue(Level.L4);
        test(button("count-from-fixed")).click();
        assertThat(find(RadiographViewer.class).single().getLabels())
                .extracting(FilmLabel::level)
                .containsExactly("S1", "L4");
        test(button("save-correction")).click();

        assertThat(reviews.ofFilm(film.id())).singleElement().satisfies(review -> {
            assertThat(review.levels()).extracting("level").containsExactly(Level.S1, Level.L4);
            assertThat(review.note()).isEqualTo("Fixed: body 1 from below is L4; the others were counted from it.");
        });
    }

    @Test
    void aFilmThatIsNotThereIsNotFound() {
        for (String id : new String[] {UUID.randomUUID().toString(), "nonsense"}) {
            UI.getCurrent().navigate("review/" + id);
            assertThat(getCurrentView()).isNotInstanceOf(ReviewView.class);
        }
    }

    private void open() {
        UI.getCurrent().navigate("review/" + film.id());
        assertThat(getCurrentView()).isInstanceOf(ReviewView.class);
    }

    private void finish() {
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb
                where film_id = :film""").param("film", film.id()).param("result", RESULT).update();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
