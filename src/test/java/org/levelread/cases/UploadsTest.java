package org.levelread.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.intake.FilmReader;
import org.levelread.protocol.Study;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.beans.factory.annotation.Autowired;

class UploadsTest extends ApplicationTest {
    @Autowired
    Uploads uploads;

    @Autowired
    CurrentAccount current;

    private Study study;
    private SignedIn sender;
    private long partsBefore;

    @BeforeEach
    void signInAsSurgeon() throws IOException {
        study = study();
        signIn(account(Role.SURGEON));
        sender = current.require();
        partsBefore = parts();
    }

    @AfterEach
    void nothingLiesAround() throws IOException {
        assertThat(parts()).isEqualTo(partsBefore);
    }

    private static long parts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("levelread-upload-"))
                    .count();
        }
    }

    private static byte[] png(long seed) throws IOException {
        BufferedImage image = new BufferedImage(80, 120, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(seed);
        for (int y = 0; y < 120; y++)
            for (int x = 0; x < 80; x++) image.getRaster().setSample(x, y, 0, random.nextInt(256));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private UploadOutcome take(byte[] bytes, String name) throws IOException {
        return uploads.take(study.id(), new ByteArrayInputStream(bytes), name, sender);
    }

    @Test
    void storesAFilmAndQueuesItsRun() throws IOException {
        assertThat(take(png(1), "C:\\films\\Erika.png")).isInstanceOfSatisfying(UploadOutcome.Stored.class, stored -> {
            // people put names into those of files
            assertThat(stored.film().originalName()).matches("N-[0-9A-F]{16}");
            assertThat(jdbc.sql("select f::text from cases.film f where id = :id")
                            .param("id", stored.film().id())
                            .query(String.class)
                            .single())
                    .doesNotContainIgnoringCase("erika");
            assertThat(stored.film().uploadedBy()).isEqualTo(sender.accountId());
            assertThat(jdbc.sql("""
                            select count(*) from prediction.run r
                            join scheduled_tasks t on t.task_instance = r.id::text
                            where r.film_id = :film and r.state = 'QUEUED'""")
                            .param("film", stored.film().id())
                            .query(Long.class)
                            .single())
                    .isOne();
        });
    }

    @Test
    void namesTheFilmThatIsAlreadyThere() throws IOException {
        take(png(2), "one.png");

        assertThat(take(png(2), "again.png"))
                .isInstanceOfSatisfying(
                        UploadOutcome.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .isEqualTo(
                                        "again.png is the same film as Film 1, pixel for pixel: it was not stored again."));
        assertThat(films.inStudy(study.id())).hasSize(1);
    }

    @Test
    void refusesWhatIsNoFilmWithASentence() throws IOException {
        assertRefused(take("a letter, not a film".getBytes(StandardCharsets.UTF_8), "letter.png"), "letter.png");
        assertRefused(take(new byte[0], "nothing.dcm"), "nothing.dcm is empty");
        assertThat(films.inStudy(study.id())).isEmpty();
    }

    @Test
    void stopsReadingAtTheLimit() throws IOException {
        EndlessZeros zeros = new EndlessZeros();

        assertRefused(uploads.take(study.id(), zeros, "huge.png", sender), "huge.png has more than 100 MB");
        assertThat(zeros.served).isLessThan(FilmReader.MOST_BYTES + 1_000_000);
    }

    @Test
    void aSenderWhoStopsInTheMiddleLeavesNothing() {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) throw new IOException("connection reset");
                return 1;
            }
        };

        assertThatThrownBy(() -> uploads.take(study.id(), broken, "half.png", sender))
                .isInstanceOf(IOException.class);
        assertThat(films.inStudy(study.id())).isEmpty();
    }

    private static void assertRefused(UploadOutcome outcome, String beginning) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        UploadOutcome.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .startsWith(beginning)
                                .endsWith("."));
    }

    private static final class EndlessZeros extends InputStream {
        private long served;

        @Override
        public int read() {
            served++;
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            served += length;
            return length;
        }
    }
}
