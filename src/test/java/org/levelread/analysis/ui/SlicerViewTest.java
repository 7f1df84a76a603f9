package org.levelread.analysis.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.PageTest;
import org.levelread.cases.Film;
import org.levelread.imaging.Mask;
import org.levelread.prediction.MadeRuns;
import org.levelread.readers.Role;
import org.levelread.reference.References;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class SlicerViewTest extends PageTest {
    @Autowired
    References references;

    @Autowired
    ApplicationContext application;

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

    /// Out by the page's link, read and saved by a program of others (teem's `unu`), renamed there as in Slicer, and back by the
    /// page's dialog.
    @Test
    void aFilmGoesToSlicerAndItsCorrectedMasksComeBackAsAVersion(@TempDir Path folder) throws Exception {
        Film film = film(currentStudy(), "to-slicer.dcm");
        MadeRuns.pretend(application, film.id());
        signIn(account(Role.STUDY_LEAD));
        navigate(SlicerView.class);
        Grid<?> grid = $(Grid.class).single();
        int row = 0;
        while (!test(grid).getCellText(row, 0).equals(film.title())) row++;
        Anchor link = (Anchor) test(grid).getCellComponent(row, 2).getChildren().findFirst().orElseThrow();
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        test(link).download(zip);
        String name = "film-" + film.number();
        unzip(zip.toByteArray(), folder);

        byte[] volume = savedByUnu(folder.resolve(name + ".nrrd"));
        short[] values = new short[film.width() * film.height()];
        int from = volume.length - 2 * values.length;
        ByteBuffer.wrap(volume, from, 2 * values.length).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
        assertThat(values).isEqualTo(films.radiograph(film.id()).values());
        List<Segment> sent = SegNrrd.read(Files.readAllBytes(folder.resolve(name + ".seg.nrrd")), "x", film.width(), film.height())
                .segments();
        // somebody finds that L4 is L3
        String saved = new String(savedByUnu(folder.resolve(name + ".seg.nrrd")), StandardCharsets.ISO_8859_1);
        assertThat(saved).contains("encoding: raw", "Name:=L4\n");
        byte[] corrected = saved.replace("Name:=L4\n", "Name:=L3\n").getBytes(StandardCharsets.ISO_8859_1);
        test((Button) test(grid).getCellComponent(row, 3)).click();
        test($(TextArea.class).id("rationale")).setValue("L4 is L3");
        test($(Upload.class).id("masks-upload")).upload(name + ".seg.nrrd", "application/octet-stream", corrected);

        assertThat($(Div.class).id("outcome").getClassNames()).contains("stored");
        assertThat(references.find(film.id()).orElseThrow().named()).contains(Level.L3).doesNotContain(Level.L4);
        assertThat(references.history(film.id()).getFirst().change().rationale()).isEqualTo("L4 is L3");
        List<Segment> stored = SegNrrd.read(
                        references.segmentation(film.id()).orElseThrow(), "x", film.width(), film.height())
                .segments();
        assertThat(stored).extracting(Segment::name).containsExactly("L5", "L3", "Instrumentation");
        for (int i = 0; i < sent.size(); i++) {
            assertThat(stored.get(i).mask().values()).isEqualTo(sent.get(i).mask().values());
        }
    }

    private static void unzip(byte[] zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), in.readAllBytes());
            }
        }
    }

    private static byte[] savedByUnu(Path file) throws IOException, InterruptedException {
        Path saved = file.resolveSibling("saved-" + file.getFileName());
        Process unu = new ProcessBuilder(
                        "teem-unu", "save", "-f", "nrrd", "-e", "raw", "-i", file.toString(), "-o", saved.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(unu.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(unu.waitFor()).as(said).isZero();
        return Files.readAllBytes(saved);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"READER", "SURGEON"})
    void nobodyElseMayOpenIt(Role role) {
        signIn(account(role));
        assertThatThrownBy(() -> navigate(SlicerView.class)).hasMessageContaining("DeniedView");
    }
}
