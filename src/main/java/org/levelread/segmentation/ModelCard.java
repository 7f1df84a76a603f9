package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The text beside a model: what it is, what it saw, how well it did, what was tried, what it must not be used for.
public final class ModelCard {
    /// beside `model.pt` and `model.json`
    public static final String FILE = "MODEL_CARD.md";

    private static final String ROUNDS = "What was tried";
    private static final String LIMITS = "## Known limits";

    private ModelCard() {}

    /// Puts a section into the card of a model, before its limits; one of the same heading is replaced.
    ///
    /// @param folder `models/NAME/VERSION`
    /// @param heading without the marks, in one line
    /// @throws IOException where the card cannot be read or written
    public static void put(Path folder, String heading, String body) throws IOException {
        Path file = folder.resolve(FILE);
        Files.writeString(file, with(Files.readString(file), heading, body));
    }

    /// the rounds of improvement, a table or list in Markdown
    public static void putRounds(Path folder, String body) throws IOException {
        put(folder, ROUNDS, body);
    }

    static String with(String card, String heading, String body) {
        String section = "## " + heading + "\n\n" + body.strip() + "\n\n";
        int at = ("\n" + card).indexOf("\n## " + heading + "\n");
        if (at >= 0) {
            int next = card.indexOf("\n## ", at + 1);
            return card.substring(0, at) + section + (next < 0 ? "" : card.substring(next + 1));
        }
        int limits = card.indexOf(LIMITS);
        return limits < 0
                ? card.stripTrailing() + "\n\n" + section.stripTrailing() + "\n"
                : card.substring(0, limits) + section + card.substring(limits);
    }

    static String of(Checkpoint.State s, String version) {
        double minutes = s.history().stream().mapToDouble(Double::doubleValue).sum() / 60;
        return String.format(
                Locale.ROOT,
                """
                # %s, version %s

                A U-Net that reads a lateral radiograph of the thoracolumbar spine and gives a probability map for each of: %s.
                For research on agreement with readers; not a medical device, not for decisions about a patient.

                | | |
                |---|---|
                | Net | %d inputs, stem %d, levels %s, %d outputs |
                | Input | films of any size on a grid of about %d pixels of the film's aspect; %s |
                | Films | %d for training, %d for validation, %d held out, from %s |
                | Training | %.0f minutes in all%s; last part %d steps of %d films, learning rate %s, seed %d (division: %d) |
                | Loss at the end | %.4f |

                ## How well

                Dice at probability .5, all films together, on films of the same origin as the training films:

                | output | validation | held out |
                |---|---|---|
                %s
                Rendered films lack what no rendering shows: expect less on films of another origin. `levelread evaluate --dataset DIR
                --title NAME --cards` writes what the three nets together reach on a data set here, with intervals, and `levelread train
                --rounds FILE --out MODELS/NAME/VERSION` the log of what was tried.

                ## Known limits

                S1 may be taken for L5 or L5 be missed; bodies hidden behind metal or below the diaphragm may be missed or merged;
                letter markers may be taken for metal.

                ## Sources and licence

                Trained on %s. Films of `levelread simulate` are rendered from the anatomy named in `NOTICE` (ArtiSynth lumbosacral model,
                BSD-3-Clause; ArtiSynth core, BSD-2-Clause; TotalSegmentator example CT, Apache-2.0); the weights are licensed like the project,
                Apache-2.0. Whoever trains on films of patients decides, and writes here, who may use the weights.
                """,
                s.model(),
                version,
                String.join(", ", s.outputs()),
                s.shape().inputs(),
                s.shape().stem(),
                s.shape().channels(),
                s.shape().outputs(),
                s.pixels(),
                s.normalisation(),
                s.trainingFilms(),
                s.validationFilms(),
                s.holdOutFilms(),
                String.join(", ", s.datasets()),
                minutes,
                s.startedFrom().isEmpty() ? "" : ", started from " + s.startedFrom(),
                s.step(),
                s.batch(),
                s.learningRate(),
                s.seed(),
                s.splitSeed(),
                s.loss(),
                s.outputs().stream()
                        .map(o ->
                                "| " + o + " | " + figure(s.validation(), o) + " | " + figure(s.holdOut(), o) + " |\n")
                        .collect(Collectors.joining()),
                String.join(", ", s.datasets()));
    }

    private static String figure(Map<String, Double> dice, String output) {
        Double d = dice.get(output);
        return d == null ? "not measured" : String.format(Locale.ROOT, "%.3f", d);
    }
}
