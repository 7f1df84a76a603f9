package org.levelread.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.InflaterInputStream;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A film's pixels for the viewer: all that a reader's browser ever gets of a film.
@RestController
class FilmPixelsController {
    private final FilmStore films;
    private final CurrentAccount current;
    private final List<FilmAccess> access;

    FilmPixelsController(FilmStore films, CurrentAccount current, List<FilmAccess> access) {
        this.films = films;
        this.current = current;
        this.access = access;
    }

    /// Little-endian uint16, row-major, as they are stored: deflated where the client takes that, inflated on
    /// the way out where it does not. A film that is not there and one that is not the reader's get the same
    /// answer.
    @GetMapping("/films/{id}/pixels")
    void pixels(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Film film = filmFor(current.require(), id).flatMap(films::find).orElse(null);
        if (film == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print("There is no such film here for you.\n");
            return;
        }
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader("X-Film-Width", Integer.toString(film.width()));
        response.setHeader("X-Film-Height", Integer.toString(film.height()));
        response.setHeader("X-Window-Center", Double.toString(film.window().center()));
        response.setHeader("X-Window-Width", Integer.toString(film.window().width()));
        byte[] deflated = films.deflatedPixels(film.id()).orElseThrow();
        if (takesDeflate(request)) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "deflate");
            response.setContentLength(deflated.length);
            response.getOutputStream().write(deflated);
        } else {
            response.setContentLengthLong(2L * film.width() * film.height());
            try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
                inflated.transferTo(response.getOutputStream());
            }
        }
    }

    /// a reader names a reading, everybody else the film
    private Optional<UUID> filmFor(SignedIn asking, UUID name) {
        if (asking.mustChangePassword()) return Optional.empty();
        return switch (asking.role()) {
            case SURGEON, ADJUDICATOR, STUDY_LEAD, ADMINISTRATOR -> Optional.of(name);
            case READER ->
                access.stream()
                        .map(room -> room.film(asking.accountId(), name))
                        .flatMap(Optional::stream)
                        .findFirst();
        };
    }

    private static boolean takesDeflate(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.matches("(?i).*\\bdeflate\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }
}
