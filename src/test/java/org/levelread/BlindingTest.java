package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.cases.Film;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Blinding;
import org.levelread.reading.ui.ReadingView;
import org.springframework.beans.factory.annotation.Autowired;

/// What the pages send a reader of the prediction: nothing.
class BlindingTest extends PageTest {
    /// levels, words and a name that stand nowhere else
    private static final String PREDICTION = """
            {"film": "doe_jane_1950.png", "width": 100, "height": 200,
             "levels": [{"level": "T9", "polygon": [[41.125,140],[60,140],[60,160]], "centroid": [50.625,150],
                         "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": true, "polygon": [], "endplate": null, "confidence": 0.8},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["T9"],
             "determinable": true, "reason": null,
             "flags": [{"code": "C1b", "evidence": "secret evidence", "confidence": 0.5}],
             "models": {"vertebrae": "secret-model"}, "millis": {"total": 99}}""";

    @Autowired
    Blinding blinding;

    private Film film;

    @BeforeEach
    void aPredictedFilmOfTheReaders() {
        Account reader = account(Role.READER);
        film = film(currentStudy(), "doe_jane_1950.png");
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb
                where film_id = :film""").param("film", film.id()).param("result", PREDICTION).update();
        signIn(reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"review/FILM", "study", "cases", "accounts", "audit"})
    void noPageOfTheOthersOpens(String page) {
        UI.getCurrent().navigate(page.replace("FILM", film.id().toString()));

        assertThat(getCurrentView().getClass().getPackageName())
                .doesNotContain("prediction", "analysis", "cases", "audit");
        assertTellsNothing(sent(UI.getCurrent().getElement()));
    }

    @Test
    void theReadingPageIsSentNothingOfIt() {
        ReadingView view = navigate(ReadingView.class);
        assertTellsNothing(sent(view.getElement()));
    }

    @Test
    void theCertificateSaysWhenAReaderCouldReachIt() {
        signIn(account(Role.STUDY_LEAD));
        assertThat(blinding.evidence(currentStudy().id()).holds()).isTrue();
        asOwner("grant usage on schema prediction to levelread_reading; grant select on prediction.run to levelread_reading");
        try {
            assertThat(blinding.evidence(currentStudy().id()).lines())
                    .filteredOn(line -> !line.holds())
                    .singleElement()
                    .satisfies(line -> assertThat(line.looked()).isEqualTo("1 table can be read"));
        } finally {
            asOwner("revoke usage on schema prediction from levelread_reading; revoke select on prediction.run from levelread_reading");
        }
        assertThat(blinding.evidence(currentStudy().id()).holds()).isTrue();
    }

    /// as no statement of the application is made
    private void asOwner(String sql) {
        jdbc.sql("reset role; " + sql + "; set role levelread_app").update();
    }

    private static void assertTellsNothing(String sent) {
        assertThat(sent).doesNotContain("doe_jane", "T9", "secret", "41.125", "50.625", "C1b");
    }

    /// every tag, attribute, property and text that the server holds for the browser
    private static String sent(Element element) {
        String own = element.isTextNode()
                ? element.getText()
                : Stream.concat(
                                element.getAttributeNames().map(name -> name + "=" + element.getAttribute(name)),
                                element.getPropertyNames().map(name -> name + "=" + element.getPropertyRaw(name)))
                        .collect(Collectors.joining(" ", element.getTag() + " ", "\n"));
        return own + element.getChildren().map(BlindingTest::sent).collect(Collectors.joining());
    }
}
