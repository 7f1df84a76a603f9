package org.levelread.simulation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.levelread.dicom.DicomWriter;
import org.levelread.dicom.FilmIdentity;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;
import org.levelread.simulation.FilmTruth.Side;

/// The files that rendered films are written to.
public enum FilmFormat {
    /// 16-bit grey
    PNG(".png") {
        @Override
        void write(Path file, RenderedFilm rendered, SimulationOptions options) throws IOException {
            Radiograph film = rendered.film();
            BufferedImage image = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_USHORT_GRAY);
            short[] to = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
            System.arraycopy(film.values(), 0, to, 0, to.length);
            if (!ImageIO.write(image, "png", file.toFile())) throw new IOException("no PNG writer for " + file);
        }
    },
    /// 16-bit Digital X-Ray of 12 stored bits, with made-up identifiers that belong to the seed and the options
    DICOM(".dcm") {
        @Override
        void write(Path file, RenderedFilm rendered, SimulationOptions options) throws IOException {
            Side anterior = rendered.truth().anterior();
            // the bones of a film from the front are as good as symmetric: either side may be the left
            String orientation = anterior == null ? "L\\F" : anterior == Side.RIGHT ? "A\\F" : "P\\F";
            FilmIdentity identity =
                    FilmIdentity.of("film %d of %s".formatted(rendered.truth().seed(), options), orientation);
            DicomWriter.write(
                    file, twelveBits(rendered.film()), identity, rendered.truth().inverted());
        }

        @Override
        Optional<String> objection(SimulationOptions options) {
            return options.stretched() == 0
                    ? Optional.empty()
                    : Optional.of(
                            "DICOM films say how large their pixels are, which stretched films do not know: render"
                                    + " with --stretched 0, or as png.");
        }
    };

    private final String ending;

    FilmFormat(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    abstract void write(Path file, RenderedFilm rendered, SimulationOptions options) throws IOException;

    /// a sentence on why films of these options cannot be written so; empty where they can
    Optional<String> objection(SimulationOptions options) {
        return Optional.empty();
    }

    /// as few bits as most detectors give
    private static Radiograph twelveBits(Radiograph film) {
        int highest = 0;
        for (short value : film.values()) highest = Math.max(highest, Short.toUnsignedInt(value));
        int surplus = Math.max(0, 20 - Integer.numberOfLeadingZeros(highest));
        short[] values = film.values().clone();
        for (int i = 0; i < values.length; i++) values[i] = (short) (Short.toUnsignedInt(values[i]) >>> surplus);
        PixelSpacing spacing = film.spacing().orElse(null);
        return new Radiograph(film.width(), film.height(), values, spacing);
    }
}
