package org.levelread.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.UidlWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.levelread.PageTest;
import org.levelread.analysis.Agreements;
import org.levelread.analysis.SlicerPackages;
import org.levelread.dicom.PlantedIdentifiers;
import org.levelread.prediction.MadeRuns;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.report.MadeReports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/// Nothing planted in the files leaves the server again: in no picture, page, export or line of the log. What is stored
/// has [FilmArrivalsTest], what goes back to an archive `ResultObjectsTest`, what a real browser gets `JourneyIT`.
@ExtendWith(OutputCaptureExtension.class)
class IdentifiersStayOutTest extends PageTest {
    @Autowired
    ApplicationContext application;

    @Autowired
    Uploads uploads;

    @Autowired
    Quarantine quarantine;

    @Autowired
    CurrentAccount current;

    private final PlantedIdentifiers planted = new PlantedIdentifiers();
    private Study study;
    private Account lead;
    private Film film;
    private QuarantinedFilm waiting;

    @BeforeEach
    void filmsWithIdentifiers() throws IOException {
        study = currentStudy();
        lead = account(Role.STUDY_LEAD);
        signIn(lead);
        quarantine.waiting(study.id()).forEach(left -> quarantine.discard(left.id(), lead.id(), "of another test"));
        int seed = new Random().nextInt(1000);
        upload(planted.file("YES", seed), planted.fileName());
        waiting = quarantine.waiting(study.id()).getFirst();
        upload(planted.file("NO", seed + 1000), planted.fileName());
        film = films.inStudy(study.id()).getLast();
        upload(picture(), planted.fileName().replace(".dcm", ".png"));
        for (Film each : films.inStudy(study.id()).reversed().subList(0, 2)) MadeRuns.pretend(application, each.id());
    }

    private void upload(byte[] bytes, String name) throws IOException {
        UploadOutcome outcome = uploads.take(study.id(), new ByteArrayInputStream(bytes), name, current.require());
        assertThat(outcome).isNotInstanceOf(UploadOutcome.Refused.class);
    }

    private static byte[] picture() throws IOException {
        BufferedImage noise = new BufferedImage(80, 90, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random();
        for (int i = 0; i < 80 * 90; i++) noise.getRaster().setSample(i % 80, i / 80, 0, random.nextInt(256));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", out);
        return out.toByteArray();
    }

    private void requireClean(String what, byte[] bytes) {
        requireClean(what, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private void requireClean(String what, String text) {
        assertThat(planted.all()).hasSizeGreaterThan(40);
        assertThat(text).as(what).isNotEmpty();
        for (String identifier : planted.all()) {
            byte[] ascii = identifier.getBytes(StandardCharsets.US_ASCII);
            assertThat(text).as(what)
                    .doesNotContain(identifier)
                    .doesNotContain(HexFormat.of().formatHex(ascii))
                    .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(ascii).substring(0, 8));
        }
    }

    @Test
    void noPictureAndNoPageHasOne(CapturedOutput output) throws IOException {
        MockHttpServletResponse pixels = new MockHttpServletResponse();
        application.getBean(FilmPixelsController.class).pixels(film.id(), new MockHttpServletRequest(), pixels);
        MockHttpServletResponse picture = new MockHttpServletResponse();
        application.getBean(QuarantinePictureController.class).picture(waiting.id(), 1, picture);
        for (MockHttpServletResponse answer : List.of(pixels, picture)) {
            assertThat(answer.getStatus()).isEqualTo(200);
            requireClean("headers", answer.getHeaderNames() + " " + answer.getHeaderNames().stream().map(answer::getHeaders).toList());
            requireClean("body", answer.getContentAsByteArray());
        }
        // a page, and what shows that it is that page and has the films
        Map<String, String> pages = Map.of(
                "cases", film.originalName(),
                "arrivals", "films/arrivals/" + waiting.id(),
                "review/" + film.id(), film.originalName(),
                "enrolment", film.title(),
                "slicer", film.title(),
                "archives", "Connect an archive",
                "audit", "film.uploaded");
        pages.forEach((page, shown) -> {
            UI.getCurrent().navigate(page);
            String sent = new UidlWriter().createUidl(UI.getCurrent(), false).toString();
            assertThat(sent).as(page).contains(shown);
            requireClean(page, sent);
        });
        requireClean("log", output.getAll() + " ");
    }

    @Test
    void noExportHasOne() throws IOException {
        requireClean("CSV", application.getBean(Agreements.class).csv(study));
        SlicerPackages slicer = application.getBean(SlicerPackages.class);
        requireUnpackedClean("bundle for Slicer", slicer.withModelMasks(film).orElseThrow());
        requireUnpackedClean("pack", MadeReports.pack(application, study));
    }

    /// in each file of the archive, too, and in what is compressed within it
    private void requireUnpackedClean(String what, byte[] zip) throws IOException {
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files++;
                byte[] content = in.readAllBytes();
                String name = what + ", " + entry.getName();
                requireClean(name, entry.getName());
                requireClean(name, content);
                if (entry.getName().endsWith(".zip") || entry.getName().endsWith(".xlsx")) requireUnpackedClean(name, content);
                if (entry.getName().endsWith(".pdf")) requireStreamsClean(name, content);
                if (entry.getName().endsWith(".nrrd")) requireDataClean(name, content);
            }
        }
        assertThat(files).as(what).isPositive();
    }

    private void requireStreamsClean(String name, byte[] pdf) throws IOException {
        byte[] word = "stream\n".getBytes(StandardCharsets.US_ASCII);
        int streams = 0;
        for (int at = 0; at + 2 * word.length < pdf.length; at++) {
            if (pdf[at] != 's' || pdf[at + 1] != 't' || pdf[at + 2] != 'r' || pdf[at - 1] == 'd') continue;
            int from = at + 6;
            while (pdf[from] == '\r' || pdf[from] == '\n') from++;
            try (var in = new InflaterInputStream(new ByteArrayInputStream(pdf, from, pdf.length - from))) {
                requireClean(name, in.readAllBytes());
                streams++;
            } catch (IOException e) {
                // not a deflated one
            }
        }
        assertThat(streams).isPositive();
    }

    private void requireDataClean(String name, byte[] nrrd) throws IOException {
        String text = new String(nrrd, StandardCharsets.ISO_8859_1);
        if (!text.contains("encoding: gzip")) return;
        int from = text.indexOf("\n\n") + 2;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(nrrd, from, nrrd.length - from))) {
            requireClean(name, in.readAllBytes());
        }
    }
}
