package org.levelread.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.levelread.MovableClock;
import org.levelread.TestDatabase;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FilmsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
    private final JdbcClient jdbc = JdbcClient.create(transactions.getDataSource());
    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final Films films = films(events::add);
    private final UUID study = study("study");

    private Films films(ApplicationEventPublisher publisher) {
        return new Films(new FilmStore(jdbc), new EnrolmentStore(jdbc), publisher, new TransactionTemplate(transactions), new MovableClock(NOW));
    }

    private UUID study(String slug) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into protocol.study (id, slug, title, created_at) values (?, ?, 'A study', now())")
                .param(id)
                .param(slug)
                .update();
        return id;
    }

    private static Radiograph noise(int width, int height, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        short[] values = new short[width * height];
        for (int i = 0; i < values.length; i++) values[i] = (short) random.nextInt(65536);
        return new Radiograph(width, height, values, null);
    }

    private Film added(Radiograph radiograph) {
        return ((FilmAddition.Added) films.add(study, radiograph, "x.dcm", null)).film();
    }

    @Test
    void comesBackPixelForPixel() {
        Radiograph noise = noise(70, 90, 1);
        PixelSpacing spacing = new PixelSpacing(0.14, 0.15, PixelSpacing.Origin.DETECTOR);
        Film film = added(new Radiograph(70, 90, noise.values(), spacing));

        assertThat(films.find(film.id())).contains(film);
        assertThat(film.title()).isEqualTo("Film 1");
        Radiograph read = films.radiograph(film.id());
        assertThat(read.values()).isEqualTo(noise.values());
        assertThat(read.spacing()).contains(spacing);
        assertThat(events).contains(new FilmAdded(film.id(), study));
    }

    @Test
    void theWindowSpansTheFirstToTheLastHundredth() {
        short[] values = new short[100 * 100];
        for (int i = 0; i < values.length; i++) values[i] = (short) (i * 6);
        Film film = added(new Radiograph(100, 100, values, null));

        assertThat(film.window()).isEqualTo(new Film.Window(99 * 6, 9899 * 6));
    }

    @Test
    void theSamePixelsAreTheSameFilmOfAStudy() {
        Film first = added(noise(70, 90, 2));

        assertThat(films.add(study, noise(70, 90, 2), "other name.png", null))
                .isEqualTo(new FilmAddition.Duplicate(first));
        assertThat(films.add(study, new Radiograph(90, 70, noise(70, 90, 2).values(), null), "turned.png", null))
                .isInstanceOf(FilmAddition.Added.class);
        assertThat(films.add(study("other"), noise(70, 90, 2), "x.dcm", null)).isInstanceOf(FilmAddition.Added.class);
        assertThat(films.inStudy(study)).hasSize(2);
    }

    @Test
    void filmsSentAtTheSameMomentGetTheirOwnNumbersAndDoublesAreFound() throws Exception {
        List<Callable<FilmAddition>> additions = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Radiograph film = noise(64, 64, i % 12);
            additions.add(() -> films.add(study, film, "x.dcm", null));
        }
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var addition : pool.invokeAll(additions)) addition.get();
        }

        assertThat(films.inStudy(study))
                .extracting(Film::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void nothingStaysWhereItsRunCannotBeQueued() {
        Films broken = films(event -> {
            if (event instanceof FilmAdded) throw new IllegalStateException("no queue");
        });

        assertThatThrownBy(() -> broken.add(study, noise(70, 90, 3), "x.dcm", null))
                .hasMessage("no queue");
        assertThat(films.inStudy(study)).isEmpty();
        assertThat(jdbc.sql("select count(*) from cases.film_pixels")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aFilmNeedsItsStudy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> films.add(UUID.randomUUID(), noise(64, 64, 4), "x", null));
        assertThatIllegalArgumentException().isThrownBy(() -> films.radiograph(UUID.randomUUID()));
    }
}
