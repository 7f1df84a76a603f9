package org.levelread.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Percentiles;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A waiting film as a picture for the person who decides about it; never for a reader.
@RestController
class QuarantinePictureController {
    private static final int MOST_SIDE_PX = 1600;

    private final QuarantineStore store;
    private final Quarantine quarantine;
    private final CurrentAccount current;

    QuarantinePictureController(QuarantineStore store, Quarantine quarantine, CurrentAccount current) {
        this.store = store;
        this.quarantine = quarantine;
        this.current = current;
    }

    /// PNG with eight bits, at most 1600 pixels a side. A film that is not there and one that is not for the asking get
    /// the same answer.
    ///
    /// @param frame in its file, from 1
    @GetMapping("/films/arrivals/{id}/picture")
    void picture(@PathVariable UUID id, @RequestParam int frame, HttpServletResponse response) throws IOException {
        Optional<Radiograph> film = maySee(current.require())
                ? store.find(id).flatMap(there -> quarantine.radiograph(there, frame))
                : Optional.empty();
        if (film.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print("There is no such film here for you.\n");
            return;
        }
        response.setContentType("image/png");
        ImageIO.write(picture(film.get()), "png", response.getOutputStream());
    }

    private static boolean maySee(SignedIn asking) {
        return !asking.mustChangePassword() && asking.role() != Role.READER;
    }

    /// with all but the outermost half per cent of the grey values told apart: text may be darker than bone
    private static BufferedImage picture(Radiograph film) {
        double[] range = Percentiles.of(film, 0.5, 99.5);
        double scale = Math.min(1, (double) MOST_SIDE_PX / Math.max(film.width(), film.height()));
        int width = Math.max(1, (int) Math.round(film.width() * scale));
        int height = Math.max(1, (int) Math.round(film.height() * scale));
        GrayMap small = scale == 1 ? Resampling.toGray(film) : Resampling.areaAverage(film, width, height);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        double span = Math.max(1, range[1] - range[0]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double share = (small.values()[y * width + x] - range[0]) / span;
                picture.getRaster().setSample(x, y, 0, (int) Math.clamp(Math.round(255 * share), 0, 255));
            }
        }
        return picture;
    }
}
