package org.levelread.analysis.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.PageTest;
import org.levelread.cases.Film;
import org.levelread.imaging.Mask;
import org.levelread.readers.Role;
import org.levelread.reference.References;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.springframework.beans.factory.annotation.Autowired;

class SlicerViewTest extends PageTest {
    @Autowired
    References references;

    private static byte[] masks(Film film, String name) {
        Mask mask = new Mask(film.width(), film.height());
        for (int x = 10; x < 30; x++) for (int y = 20; y < 40; y++) mask.values()[y * film.width() + x] = 1;
        return SegNrrd.toBytes(
                new SlicerSegmentation(film.width(), film.height(), null, List.of(new Segment(name, mask))),
                SegNrrd.Encoding.GZIP);
    }

    @Test
    void whatComesBackIsStoredOrSaidWhyNot() {
        Film film = film(currentStudy(), "x.dcm");
        signIn(account(Role.STUDY_LEAD));
        SlicerView page = navigate(SlicerView.class);

        page.broughtBack(film, "film.seg.nrrd", masks(film, "Toe"), "");
        assertThat($(Div.class).id("outcome").getClassNames()).contains("refused");
        assertThat($(ListItem.class).all()).anyMatch(item -> item.getText().contains("Toe"));
        assertThat(references.find(film.id())).isEmpty();

        page.broughtBack(film, "film.seg.nrrd", masks(film, "L3"), "corrected");
        assertThat($(Div.class).id("outcome").getClassNames()).contains("stored");
        assertThat(references.find(film.id())).isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"READER", "SURGEON"})
    void nobodyElseMayOpenIt(Role role) {
        signIn(account(role));
        assertThatThrownBy(() -> navigate(SlicerView.class)).hasMessageContaining("DeniedView");
    }
}
