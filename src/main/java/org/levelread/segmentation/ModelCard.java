package org.levelread.segmentation;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The text beside a model: what it is, what it saw, how well it did, what it must not be used for.
final class ModelCard {
    private ModelCard() {}

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
                Figures on real films are in the repository's evaluation, not here. Rendered films lack what no rendering shows:
                expect less on films of another origin.

                ## Known limits

                S1 may be taken for L5 or L5 be missed; bodies hidden behind metal or below the diaphragm may be missed or merged;
                letter markers may be taken for metal.
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
                        .collect(Collectors.joining()));
    }

    private static String figure(Map<String, Double> dice, String output) {
        Double d = dice.get(output);
        return d == null ? "not measured" : String.format(Locale.ROOT, "%.3f", d);
    }
}
