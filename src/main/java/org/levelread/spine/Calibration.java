package org.levelread.spine;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/// Turns the evidence for a naming into the probability that it is right: two logistic regressions, one for whole
/// films and one for single names, fitted on rendered films whose truth is known (`levelread calibrate`).
///
/// @param temperature of the sum over chains, in units of one clear body's reward
/// @param film the intercept, then a weight for each of [#FILM_FEATURES]
/// @param level the intercept, then a weight for each of [#LEVEL_FEATURES]
/// @param ribs how much what the net sees of ribs weighs: the weight of its log odds, how often the border between lumbar
///     and thoracic bodies is seen one body too high (and as often too low), the shares of spines with four and with six
///     lumbar vertebrae
/// @param names intercept and slope from the log odds of [NamePosterior] to those that all names are right
/// @param set the intercept, then a weight for each of [#SET_FEATURES]
/// @param origin films, seeds, nets and date it was fitted on
public record Calibration(
        double temperature,
        double[] film,
        double[] level,
        double[] ribs,
        double[] names,
        double[] set,
        String origin) {
    private static final String USUAL_RIBS = "0.5 0.06 0.03 0.03";
    private static final String USUAL_NAMES = "0 1";
    /// as sure as the names
    private static final String USUAL_SET = "0 1 0 0 0 0 0 0";

    /// what is known of a film's count from the sacrum
    public static final List<String> FILM_FEATURES = List.of(
            "log odds of the count over all chains",
            "confidence in S1",
            "only the sacrum's outline was seen",
            "sacrum around S1",
            "S1 looks like a free body",
            "lowest body looks like S1",
            "cost of the first link",
            "mean cost of the links",
            "levels stepped over",
            "S1 is cut by the border");
    /// what is known of one body's name
    public static final List<String> LEVEL_FEATURES = List.of(
            "log odds of the film's naming being right",
            "log odds of this name over all chains",
            "body probability",
            "cost of the link below",
            "cost of the link above",
            "levels stepped over below",
            "levels above S1");
    /// what is known of a film's set of instrumented levels, an empty one included
    public static final List<String> SET_FEATURES = List.of(
            "log odds that all names are right",
            "share of the hardware that is seen faintly",
            "levels within the construct without hardware of their own",
            "levels that hardware goes on below the lowest that counts",
            "levels that hardware goes on above the highest that counts",
            "least trust in a level that counts",
            "faint metal about the spine, in areas of a body");
    /// which way each may count: more makes the names likelier right (1), less (-1), either (0). A weight the few wrong
    /// films of a fit would give the other way is chance.
    private static final List<Integer> FILM_SIGNS = List.of(1, 1, -1, 1, -1, -1, -1, -1, -1, -1);
    private static final List<Integer> LEVEL_SIGNS = List.of(1, 1, 1, -1, -1, -1, 0);
    private static final List<Integer> SET_SIGNS = List.of(1, -1, -1, -1, -1, 1, -1);
    private static final String RESOURCE = "calibration.properties";

    public Calibration {
        if (!(temperature > 0)) throw new IllegalArgumentException("the temperature is above 0, was " + temperature);
        requireWeights(film, FILM_FEATURES.size(), "film");
        requireWeights(level, LEVEL_FEATURES.size(), "level");
        requireWeights(set, SET_FEATURES.size(), "set");
        if (ribs.length != 4 || !(ribs[0] >= 0) || !(ribs[1] >= 0 && ribs[1] < .5) || !(ribs[2] + ribs[3] < 1)) {
            throw new IllegalArgumentException(
                    "ribs are a weight, a share under .5 and two shares, were " + Arrays.toString(ribs));
        }
        if (names.length != 2) {
            throw new IllegalArgumentException("names are an intercept and a slope, were " + Arrays.toString(names));
        }
        ribs = ribs.clone();
        names = names.clone();
        set = set.clone();
        film = film.clone();
        level = level.clone();
    }

    private static void requireWeights(double[] weights, int features, String of) {
        if (weights.length != features + 1) {
            throw new IllegalArgumentException(
                    "a " + of + " has " + (features + 1) + " weights, these are " + weights.length);
        }
    }

    /// An example to fit on.
    ///
    /// @param features in the order of their names
    public record Example(double[] features, boolean right) {}

    /// A film whose names lie `shift` levels higher than counted.
    ///
    /// @param counted the probability that the count is right
    /// @param shares see [NamePosterior#of]
    public record RibExample(double counted, double[] shares, double[] border, int shift) {}

    private static final class Shipped {
        static final Calibration VALUE = read();

        private static Calibration read() {
            try (Reader in = new InputStreamReader(
                    Objects.requireNonNull(Calibration.class.getResourceAsStream(RESOURCE), RESOURCE),
                    StandardCharsets.UTF_8)) {
                Properties p = new Properties();
                p.load(in);
                return of(p);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// the one that belongs to the nets that came with this version
    public static Calibration shipped() {
        return Shipped.VALUE;
    }

    /// @throws IllegalArgumentException where a key is missing or no number
    public static Calibration of(Properties p) {
        return new Calibration(
                numbers(p, "temperature")[0],
                numbers(p, "film"),
                numbers(p, "level"),
                numbers(p.getProperty("ribs", USUAL_RIBS)),
                numbers(p.getProperty("names", USUAL_NAMES)),
                numbers(p.getProperty("set", USUAL_SET)),
                p.getProperty("origin", ""));
    }

    private static double[] numbers(Properties p, String key) {
        String text = p.getProperty(key);
        if (text == null) throw new IllegalArgumentException("a calibration needs \"" + key + "\"");
        return numbers(text);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// the same with these figures of ribs
    public Calibration withRibs(double[] other) {
        return new Calibration(temperature, film, level, other, names, set, origin);
    }

    /// the same with this intercept and slope for whole films
    public Calibration withNames(double[] other) {
        return new Calibration(temperature, film, level, ribs, other, set, origin);
    }

    /// the same with these weights for single names
    public Calibration withLevel(double[] other) {
        return new Calibration(temperature, film, other, ribs, names, set, origin);
    }

    /// the same with these weights for sets of instrumented levels
    public Calibration withSet(double[] other) {
        return new Calibration(temperature, film, level, ribs, names, other, origin);
    }

    /// the same with this note of what it was fitted on
    public Calibration withOrigin(String other) {
        return new Calibration(temperature, film, level, ribs, names, set, other);
    }

    /// the lines of the properties file that [#of(Properties)] reads
    public String inProperties() {
        return "origin=" + origin + "\ntemperature=" + temperature + "\nfilm=" + words(film) + "\nlevel="
                + words(level) + "\nribs=" + words(ribs) + "\nnames=" + words(names) + "\nset=" + words(set) + "\n";
    }

    private static String words(double[] weights) {
        return Arrays.stream(weights)
                .mapToObj(w -> String.format(Locale.ROOT, "%.4f", w))
                .collect(Collectors.joining(" "));
    }

    double ribWeight() {
        return ribs[0];
    }

    double ribSlip() {
        return ribs[1];
    }

    double fourLumbar() {
        return ribs[2];
    }

    double sixLumbar() {
        return ribs[3];
    }

    /// the probability that all names are right, from that of [NamePosterior]
    public double ofNames(double posterior) {
        return 1 / (1 + Math.exp(-names[0] - names[1] * logOdds(posterior)));
    }

    double ofFilm(double[] features) {
        return probability(film, features);
    }

    /// the probability that one name is right: never lower than that all of the film are
    public double ofLevel(double[] features) {
        return Math.max(probability(level, features), 1 / (1 + Math.exp(-features[0])));
    }

    double ofSet(double[] features) {
        return probability(set, features);
    }

    /// in (0, 1); the features in the order of the weights
    public static double probability(double[] weights, double[] features) {
        double sum = weights[0];
        for (int k = 0; k < features.length; k++) sum += weights[k + 1] * features[k];
        return 1 / (1 + Math.exp(-sum));
    }

    /// between -6 and 6, also for 0 and 1
    public static double logOdds(double probability) {
        double p = Math.clamp(probability, 0, 1);
        return Math.clamp(Math.log((p + 1e-9) / (1 - p + 1e-9)), -6, 6);
    }

    /// the weights for whole films
    public static double[] fitFilms(List<Example> examples) {
        return Logistic.fit(examples, FILM_SIGNS);
    }

    /// Weight and slip that make the true shifts of the names likeliest, searched on a grid; the shares of spines with four
    /// and six lumbar vertebrae stay as they are, since rendered films have other ones than patients. The grid ends at
    /// the usual figures: ribs are plainer on rendered films than on real ones, where a fit without this limit let them
    /// overrule a count that was right.
    ///
    /// @param examples films with a map of thoracic bodies
    public double[] fitRibs(List<RibExample> examples) {
        double[] best = ribs.clone();
        double most = Double.NEGATIVE_INFINITY;
        for (double weight : new double[] {0, .05, .1, .2, .3, .5}) {
            for (double slip : new double[] {.06, .1, .15, .2}) {
                Calibration tried = new Calibration(
                        temperature, film, level, new double[] {weight, slip, ribs[2], ribs[3]}, names, set, origin);
                double sum = 0;
                for (RibExample e : examples)
                    sum += Math.log(1e-6
                            + NamePosterior.of(e.counted(), e.shares(), e.border(), tried).of(e.shift()));
                if (sum <= most) continue;
                most = sum;
                best = tried.ribs();
            }
        }
        return best;
    }

    /// intercept and slope of [#ofNames(double)]
    public static double[] fitNames(List<Example> examples) {
        double[] w = Logistic.fit(examples, new boolean[] {true});
        return w[1] > 0 ? w : new double[] {0, 1};
    }

    /// the weights for sets of instrumented levels
    public static double[] fitSets(List<Example> examples) {
        return Logistic.fit(examples, SET_SIGNS);
    }

    /// the weights for single names
    public static double[] fitLevels(List<Example> examples) {
        return Logistic.fit(examples, LEVEL_SIGNS);
    }
}
